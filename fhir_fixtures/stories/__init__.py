"""The stories, a file for each theme."""
