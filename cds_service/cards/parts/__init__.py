"""The parts of an assessment card's detail: one file each, one signature, none knows another."""
