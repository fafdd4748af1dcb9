"""Probes: the only slow or outside work (pages, browser, inquiries). Each is replaceable by facts made by hand."""
