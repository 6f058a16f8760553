"""Youth regions and their municipalities."""
