"""The arrangement file, format 1: its models, and reading it with every fault named and placed."""

from reg7check.arrangement.answering import FactAt, answer_at, with_answers
from reg7check.arrangement.facts import FactSpec
from reg7check.arrangement.models import Action, Answer, Arrangement, Evidence, Party, Span, Strand, Value
from reg7check.arrangement.read import read_arrangement

__all__ = [
    "Action",
    "Answer",
    "Arrangement",
    "Evidence",
    "FactAt",
    "FactSpec",
    "Party",
    "Span",
    "Strand",
    "Value",
    "answer_at",
    "read_arrangement",
    "with_answers",
]
