"""Reasoning and what is built on it: the examples, throughput on arrangements drawn at random, and large files.

Run by hand: `python benchmarks/reasoning.py`, or with the names of parts: examples, throughput, large, reports.
Times are of one process that has loaded the rulebook, in processor time, so that what else runs counts little.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

import reg7check
from reg7check.arrangement import Arrangement, read_arrangement
from reg7check.reasoning.explaining import explain
from reg7check.reasoning.inquiry import inquire
from reg7check.reasoning.prospects import prospects
from reg7check.reasoning.subjects import subjects_of
from reg7check.reasoning.supposing import explore
from reg7check.report.formats import report_in
from reg7check.rulebook.compile import compile_law
from reg7check.rulebook.models import Fact
from reg7check.yaml_source import Source, parse_source

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.yaml"))
RULEBOOK = reg7check.load_rulebook()
FACTS = RULEBOOK.law.facts
DISTINCT = 1000
"""How many arrangements are drawn at random for a figure of throughput."""

Draw = Callable[[Random, Fact], str]
"""What is stated of a fact."""


def written(draws: Draw, draw: Random, *, actions: int = 1, strands: int = 1, dates: str = "2024-05-20") -> Source:
    """Return an arrangement whose answers are drawn, as parsed YAML."""

    def facts(about: str) -> str:
        return ", ".join(f"{fact.id}: {draws(draw, fact)}" for fact in FACTS.values() if fact.about == about)

    acts = "".join(
        f"\n  - {{id: action-{number}, dates: 2024-05-20, facts: {{{facts('action')}}}}}" for number in range(actions)
    )
    cover = "".join(
        f"\n  - {{id: strand-{number}, what: Cover, hirer: council, supplier: agency, dates: {dates}, "
        f"facts: {{{facts('cover')}}}}}"
        for number in range(strands)
    )
    text = f"""
reg7check: 1
title: Drawn at random
nation: england
parties:
  council: {{name: Council, role: hirer}}
  agency: {{name: Agency, role: supplier}}
  union: {{name: Union, role: union}}
industrial_action:{acts}
cover:{cover}
"""
    return parse_source(text.encode(), "drawn.yaml")


def read(source: Source) -> Arrangement:
    """Return the arrangement of a source."""
    return read_arrangement(source, FACTS)


def unanswered(draw: Random, fact: Fact) -> str:  # noqa: ARG001
    """Return that a fact is not known."""
    return "unknown"


def unknown(actions: int, strands: int) -> Arrangement:
    """Return an arrangement in which every fact is unknown, presumed ones too."""
    return read(written(unanswered, Random(0), actions=actions, strands=strands))


def alternate_days() -> Arrangement:
    """Return an arrangement with every fact unknown and cover on every second day of a year, in a year-long action."""
    day = date(2024, 1, 1)
    days = ", ".join(str(day + timedelta(2 * number)) for number in range(183))
    arrangement = read(written(unanswered, Random(0), dates=f"[{days}]"))
    (action,) = arrangement.actions
    (span,) = action.dates
    return arrangement._replace(actions=(action._replace(dates=(span._replace(first=day, last=None),)),))


def anything(draw: Random, fact: Fact) -> str:
    """Return any answer to a fact."""
    if fact.is_date and draw.random() < 0.5:
        return str(date(2024, 5, 1) + timedelta(draw.randrange(40)))
    return draw.choice(fact.choices)


def near(known: Mapping[str, str]) -> Draw:
    """Return what draws answers near those of a real case: one fact in eight at random, and those not given."""
    return lambda draw, fact: (
        anything(draw, fact) if draw.random() < 1 / 8 else known.get(fact.id, anything(draw, fact))
    )


def with_some(open_one_in: int, draws: Draw) -> Draw:
    """Return what leaves some facts open: unknown, or disputed, each as often."""

    def drawn(draw: Random, fact: Fact) -> str:
        if draw.random() >= 1 / open_one_in:
            return draws(draw, fact)
        if draw.random() < 0.5:
            return "unknown"
        return f"{{disputed: {{council: {anything(draw, fact)}, union: {anything(draw, fact)}}}}}"

    return drawn


def known_cases() -> Iterator[Mapping[str, str]]:
    """Yield the answers of each example that nobody disputes."""
    for path in EXAMPLES:
        arrangement = reg7check.load_arrangement(path, RULEBOOK)
        stated = [each.facts for each in arrangement.actions] + [each.facts for each in arrangement.cover]
        answers = {name: answer.agreed for facts in stated for name, answer in facts.items()}
        yield {name: str(value) for name, value in answers.items() if value not in (None, "unknown")}


def milliseconds(act: Callable[[], object], runs: int = 9) -> float:
    """Return the median processor time of an act."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        act()
        times.append(time.process_time() - start)
    return statistics.median(times) * 1000


def per_second(sources: Sequence[Source], act: Callable[[Source], object]) -> float:
    """Return how many sources an act does a second, once those of a first tenth have warmed it up."""
    warming = len(sources) // 10
    for source in sources[:warming]:
        act(source)
    start = time.process_time()
    for source in sources[warming:]:
        act(source)
    return (len(sources) - warming) / (time.process_time() - start)


def examples() -> Iterator[str]:
    """Yield the times of the examples, of an arrangement of which nothing is known, and of compiling the rulebook."""
    for path in EXAMPLES:
        source = parse_source(path.read_bytes(), path.name)
        arrangement = read(source)
        reading = milliseconds(lambda it=source: read(it))  # type: ignore[misc]
        assessing = milliseconds(lambda it=arrangement: reg7check.assess(it, RULEBOOK))  # type: ignore[misc]
        yield f"{path.stem}: read {reading:.2f} ms, assess {assessing:.2f} ms"
    nothing = unknown(1, 1)
    yield f"every fact unknown: assess {milliseconds(lambda: reg7check.assess(nothing, RULEBOOK)):.1f} ms"
    yield f"compiling the rulebook: {milliseconds(lambda: compile_law(RULEBOOK.law), 3):.0f} ms"
    yield f"its diagram: {len(RULEBOOK.compiled.diagram.levels)} nodes"


def throughput() -> Iterator[str]:
    """Yield how many distinct arrangements of one strand, drawn at random, are read and assessed in a second."""
    cases = [near(each) for each in known_cases()]
    mixes: dict[str, list[Draw]] = {
        "fully answered, at random": [anything],
        "fully answered, near an example": cases,
        "one fact in forty open, near an example": [with_some(40, each) for each in cases],
        "one fact in eight open, near an example": [with_some(8, each) for each in cases],
    }
    for name, draws in mixes.items():
        draw = Random(name)
        sources = [written(draw.choice(draws), draw) for _ in range(DISTINCT)]
        reading = per_second(sources, read)
        both = per_second(sources, lambda source: reg7check.assess(read(source), RULEBOOK))
        alone = per_second(sources, lambda source: reg7check.verdicts(read(source), RULEBOOK))
        yield (
            f"{name}: {both:.0f} a second read and assessed, {alone:.0f} read and judged without reasons,"
            f" {reading:.0f} only read"
        )


def large() -> Iterator[str]:
    """Yield the times of large arrangements, every fact of which is unknown."""
    crowd, many, days = unknown(5, 20), unknown(1, 300), alternate_days()
    assessed = reg7check.assess(crowd, RULEBOOK)
    main = subjects_of(RULEBOOK.law, RULEBOOK.law.identity.main_prohibition)
    strands = [each.id for each in crowd.cover]
    actions = [each.id for each in crowd.actions]
    acts: dict[str, Callable[[], object]] = {
        "5 actions, 20 strands, assess": lambda: reg7check.assess(crowd, RULEBOOK),
        "5 actions, 20 strands, what to ask": lambda: inquire(crowd, RULEBOOK),
        "5 actions, 20 strands, what each answer would do": lambda: prospects(crowd, RULEBOOK),
        "5 actions, 20 strands, what if, every answer": lambda: explore(assessed, RULEBOOK, strands, actions),
        "5 actions, 20 strands, explain": lambda: explain(assessed, RULEBOOK, main),
        "every second day of a year, assess": lambda: reg7check.assess(days, RULEBOOK),
        "300 strands, assess": lambda: reg7check.assess(many, RULEBOOK),
    }
    for name, act in acts.items():
        yield f"{name}: {milliseconds(act, 1) / 1000:.2f} s"


def reports() -> Iterator[str]:
    """Yield the times of the reports of large arrangements."""
    for strands in (20, 60):
        assessed = reg7check.assess(unknown(1, strands), RULEBOOK)
        for named in ("text", "markdown", "html", "docx", "pdf"):
            took = milliseconds(lambda form=named, it=assessed: report_in(form, [it], depth="full"), 1)  # type: ignore[misc]
            yield f"{strands} strands, report as {named}: {took / 1000:.2f} s"


PARTS = {part.__name__: part for part in (examples, throughput, large, reports)}


def main() -> None:
    """Print each figure of the parts that are named, or of all, on a line."""
    for name in sys.argv[1:] or PARTS:
        for line in PARTS[name]():
            print(line, flush=True)


if __name__ == "__main__":
    main()
