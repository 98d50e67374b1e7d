"""Figures about the dataset: its balance, its leads over ten years, its languages."""
