"""The law as data: provisions, facts, rules and open questions, read from rule files and compiled."""

from reg7check.rulebook.load import ReadRulebook, Rulebook, load_identity, load_rulebook, read_rulebook

__all__ = ["ReadRulebook", "Rulebook", "load_identity", "load_rulebook", "read_rulebook"]
