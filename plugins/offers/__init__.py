"""A catalogue of leisure and holiday offers: facts, lists by age, week and district, calendar files."""
