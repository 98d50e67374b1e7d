"""The four languages of the bot and their catalogues."""
