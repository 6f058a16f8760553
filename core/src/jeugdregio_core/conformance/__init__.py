"""The conformance kit: what a plugin writer proves a region with.

Worked cases and facts, checks in three levels (brons, zilver, goud), and test classes to inherit
in :mod:`jeugdregio_core.conformance.kit`.
"""
