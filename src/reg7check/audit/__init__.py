"""What shows that a rulebook can be trusted: findings, rule cases, coverage, mutants, and what a change means."""
