"""Medicine: what the published criteria say of one patient. Knows the standard library only."""
