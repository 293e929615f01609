"""What a shell completes: facts, answers, parties, strands, provisions and the rest, each with what it is.

A completer takes what is typed so far and gives pairs of a word and its meaning. It never fails: where the rulebook or
the arrangement on the command line cannot be read, it gives nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from reg7check.arrangement import Arrangement
    from reg7check.rulebook.models import Fact, Law

Completions = list[tuple[str, str]]


def facts(ctx: typer.Context, incomplete: str) -> Completions:
    """Complete the id of a fact."""
    return _fitting(incomplete, ((fact.id, fact.question) for fact in _facts(ctx).values()))


def answers(ctx: typer.Context, incomplete: str) -> Completions:
    """Complete ``fact=answer``: first the fact, then its answers."""
    every = _facts(ctx)
    name, equals, begun = incomplete.partition("=")
    if not equals:
        return _fitting(incomplete, ((f"{fact.id}=", fact.question) for fact in every.values()))
    if name not in every:
        return []
    return [(f"{name}={answer}", tells) for answer, tells in _fitting(begun, _answers(every[name]))]


def provisions(ctx: typer.Context, incomplete: str) -> Completions:
    """Complete the id of a provision."""
    return _fitting(incomplete, _provisions(_law(ctx)))


def elements(ctx: typer.Context, incomplete: str) -> Completions:
    """Complete a concept that a rule defines, or a provision."""
    law = _law(ctx)
    concepts = {rule.concept: rule.title for rule in law.rules.values()} if law is not None else {}
    return _fitting(incomplete, [*concepts.items(), *_provisions(law)])


def prohibitions(ctx: typer.Context, incomplete: str) -> Completions:
    """Complete the id of a prohibition."""
    law = _law(ctx)
    return _fitting(incomplete, ((each.id, each.title) for each in law.prohibitions.values()) if law else ())


def readings(ctx: typer.Context, incomplete: str) -> Completions:
    """Complete ``question=reading`` for an open question of law."""
    law = _law(ctx)
    if law is None:
        return []
    every = law.open_questions
    name, equals, begun = incomplete.partition("=")
    if not equals:
        return _fitting(incomplete, ((f"{each.id}=", each.question) for each in every.values()))
    if name not in every:
        return []
    both = (("prohibits", every[name].prohibits.reading), ("permits", every[name].permits.reading))
    return [(f"{name}={word}", tells) for word, tells in _fitting(begun, both)]


def parties(ctx: typer.Context, incomplete: str) -> Completions:
    """Complete the id of a party to the arrangements on the command line."""
    every = (party for each in _arrangements(ctx) for party in each.parties.values())
    return _fitting(incomplete, ((party.id, f"{party.name} ({party.role})") for party in every))


def strands(ctx: typer.Context, incomplete: str) -> Completions:
    """Complete the id of a strand of cover of the arrangements on the command line."""
    every = (strand for each in _arrangements(ctx) for strand in each.cover)
    return _fitting(incomplete, ((strand.id, strand.what) for strand in every))


def actions(ctx: typer.Context, incomplete: str) -> Completions:
    """Complete the id of an industrial action of the arrangements on the command line."""
    every = (action for each in _arrangements(ctx) for action in each.actions)
    return _fitting(incomplete, ((action.id, action.workers or "") for action in every))


def terms(ctx: typer.Context, incomplete: str) -> Completions:
    """Complete the id of a term of the glossary."""
    law = _law(ctx)
    return _fitting(incomplete, ((term.id, term.means) for term in law.glossary.values()) if law else ())


def kinds(incomplete: str) -> Completions:
    """Complete a kind of starter file."""
    from reg7check.report.starters import KINDS

    return _fitting(incomplete, ((kind.id, kind.says) for kind in KINDS.values()))


def codes(incomplete: str) -> Completions:
    """Complete the code of a finding about a rulebook."""
    from reg7check.audit.findings import codes as every

    return _fitting(incomplete.upper(), ((code, entry.title) for code, entry in every().items()))


def _fitting(begun: str, words: Iterable[tuple[str, str]]) -> Completions:
    return [(word, _plain(tells)) for word, tells in dict(words).items() if word.startswith(begun)]


def _plain(text: str) -> str:
    """Return a text as one short line in which no shell, and nothing that shows it, finds markup."""
    from reg7check.inert import inert
    from reg7check.problems import shortened

    return shortened(inert(" ".join(text.split())).translate(str.maketrans("[]`$", "()''")))


def _answers(fact: Fact) -> Iterator[tuple[str, str]]:
    for choice in fact.choices:
        yield choice, fact.answers[choice]
    yield "unknown", "Nobody has said, or nobody knows."


def _provisions(law: Law | None) -> Iterator[tuple[str, str]]:
    for each in law.provisions.values() if law is not None else ():
        yield each.id, f"{each.cite}, {each.title}"


def _facts(ctx: typer.Context) -> Mapping[str, Fact]:
    law = _law(ctx)
    return law.facts if law is not None else {}


def _law(ctx: typer.Context) -> Law | None:
    from reg7check.problems import BadInput
    from reg7check.rulebook import load_rulebook

    with suppress(BadInput):
        return load_rulebook(ctx.params.get("rules") or _folder(ctx)).law
    return None


def _folder(ctx: typer.Context) -> str | None:
    """Return the folder of a rulebook, where the command takes one as its argument."""
    if all(parameter.name != "folder" for parameter in ctx.command.params):
        return None
    return ctx.params.get("folder") or next((each for each in ctx.args if Path(each).is_dir()), None)


def _arrangements(ctx: typer.Context) -> Iterator[Arrangement]:
    """Yield what can be read of the files on the command line.

    While an option is typed the command line is not whole, and what it holds beside options is left unparsed.
    """
    from reg7check.api import load_arrangement
    from reg7check.problems import BadInput

    for each in ctx.args:
        if Path(each).is_file():
            with suppress(BadInput):
                yield load_arrangement(each)
