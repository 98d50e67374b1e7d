"""Cards: a picture of 1200 x 675 for an entry, in the four languages."""
