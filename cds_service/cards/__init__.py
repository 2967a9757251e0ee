"""From a clinical assessment to CDS Hooks cards: what a clinician reads, and what one click prepares."""
