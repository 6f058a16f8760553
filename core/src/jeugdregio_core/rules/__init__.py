"""How a region decides: facts, rules, tables of rules, and the decision they lead to."""
