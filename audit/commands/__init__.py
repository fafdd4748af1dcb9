"""The commands beside the audit itself: ``dreiklick check``, ``sla``, ``links``, ``history`` and others, and what they print and write."""
