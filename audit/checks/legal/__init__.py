"""Rules of the family legal."""
