"""Invented patients as FHIR R4 resources: each tells one story, and says what a clinician should see."""
