"""The norm framework: its parts, norms and targets."""
