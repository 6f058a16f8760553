"""Who asks: from the token of a request to an actor. What an actor may see is not decided here."""
