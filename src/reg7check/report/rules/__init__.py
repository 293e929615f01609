"""What an audit of a rulebook found: findings, cases, coverage, mutants and changes, in their formats."""
