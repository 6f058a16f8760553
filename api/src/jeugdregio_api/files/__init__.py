"""The file of one young person: referrals, allocations and documents together."""
