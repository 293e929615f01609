"""Random rows of a batch under any rulebook, with dates around those on which its law changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

import pyarrow as pa

from reg7check.batch.rows import columns_of
from reg7check.rulebook import Rulebook
from reg7check.rulebook.givens import GIVENS
from reg7check.rulebook.models import Fact

PARTIES = ("council", "union", "agency")


class RowMaker:
    """Makes rows that start from ``usual`` answers, of which a few are changed, left out, unknown or disputed."""

    def __init__(self, rulebook: Rulebook, usual: dict[str, str], seed: int) -> None:
        self.rulebook = rulebook
        self.usual = usual
        self.random = Random(seed)
        law = rulebook.law
        firsts = [epoch.first for epoch in rulebook.compiled.epochs if epoch.first is not None]
        self.days = [*firsts, *(each.covered_from for each in law.prohibitions.values() if each.covered_from)]

    def rows(self, count: int) -> Iterator[dict[str, str | None]]:
        for number in range(count):
            yield {"id": f"row-{number}", **self.row()}

    def row(self) -> dict[str, str | None]:
        pick = self.random
        near = pick.choice(self.days) if pick.random() < 0.7 else date(2024, 5, 20)
        row: dict[str, str | None] = {
            "nation": pick.choice(GIVENS["nation"]),
            "action_dates": self.dates(near),
            "action_kind": pick.choice(["", None, "strike", "action-short-of-strike"]),
            "cover_dates": self.dates(near) if pick.random() < 0.5 else None,
            "supplier": pick.choice([None, " ", "Agency Ltd"]),
            "part_of": pick.choice([None, "main"]),
        }
        facts = self.rulebook.law.facts
        row |= {name: answer for name, answer in self.usual.items() if name in facts}
        anything = pick.random() < 0.2
        changed = len(facts) if anything else pick.randint(0, min(6, len(facts)))
        for fact in pick.sample(list(facts.values()), changed):
            row[fact.id] = self.cell(fact, near)
        return row

    def cell(self, fact: Fact, near: date) -> str | None:
        kind = self.random.random()
        if kind < 0.15:
            return None
        if kind < 0.4:
            parties = self.random.sample(PARTIES, self.random.randint(1, 3))
            return " | ".join(f"{party}: {self.answer(fact, near)}" for party in parties)
        return self.answer(fact, near)

    def answer(self, fact: Fact, near: date) -> str:
        if self.random.random() < 0.15:
            return "unknown"
        if fact.is_date and self.random.random() < 0.75:
            return self.day(near)
        return self.random.choice(fact.choices or ("unknown",))

    def dates(self, near: date) -> str:
        return "; ".join(self.span(near) for _ in range(self.random.choice([1, 1, 1, 2, 3])))

    def span(self, near: date) -> str:
        days = sorted([self.day(near), self.day(near)])
        return self.random.choice([f"{days[0]} to {days[1]}", f"{days[0]} to {days[1]}", days[0], f"from {days[0]}"])

    def day(self, near: date) -> str:
        return (near + timedelta(days=self.random.randint(-12, 12))).isoformat()


def table_of(rows: list[dict[str, str | None]], rulebook: Rulebook) -> pa.Table:
    """Return rows as a table of text columns."""
    return pa.table({name: pa.array([row.get(name) for row in rows], pa.string()) for name in columns_of(rulebook)})
