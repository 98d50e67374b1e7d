"""What the bot answers, made from the dataset; no vendor, no chat."""
