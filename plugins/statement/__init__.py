"""The statement on accessibility: what the law asks, what was tested, and the page that says so (016, 022)."""
