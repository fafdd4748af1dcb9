"""What German texts say: days, numbers, contacts, sentences, languages, and how hard they are to read. No I/O."""
