"""Invented patients with the expectation written first, driven from the outside: FHIR in, assessment and cards out."""
