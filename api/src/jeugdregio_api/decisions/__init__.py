"""One question decided, with every reason."""
