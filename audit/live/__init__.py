"""Keep the audit of one microsite in memory for the preview: after a change only what it reaches is judged again (036)."""
