"""The steps, named after what they bring."""
