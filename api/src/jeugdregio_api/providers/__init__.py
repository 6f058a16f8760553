"""Providers: what they are contracted for, and how soon a family can start."""
