"""Reading what a rule case expects, with every fault named and placed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import yaml

from reg7check.arrangement.fields import required
from reg7check.arrangement.form import Form
from reg7check.audit.case import (
    OUTSIDE,
    QUESTION_STATUSES,
    STATUSES,
    VERDICTS,
    Expected,
    ExpectedPeriod,
    ExpectedRuling,
    Stated,
)
from reg7check.audit.fields import EXPECTED, PERIOD, RULING
from reg7check.problems import did_you_mean, shortened
from reg7check.rulebook.models import Law
from reg7check.yaml_source import Node

ALL_FACTS = "`reg7check facts` lists the facts"
ACCOUNTS = tuple(verdict for verdict in VERDICTS if verdict != "disputed")


def known_name(form: Form, node: Node, kind: str, known: Iterable[str], hint: str = "", where: str = "") -> str | None:
    """Return a name that is one of the known ones of its kind, or report it with the nearest.

    ``hint`` says where they are all listed, for where they are many; ``where`` says of what they are known.
    """
    names = list(known)
    name = form.text(node, f"the id of {'an' if kind[0] in 'aeiou' else 'a'} {kind}")
    if name is None or name in names:
        return name
    near = did_you_mean(name, names)
    hints = " ".join(part for part in (near, hint) if part)
    form.report(
        node, f"there is no {kind} `{shortened(name)}`{where}", hints or f"use the `id` of a {kind} of the rulebook"
    )
    return None


class ExpectationReader:
    """Reads the expectations of a case under a law; ``parties`` are its arrangement's, or None where it has none."""

    def __init__(self, form: Form, law: Law, parties: Iterable[str] | None) -> None:
        self.form = form
        self.law = law
        self.parties = None if parties is None else tuple(parties)

    def read(self, node: Node) -> Expected:
        """Return what is expected; what cannot be read is reported and left out."""
        fields = self.form.mapping(node, "`expect`", EXPECTED)
        if isinstance(node, yaml.MappingNode) and not node.value:
            self.form.report(node, "`expect` is empty", "say what must come out: a verdict, for one")
        return Expected(
            main=self._ruling(fields),
            rules=self._statuses(fields, "rules", "rule", self.law.rules, STATUSES),
            questions=self._statuses(fields, "questions", "open question", self.law.open_questions, QUESTION_STATUSES),
            prohibitions=self._prohibitions(fields["prohibitions"]) if "prohibitions" in fields else {},
        )

    def _ruling(self, fields: Mapping[str, Node]) -> ExpectedRuling:
        return ExpectedRuling(
            verdict=self._word(fields.get("verdict"), "the verdict", VERDICTS),
            periods=self._periods(fields["periods"]) if "periods" in fields else None,
            accounts=self._accounts(fields["accounts"]) if "accounts" in fields else None,
            turns_on=self._turns_on(fields["turns_on"]) if "turns_on" in fields else None,
        )

    def _word(self, node: Node | None, what: str, words: Iterable[str]) -> Stated[str] | None:
        word = self.form.choice(node, what, words) if node is not None else None
        return Stated(word, self.form.source.place_of(node)) if word is not None and node is not None else None

    def _periods(self, node: Node) -> Stated[tuple[Stated[ExpectedPeriod], ...]]:
        found: list[Stated[ExpectedPeriod]] = []
        for item in self.form.items(node, "`periods`"):
            period = self._period(item)
            if period is None:
                continue
            previous = found[-1].value if found else None
            if previous is not None and (previous.last is None or period.first <= previous.last):
                message = "this period does not begin after the one before it ends"
                self.form.report(item, message, "write the periods in order, each day in one of them")
            found.append(Stated(period, self.form.source.place_of(item)))
        return Stated(tuple(found), self.form.source.place_of(node))

    def _period(self, node: Node) -> ExpectedPeriod | None:
        form = self.form
        fields = form.mapping(node, "a period", PERIOD, required(PERIOD))
        verdict = form.choice(fields["verdict"], "the verdict", VERDICTS) if "verdict" in fields else None
        if isinstance(fields.get("dates"), yaml.SequenceNode):
            form.report(fields["dates"], "a period has one entry of dates", "write two periods")
            return None
        spans = form.dates(fields["dates"], "the dates of a period") if "dates" in fields else ()
        if verdict is None or not spans:
            return None
        return ExpectedPeriod(spans[0].first, spans[0].last, verdict)

    def _accounts(self, node: Node) -> Stated[Mapping[str, Stated[str]]]:
        found: dict[str, Stated[str]] = {}
        for key, value in self.form.pairs(node, "`accounts`"):
            party = key.value.strip()
            if self.parties is not None:
                known_name(self.form, key, "party", self.parties)
            verdict = self._word(value, f"the verdict on the account of `{shortened(party)}`", ACCOUNTS)
            if verdict is not None:
                found.setdefault(party, verdict)
        return Stated(found, self.form.source.place_of(node))

    def _turns_on(self, node: Node) -> Stated[tuple[str, ...]]:
        known = [*self.law.facts, *self.law.open_questions]
        found: dict[str, None] = {}
        none_at_all = isinstance(node, yaml.SequenceNode) and not node.value
        for item in [] if none_at_all else self.form.items(node, "`turns_on`"):
            name = known_name(self.form, item, "fact or open question", known, ALL_FACTS)
            if name in found:
                self.form.report(item, f"`{name}` is listed twice", "keep one of them")
            if name is not None:
                found.setdefault(name)
        return Stated(tuple(found), self.form.source.place_of(node))

    def _statuses(
        self, fields: Mapping[str, Node], under: str, kind: str, known: Iterable[str], statuses: Iterable[str]
    ) -> dict[str, Stated[str]]:
        found: dict[str, Stated[str]] = {}
        for key, value in self.form.pairs(fields[under], f"`{under}`") if under in fields else ():
            name = known_name(self.form, key, kind, known)
            status = self._word(value, f"the {kind} `{shortened(key.value)}`", statuses)
            if name is not None and status is not None:
                found.setdefault(name, status)
        return found

    def _prohibitions(self, node: Node) -> dict[str, ExpectedRuling]:
        main = self.law.identity.main_prohibition
        others = [name for name in self.law.prohibitions if name != main]
        found: dict[str, ExpectedRuling] = {}
        for key, value in self.form.pairs(node, "`prohibitions`"):
            if key.value.strip() == main:
                message = f"`{main}` is the main prohibition: what it comes to stands directly under `expect`"
                self.form.report(key, message, "move it there, and leave this line out")
                continue
            name = known_name(self.form, key, "prohibition", others, where=f" beside `{main}`")
            if isinstance(value, yaml.MappingNode):
                what = f"the prohibition `{shortened(key.value)}`"
                ruling = self._ruling(self.form.mapping(value, what, RULING))
                if not value.value:
                    self.form.report(value, f"nothing is expected of {what}", "say what must come out: a verdict")
            else:
                ruling = ExpectedRuling(self._word(value, "the verdict", (*VERDICTS, OUTSIDE)))
            if name is not None:
                found.setdefault(name, ruling)
        return found
