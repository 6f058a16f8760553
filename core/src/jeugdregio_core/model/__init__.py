"""What exists: regions, catalogues, norms, and the closed lists they use."""
