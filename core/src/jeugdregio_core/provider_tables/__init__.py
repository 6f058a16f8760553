"""Providers of a region as a file: for an organisation that starts empty, or keeps them elsewhere.

Needs the extra ``store``. What stands in a file is entered by the same steps as over the API, all
of it in one transaction.
"""
