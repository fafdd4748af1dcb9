"""Adapters from an engine's results to findings: the engine decides the outcome, the adapter only translates."""
