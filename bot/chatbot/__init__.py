"""What people say to the bot and what it answers. Never delivers, and knows no channel."""
