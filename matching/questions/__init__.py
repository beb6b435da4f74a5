"""The commands that ask about a plan: explain, replace and keys."""
