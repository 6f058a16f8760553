"""GraphQL API over the rulebooks of youth care regions."""
