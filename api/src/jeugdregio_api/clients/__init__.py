"""Young people, as a pseudonym with a file."""
