"""The search of a site: what it knows of each page, and the index that the visitor's browser reads (015)."""
