"""Settings from a file and secrets from the environment."""
