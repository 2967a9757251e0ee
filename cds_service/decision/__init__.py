"""Answers one hook call: gathers the data, assesses the patient, writes the cards and the audit record."""
