"""Clinical decision support for cancer cachexia over CDS Hooks."""
