"""What an organisation keeps: one database, one road to a write, nothing overwritten.

Needs the extra ``store``. Nothing outside this package and casework imports it, so that the rules
run without a database.
"""
