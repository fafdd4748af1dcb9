"""Rules of the family currency."""
