"""The Telegram bot that answers people. It never delivers posts and knows no channel."""
