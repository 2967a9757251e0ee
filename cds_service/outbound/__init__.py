"""The service's own reads: from an EHR's FHIR server, never elsewhere, never longer than it may."""
