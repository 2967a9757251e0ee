"""The hook against a real HAPI FHIR R4 server."""
