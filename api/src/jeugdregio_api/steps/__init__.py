"""Steps in a case: what they are asked with, and what came of them."""
