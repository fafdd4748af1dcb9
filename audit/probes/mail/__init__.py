"""Mail as a source of inquiries: headers only, and of those only pseudonyms and times leave this package."""
