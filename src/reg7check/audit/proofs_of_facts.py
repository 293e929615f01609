"""What is proved of facts, open questions and advice over all worlds: what makes no difference to anything."""

from __future__ import annotations

from collections.abc import Iterator

from reg7check.audit.findings import Finding
from reg7check.audit.loose_ends import uses_of
from reg7check.audit.proofs import Origins
from reg7check.audit.stages import Stages
from reg7check.rulebook.compile import advice_name, advice_of, letter_parts, part_name
from reg7check.rulebook.diagram import FALSE
from reg7check.rulebook.models import Fact

NO_ELEMENT = "none"
"""The word with which ``goes_to`` begins where a fact claims no element of a prohibition."""


def proofs_of_facts(stages: Stages, origins: Origins) -> Iterator[Finding]:
    """Yield each fact that claims an element and changes no verdict, and answers that nothing tells apart."""
    diagram = stages.diagram
    deciding = {each for stage in stages.stages for each in stage.epoch.prohibitions.values()}
    asked = {level for function in deciding for level in diagram.support(function)}
    functions = sorted(_functions(stages))
    used = uses_of(stages.law)
    for fact in stages.law.facts.values():
        origin = origins["facts", fact.id]
        level = diagram.index[fact.id]
        if fact.id in used.facts and level not in asked and not fact.goes_to.startswith(NO_ELEMENT):
            message = f"`{fact.id}` changes no verdict, though it says that it goes to {_first_words(fact.goes_to)}"
            hint = "let a rule ask it, or begin `goes_to` with `none:` and say what it is asked for"
            yield Finding("R405", origin.place("goes_to"), message, hint)
        asking = [function for function in functions if level in diagram.support(function)]
        if asking and not fact.is_date:
            for answer, like in _not_told_apart(stages, fact, asking):
                message = f"nothing tells the answers `{answer}` and `{like}` of `{fact.id}` apart"
                hint = "let a rule, a point or a piece of advice tell them apart, or make one answer of them"
                yield Finding("R411", origin.place("answers", answer), message, hint)


def _functions(stages: Stages) -> set[int]:
    return {
        function
        for stage in stages.stages
        for kind in (stage.epoch.concepts, stage.epoch.prohibitions, stage.epoch.arises, stage.epoch.conditions)
        for function in kind.values()
    }


def _not_told_apart(stages: Stages, fact: Fact, functions: list[int]) -> Iterator[tuple[str, str]]:
    """Yield each answer for which every function is as for an earlier one, with the first such answer."""
    diagram = stages.diagram
    level = diagram.index[fact.id]
    seen: dict[tuple[int, ...], str] = {}
    for number, answer in enumerate(fact.domain):
        left = tuple(diagram.given(function, level, number) for function in functions)
        like = seen.setdefault(left, answer)
        if like != answer:
            yield answer, like


def _first_words(text: str) -> str:
    words = text.split()
    return " ".join(words[:8]) + ("…" if len(words) > 8 else "")


def proofs_of_questions(stages: Stages, origins: Origins) -> Iterator[Finding]:
    """Yield each open question that never arises, arises on all facts, or changes no verdict."""
    diagram = stages.diagram
    deciding = {each for stage in stages.stages for each in stage.epoch.prohibitions.values()}
    asked = {level for function in deciding for level in diagram.support(function)}
    used = uses_of(stages.law).questions
    for name in stages.law.open_questions:
        origin = origins["open_questions", name]
        place = origin.place("arises_where")
        arises = {stage.epoch.arises[name] for stage in stages.stages}
        if arises == {FALSE}:
            message = f"the open question `{name}` never arises: no facts meet its `arises_where`"
            yield Finding("R412", place, message, "look for conditions that exclude each other")
        elif name in used and diagram.index[name] not in asked:
            message = f"the open question `{name}` changes no verdict, whichever way it is read"
            yield Finding("R413", origin.place("id"), message, "let a rule ask it where it arises, or delete it")


def proofs_of_advice(stages: Stages, origins: Origins) -> Iterator[Finding]:
    """Yield each consequence, next step, caveat, warning and part of a letter whose condition no facts meet."""
    for section, advice in advice_of(stages.law):
        if advice.where is None:
            continue
        name = advice_name(section, advice.id)
        if all(stage.epoch.conditions[name] == FALSE for stage in stages.stages):
            message = f"`{advice.id}` is never given: no facts meet its `where`"
            yield Finding("R416", origins[section, advice.id].place("where"), message, "correct the condition")
    for letter, number, part in letter_parts(stages.law):
        if part.where is None:
            continue
        name = part_name(letter, number)
        if all(stage.epoch.conditions[name] == FALSE for stage in stages.stages):
            place = origins["letters", letter].place("parts", number, "where")
            message = f"a part of the letter to the {letter} is never there: no facts meet its `where`"
            yield Finding("R416", place, message, "correct the condition")
