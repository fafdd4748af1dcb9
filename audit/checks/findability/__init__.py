"""Rules of the family findability."""
