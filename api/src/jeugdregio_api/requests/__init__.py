"""Requests for an allocation, and the decisions about them."""
