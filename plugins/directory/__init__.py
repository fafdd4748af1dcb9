"""A directory of services and places of other providers: entries, their table for Excel, the pages that list them."""
