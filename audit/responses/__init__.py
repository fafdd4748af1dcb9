"""How fast inquiries are answered, in working days and business hours (030)."""
