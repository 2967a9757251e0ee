"""Runs over real and independent data that the repository does not hold; each prints a report, none is a test."""
