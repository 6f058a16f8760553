"""Who asks, and what they may ask: from a token to an actor, and a policy for every field."""
