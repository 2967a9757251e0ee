"""The wire: CDS Hooks requests, responses and discovery. Knows nothing of medicine."""
