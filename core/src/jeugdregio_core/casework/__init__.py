"""What happens to a referral: one module per step, every step decided by the rules, nothing lost.

Needs the extra ``store``.
"""
