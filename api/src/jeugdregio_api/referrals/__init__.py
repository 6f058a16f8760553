"""Referrals, with all that came of them."""
