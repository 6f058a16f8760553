"""What a plugin writer proves a region with: worked cases and the checks on a whole plugin."""
