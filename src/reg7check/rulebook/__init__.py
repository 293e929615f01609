"""The law as data: provisions, facts, rules and open questions, read from rule files and compiled."""

from reg7check.rulebook.load import Rulebook, load_rulebook

__all__ = ["Rulebook", "load_rulebook"]
