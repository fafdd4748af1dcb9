"""Benchmarks: what the audit's speed is, measured against its peers in one run (docs/decisions/010-benchmarks.md)."""
