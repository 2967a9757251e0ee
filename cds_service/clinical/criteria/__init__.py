"""The published criteria and scores: one file each, one signature, none knows another."""
