"""Audit of built microsites and live sites: facts, rules, findings, reports (see docs/architecture.md)."""

__version__ = "0.1.0"
