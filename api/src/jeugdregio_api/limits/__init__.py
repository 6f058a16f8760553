"""How much one caller may ask: of a document, of a moment, and of an hour."""
