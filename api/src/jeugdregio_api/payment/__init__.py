"""How amounts are paid out."""
