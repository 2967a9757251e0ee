"""FHIR files on disk: Bundles, NDJSON and folders of them, grouped by patient without holding them in memory."""
