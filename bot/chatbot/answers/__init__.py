"""The bot's answers, made from the dataset. No Telegram objects."""
