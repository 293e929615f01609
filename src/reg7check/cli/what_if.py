"""``reg7check what-if``: other answers, tried."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from reg7check.cli import completions
from reg7check.cli.options import (
    ActionId,
    ArrangementPath,
    AsParty,
    Force,
    Format,
    OnDay,
    OutputPath,
    RulesFolder,
    StrandId,
    Take,
    actions_of,
    day_of,
    strands_of,
    taken_of,
)
from reg7check.cli.outputs import check_not_an_input, check_output, give
from reg7check.inert import inert

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reg7check.arrangement import FactAt, Value
    from reg7check.reasoning.supposing import WhatIf
    from reg7check.report.document import Document
    from reg7check.rulebook.models import Fact


def what_if(
    file: ArrangementPath,
    put: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="FACT=ANSWER",
            help="An answer to suppose, as in a file; may be repeated.",
            autocompletion=completions.answers,
        ),
    ] = None,
    explore: Annotated[
        bool, typer.Option("--explore", help="List every single answer that would turn the verdict.")
    ] = False,
    strand: StrandId = None,
    action: ActionId = None,
    on: OnDay = None,
    as_party: AsParty = None,
    take: Take = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How the report is written.")] = Format.TEXT,
    output: OutputPath = None,
    force: Force = False,
    rules: RulesFolder = None,
) -> None:
    """Try other answers: the verdict before and after, and what in the reasons changes. The file stays as it is.

    With --explore, list every single answer that would turn the verdict: alone, or after those of --set.

    Example: reg7check what-if examples/barnet-2024-05-duty-provider.yaml --set engaged_by=hirer
    """
    from reg7check.api import assess, load_arrangement
    from reg7check.reasoning.supposing import WhatIf, suppose
    from reg7check.reasoning.supposing import explore as try_each
    from reg7check.rulebook import load_rulebook

    if not put and not explore:
        raise typer.BadParameter("give --set FACT=ANSWER, or --explore to try every answer")
    day, taken = day_of(on), taken_of(take)
    if output is not None:
        check_output(output, overwrite=force)
        check_not_an_input(output, [file])
    rulebook = load_rulebook(rules)
    arrangement = load_arrangement(file, rulebook)
    strands = strands_of(arrangement, strand)
    actions = actions_of(arrangement, action)
    answers = _answers(put or [], rulebook.law.facts, strands, actions)
    before = assess(arrangement, rulebook, on=day, as_party=as_party, take=taken)
    tried = WhatIf(before, answers, suppose(before, rulebook, answers) if answers else None, None)
    if explore:
        tried = tried._replace(exploration=try_each(tried.explored, rulebook, strands, actions))
    give(lambda: _document(tried), lambda: _json(tried), format, output)


def _document(tried: WhatIf) -> Document:
    from reg7check.report.what_if import what_if_report

    return what_if_report(tried)


def _json(tried: WhatIf) -> str:
    from reg7check.report.what_if_json import what_if_json

    return what_if_json(tried)


def _answers(
    put: Sequence[str], facts: Mapping[str, Fact], strands: Sequence[str], actions: Sequence[str]
) -> dict[FactAt, Value]:
    """Return the answers to suppose, at each place. Raises BadInput with all that is wrong in them."""
    from reg7check.arrangement import FactAt
    from reg7check.problems import BadInput, Place, Problem

    answers: dict[FactAt, Value] = {}
    problems: list[Problem] = []
    for each in put:
        name, equals, text = (part.strip() for part in each.partition("="))
        if not equals:
            raise typer.BadParameter(f"`{inert(each)}` is not FACT=ANSWER", param_hint="--set")
        value = _answer(name, text, facts)
        if isinstance(value, tuple):
            problems.append(Problem(Place("--set"), *value))
            continue
        if facts[name].about == "action":
            places = [FactAt(name, action=each) for each in actions]
        else:
            places = [FactAt(name, strand=each) for each in strands]
        if any(at in answers for at in places):
            problems.append(Problem(Place("--set"), f"`{name}` is set twice", "give each fact one answer"))
        answers |= dict.fromkeys(places, value)
    if problems:
        raise BadInput(problems)
    return answers


def _answer(name: str, text: str, facts: Mapping[str, Fact]) -> Value | tuple[str, str]:
    """Return the answer that a text gives to a fact, or what is wrong with it and how to mend it."""
    from reg7check.arrangement.facts import NoSuchAnswer, value_of
    from reg7check.days import NoSuchDay
    from reg7check.problems import nearest

    if name not in facts:
        near = nearest(name, facts)
        hint = "`reg7check facts` lists all"
        return f"there is no fact `{name}`", f"did you mean `{near}`? {hint}" if near else hint
    try:
        return value_of(name, text, facts[name])
    except (NoSuchAnswer, NoSuchDay) as error:
        return str(error), error.hint
