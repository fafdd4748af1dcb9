"""Films on pages, above all in German Sign Language: schema, checks, files."""
