"""The rules of a region, and the questions they ask."""
