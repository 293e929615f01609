"""Mutants: a rulebook changed one step at a time, to see whether the rule cases would notice."""
