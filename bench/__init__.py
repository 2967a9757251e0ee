"""The benchmark: CPU per request beside a bare Flask endpoint, in one run."""
