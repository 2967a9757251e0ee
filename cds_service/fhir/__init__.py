"""Translation: FHIR R4 resources, as real systems send them, into the patient record of the core."""
