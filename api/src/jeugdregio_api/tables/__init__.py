"""The rules that a region states as a table: documents, changes and regie."""
