"""What casework can count for a target. Every measure says what it counted and what it left out."""
