"""Runs of audits over time: kept in one SQLite file, compared run by run (031)."""
