"""GraphQL over HTTP: what comes in, what goes out, and the page to try it."""
