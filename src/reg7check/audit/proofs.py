"""What is proved of rules over all worlds: whether they can hold, what their exceptions do, what decides nothing.

Nothing is sampled. Each is a question about functions that a decision diagram answers exactly: two functions are
the same node or they are not. It is asked in every stage of the rulebook, also that of a version that waits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reg7check.audit.findings import Finding
from reg7check.audit.loose_ends import uses_of
from reg7check.audit.stages import Leaf, Stage, Stages, leaves_of, waiting_versions, with_leaf
from reg7check.rulebook.compile import point_name
from reg7check.rulebook.conditions import ALWAYS, NEVER, QuestionProhibits
from reg7check.rulebook.diagram import FALSE, TRUE
from reg7check.rulebook.files import Origin
from reg7check.rulebook.models import Prohibition, Rule

_SAID = {"holds": "holds", "fails": "fails", "open": "is open"}

Origins = Mapping[tuple[str, str], Origin]


def proofs_of_rules(stages: Stages, origins: Origins) -> Iterator[Finding]:
    """Yield what is proved of each rule, its exception, its conditions and the points that are said with it."""
    waiting = waiting_versions(stages.law)
    for rule in stages.law.rules.values():
        origin = origins["rules", rule.id]
        if (rule.provision, rule.version) in waiting:
            message = f"`{rule.id}` applies on no day: the version `{rule.version}` waits for its first day"
            yield Finding("R401", origin.place("version"), message, "give the version its first day once it commences")
        applying = stages.of(rule)
        if not applying:
            message = f"`{rule.id}` applies on no day: no version of `{rule.provision}` is ever in force"
            yield Finding("R401", origin.place("id"), message, "give the provision its days, or delete the rule")
            continue
        faults = list(_whole_rule(rule, applying, origin))
        yield from faults
        if not faults:
            yield from _idle_leaves(rule, applying, origin)
        yield from _settled_and_open(rule, applying, origin)
        yield from _points(rule, applying, origin)


def _whole_rule(rule: Rule, applying: Sequence[Stage], origin: Origin) -> Iterator[Finding]:
    diagram = applying[0].compiler.diagram
    required = [stage.compiler.condition(rule.requires) for stage in applying]
    functions = [stage.compiler.rule(rule) for stage in applying]
    if all(function == FALSE for function in required):
        message = f"`{rule.id}` never holds: no facts meet what it requires"
        yield Finding("R402", origin.place("requires"), message, "look for conditions that exclude each other")
    elif rule.unless is not None and all(function == FALSE for function in functions):
        message = f"the exception swallows `{rule.id}`: wherever it would hold, the exception takes it away"
        yield Finding("R406", origin.place("unless"), message, "narrow the exception")
    elif all(function == TRUE for function in functions):
        message = f"`{rule.id}` always holds, whatever the facts are"
        yield Finding("R403", origin.place("requires"), message, "look for conditions that leave no other case")
    elif rule.unless is not None:
        excepted = [stage.compiler.condition(rule.unless) for stage in applying]
        if all(diagram.both(one, other) == FALSE for one, other in zip(required, excepted, strict=True)):
            message = f"the exception of `{rule.id}` never bites: where it is so, the rule does not hold anyway"
            yield Finding("R407", origin.place("unless"), message, "delete it, or correct what it asks")


def _either_way(rule: Rule, leaf: Leaf, stage: Stage) -> tuple[int, int]:
    """Return what becomes of a rule where one of its conditions is always so, and where it is never so."""
    compiler = stage.compiler
    return compiler.rule(with_leaf(rule, leaf, ALWAYS)), compiler.rule(with_leaf(rule, leaf, NEVER))


def _idle_leaves(rule: Rule, applying: Sequence[Stage], origin: Origin) -> Iterator[Finding]:
    functions = [stage.compiler.rule(rule) for stage in applying]
    for leaf in leaves_of(rule):
        met, unmet = zip(*(_either_way(rule, leaf, stage) for stage in applying), strict=True)
        taken = "met" if list(met) == functions else "not met" if list(unmet) == functions else None
        if taken is not None:
            message = f"this condition decides nothing: `{rule.id}` is the same where it is always taken as {taken}"
            yield Finding("R404", origin.place(leaf.field, *leaf.path), message, "delete it, or correct what it asks")


def proofs_of_need(stages: Stages, origins: Origins) -> Iterator[Finding]:
    """Yield each rule that a prohibition needs, and that none would miss: it might as well always hold, or never."""
    needed = uses_of(stages.law).needed
    for rule in stages.law.rules.values():
        applying = stages.of(rule)
        constant = len({stage.compiler.rule(rule) for stage in applying} | {FALSE, TRUE}) == 2
        if rule.concept not in needed or constant:
            continue
        if any(all(_missed_by_none(stage, rule, taken) for stage in applying) for taken in (FALSE, TRUE)):
            message = f"`{rule.id}` never matters: no prohibition is changed by whether it holds"
            place = origins["rules", rule.id].place("id")
            yield Finding("R417", place, message, "look for the rule that makes it needless")


def _missed_by_none(stage: Stage, rule: Rule, taken: int) -> bool:
    return stage.prohibitions_if(rule.concept, taken) == stage.epoch.prohibitions


def _settled_and_open(rule: Rule, applying: Sequence[Stage], origin: Origin) -> Iterator[Finding]:
    for leaf in leaves_of(rule):
        if not isinstance(leaf.condition, QuestionProhibits):
            continue
        name = leaf.condition.question
        for stage in applying:
            diagram = stage.compiler.diagram
            always, never = _either_way(rule, leaf, stage)
            if diagram.all([stage.epoch.arises[name], always, never]) != FALSE:
                message = (
                    f"`{rule.id}` is settled and open at once: on some facts `{name}` arises,"
                    " and the rule holds however it is read"
                )
                hint = "let the question arise only where its answer is needed"
                yield Finding("R408", origin.place(leaf.field, *leaf.path), message, hint)
                break


def _points(rule: Rule, applying: Sequence[Stage], origin: Origin) -> Iterator[Finding]:
    for number, point in enumerate(rule.points):
        if not any(_can_be_said(rule, number, stage) for stage in applying):
            said = " or ".join(_SAID[status] for status in point.when)
            message = f"this point is never said: where its condition is so, `{rule.id}` never {said}"
            hint = "correct its `where` or its `when`"
            yield Finding("R414", origin.place("points", number), message, hint)


def _can_be_said(rule: Rule, number: int, stage: Stage) -> bool:
    diagram = stage.compiler.diagram
    where = stage.epoch.conditions.get(point_name(rule.id, number), TRUE)
    function = stage.compiler.rule(rule)
    holds = diagram.both(where, function) != FALSE
    fails = diagram.both(where, diagram.negation(function)) != FALSE
    possible = {"holds": holds, "fails": fails, "open": holds and fails}
    return any(possible[status] for status in rule.points[number].when)


def proofs_of_prohibitions(stages: Stages, origins: Origins) -> Iterator[Finding]:
    """Yield what is proved of each prohibition: whether it can forbid and be settled, and what its exceptions do."""
    for prohibition in stages.law.prohibitions.values():
        origin = origins["prohibitions", prohibition.id]
        in_force = [stage for stage in stages.stages if _in_force(prohibition, stage)]
        functions = [stage.epoch.prohibitions[prohibition.id] for stage in in_force]
        if not in_force:
            message = f"`{prohibition.id}` is in force on no day"
            yield Finding("R409", origin.place("provision"), message, "give its provision the days of its versions")
            continue
        swallowing = list(_exceptions(prohibition, in_force, origin))
        yield from swallowing
        if all(function == FALSE for function in functions):
            if not any(finding.code == "R406" for finding in swallowing):
                message = f"`{prohibition.id}` never forbids: no facts meet all of its elements"
                yield Finding("R409", origin.place("elements"), message, "look for elements that exclude each other")
        elif all(function == _here(prohibition, stage) for function, stage in zip(functions, in_force, strict=True)):
            message = f"`{prohibition.id}` always forbids, whatever the facts are"
            yield Finding("R409", origin.place("elements"), message, "give it an element that can fail")
        else:
            yield from _never_settled(stages, prohibition, functions, origin)


def _in_force(prohibition: Prohibition, stage: Stage) -> bool:
    return stage.law.provisions[prohibition.provision].version_on(stage.day) is not None


def _here(prohibition: Prohibition, stage: Stage) -> int:
    return stage.compiler.diagram.is_answer("nation", stage.law.provisions[prohibition.provision].extent)


def _exceptions(prohibition: Prohibition, in_force: Sequence[Stage], origin: Origin) -> Iterator[Finding]:
    diagram = in_force[0].compiler.diagram
    elements = [
        diagram.all([_here(prohibition, stage), *(stage.compiler.concept(each) for each in prohibition.elements)])
        for stage in in_force
    ]
    if all(function == FALSE for function in elements):
        return
    for number, name in enumerate(prohibition.unless):
        exceptions = [stage.compiler.concept(name) for stage in in_force]
        place = origin.place("unless", number)
        pairs = list(zip(elements, exceptions, strict=True))
        if all(diagram.both(one, diagram.negation(other)) == FALSE for one, other in pairs):
            message = f"the exception `{name}` swallows `{prohibition.id}`: wherever it would forbid, `{name}` holds"
            yield Finding("R406", place, message, "narrow the exception")
        elif all(diagram.both(one, other) == FALSE for one, other in pairs):
            message = f"the exception `{name}` never bites: where it holds, `{prohibition.id}` does not forbid anyway"
            yield Finding("R407", place, message, "delete it, or correct what it asks")


def _never_settled(
    stages: Stages, prohibition: Prohibition, functions: Sequence[int], origin: Origin
) -> Iterator[Finding]:
    diagram = stages.diagram
    readings = {diagram.index[name] for name in stages.law.open_questions}
    if all(diagram.every(function, readings) == FALSE for function in functions):
        message = f"`{prohibition.id}` can never be settled as prohibited: on all facts an open question is left"
        yield Finding("R410", origin.place("elements"), message, "look for a question that arises wherever it applies")
