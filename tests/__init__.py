"""The tests; README.md says which kind lives where."""
