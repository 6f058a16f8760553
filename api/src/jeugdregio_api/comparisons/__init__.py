"""One family situation in several regions, side by side."""
