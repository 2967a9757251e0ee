"""Logs and metrics: counts, times and names of our own making; never a word of a request."""
