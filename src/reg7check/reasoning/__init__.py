"""Pure reasoning: a rulebook and an arrangement in, an assessment out. No files, no clock, no printing."""

from reg7check.reasoning.assessing import assess_arrangement
from reg7check.reasoning.inquiry import Inquiry, ToAsk, inquire
from reg7check.reasoning.results import Assessment, Verdict

__all__ = ["Assessment", "Inquiry", "ToAsk", "Verdict", "assess_arrangement", "inquire"]
