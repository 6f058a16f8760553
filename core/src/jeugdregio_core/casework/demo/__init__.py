"""Made-up data to look at and to measure with: no person and no organisation in it exists.

The codes are those of the regions, and every decision is what their rules say of that case.
"""
