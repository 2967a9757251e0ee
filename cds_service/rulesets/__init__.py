"""Governing: the ruleset document, its defaults, and how a site's changes are laid over them."""
