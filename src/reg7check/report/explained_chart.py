"""An explanation as a chart: the rules under what is explained, each box with its status, and facts with answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reg7check.audit.drawing import picture_below, picture_of
from reg7check.audit.picture import Kind, Picture, Sense
from reg7check.reasoning.explanations import Explained, Explanation, View
from reg7check.reasoning.results import Assessment
from reg7check.report import words
from reg7check.report.chart import Chart, Charting
from reg7check.report.explained_words import asked_title, totals
from reg7check.report.marks import shown
from reg7check.report.unfolding import GATES, Branch, nth_letter, unfold
from reg7check.rulebook.models import Law, RuleStatus

_WORDS = {"holds": "YES", "fails": "NO", "open": "OPEN"}
_LEFT_OUT = (Sense.WAITS, Sense.ARISES)


def explained_chart(explained: Explained) -> Chart:
    """Return the chart of an explanation: a tree for each strand and subject. Its texts hold no control characters."""
    assessment = explained.assessment
    shown_here = [(each, view) for each in explained.explanations for view in each.views]
    charting = _Charting(assessment)
    for number, (each, view) in enumerate(shown_here):
        letter = nth_letter(number) if len(shown_here) > 1 else ""
        charting.explanation(each, view, letter)
    return charting.chart(f"Why: {asked_title(explained)}. {assessment.arrangement.title}")


class _Charting(Charting):
    def __init__(self, assessment: Assessment) -> None:
        super().__init__()
        self.assessment = assessment
        self.law: Law = assessment.law
        self.each: Explanation | None = None
        self.view: View | None = None

    def explanation(self, each: Explanation, view: View, letter: str) -> None:
        """Chart what one explanation shows against one action."""
        self.each, self.view = each, view
        for tree in unfold(_picture(self.law, each, view), letter):
            self.tree(tree, "")

    def together(self, below: Sequence[Branch]) -> list[Branch]:
        del below
        return []

    def look(self, branch: Branch) -> str:
        status = self._status(branch)
        return super().look(branch) if status is None else status

    def lines(self, branch: Branch, instrument: str) -> Iterable[str]:
        status = self._status(branch)
        word = _WORDS[status] if status is not None else ""
        said = f"{word}: " if word else ""
        match branch.kind:
            case Kind.FACT:
                yield f"{said}{branch.node.title}"
                yield from self._fact(branch)
            case Kind.GIVEN:
                yield f"{said}{branch.node.title}"
                yield f"Needed: {branch.label}"
            case Kind.QUESTION:
                yield f"{said}open question of law: {branch.node.title}"
                yield f"It counts where this is so, and it is read as prohibiting: {branch.node.note}"
            case Kind.WEIGHING:
                yield f"{said}{branch.node.title}, weighed"
                yield f"Total: {totals(self._now()[1].totals[branch.node.id])}. Needed: {branch.label}"
                yield branch.node.note
            case _:
                yield word
                yield from super().lines(branch, instrument)
        if self._is_root(branch):
            yield from self._about()

    def _is_root(self, branch: Branch) -> bool:
        return not branch.asks and branch.kind not in (*GATES, Kind.FACT)

    def _status(self, branch: Branch) -> RuleStatus | None:
        each, view = self._now()
        return each.status if self._is_root(branch) else view.parts.get(branch.asks)

    def _now(self) -> tuple[Explanation, View]:
        if self.each is None or self.view is None:
            raise RuntimeError("nothing is being charted")
        return self.each, self.view

    def _about(self) -> Iterator[str]:
        """Yield what stands in the box of what is explained: of which strand and days, and the verdict."""
        each, view = self._now()
        arrangement = self.assessment.arrangement
        if each.verdict is not None:
            yield f"Verdict: {shown(each.verdict)}"
        yield f"{each.strand.id}: {words.days(each.first, each.last)}{words.against(arrangement, view.action)}"
        for party, status in each.accounts.items():
            yield f"If {arrangement.party_name(party)} is right: {_WORDS[status].lower()}"

    def _fact(self, branch: Branch) -> Iterator[str]:
        use = self._now()[1].facts[branch.node.id]
        arrangement = self.assessment.arrangement
        answer = use.answer
        if answer.agreed is None:
            yield f"Disputed: {words.each_side(arrangement, answer)}"
        else:
            presumed = "Presumed" if use.presumed else "Answer"
            yield f"{presumed}: {words.answer_words(answer.agreed)}{words.who_says(arrangement, answer)}"
        counts = "Must not be" if branch.sense is Sense.NOT else "Needed"
        yield f"{counts if branch.asks else 'Weights'}: {branch.label}"


def _picture(law: Law, each: Explanation, view: View) -> Picture:
    """Return the picture of what is explained, without what only waits or only shows whether a question arises."""
    if each.subject.kind == "prohibition":
        picture = picture_of(law, [each.subject.id], view.day)
    else:
        picture = picture_below(law, each.subject.id, view.day)
    return picture._replace(edges=tuple(edge for edge in picture.edges if edge.sense not in _LEFT_OUT))
