"""How reports say things: dates, answers, who says so, and the sentence of a verdict. Plain text, no layout."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

import reg7check
from reg7check.arrangement import Answer, Arrangement, Strand, Value
from reg7check.arrangement.blanks import BLANK
from reg7check.arrangement.models import UNKNOWN
from reg7check.days import in_words
from reg7check.inert import inert
from reg7check.reasoning.results import Assessment, FactUse, Member, Reason, Ruling, TurnsOn, Verdict
from reg7check.rulebook.models import Fact, Law

VERDICTS = {
    Verdict.PROHIBITED: "prohibited",
    Verdict.DISPUTED: "disputed",
    Verdict.ARGUABLE: "arguable",
    Verdict.UNDETERMINED: "undetermined",
    Verdict.NOT_PROHIBITED: "not prohibited",
}
ASK = {
    "hirer": "Ask the hirer",
    "supplier": "Ask the supplier",
    "union": "Ask the union",
    "public-record": "Look in the public record",
}
ASKED = {
    "hirer": "The hirer",
    "supplier": "The supplier",
    "union": "The union",
    "public-record": "The public record",
}
"""Whom to ask, as it stands in a table."""
_PERIODS = 6
"""As many periods as a sentence can name."""
_BE = {
    None: "is",
    "proposed": "would be",
    "agreed": "would be",
    "under-way": "is",
    "ended": "was",
    "withdrawn": "would have been",
}
_NATIONS = {
    "england": "England",
    "wales": "Wales",
    "scotland": "Scotland",
    "northern-ireland": "Northern Ireland",
}


def nation(name: str) -> str:
    """Return a nation's name."""
    return _NATIONS[name]


def about_file(arrangement: Arrangement) -> str:
    """Return the line under a report's title: its reference, where the work is done, and the file."""
    reference = [f"Reference {arrangement.reference}"] if arrangement.reference is not None else []
    return "; ".join([*reference, f"Work done in {nation(arrangement.nation)}", f"file {arrangement.file}"])


def file_argument(file: str, rules: str | None = None) -> str:
    """Return the name of a file as it is written in a command, with the rulebook's folder where it has its own."""
    if rules is not None:
        return f"{file_argument(file)} --rules {file_argument(rules)}"
    name = inert(f"./{file}" if file.startswith("-") else file)
    if re.fullmatch(r"[\w./\\:~+@,=-]+", name):
        return name
    if re.fullmatch(r"[^\"$`!%\\]*", name):
        return f'"{name}"'
    import shlex

    return shlex.quote(name)


def colophon(law: Law) -> str:
    """Return the last line of a report: of which day the law is, and which rulebook and program."""
    identity = law.identity
    return (
        f"Law as of {in_words(identity.law_as_of)}; rulebook {identity.id} {identity.version};"
        f" reg7check {reg7check.__version__}. {identity.licence}"
    )


def days(first: date, last: date | None) -> str:
    """Return a period as people write it, both days included."""
    if last is None:
        return f"from {in_words(first)} on"
    return in_words(first) if first == last else f"{in_words(first)} to {in_words(last)}"


def times(periods: Sequence[tuple[date, date | None]]) -> str:
    """Return several periods as people write them; of very many, the first few, how many more, and the last."""
    told = [days(first, last) for first, last in periods]
    if len(told) <= _PERIODS:
        return listed(told)
    few = _PERIODS // 2
    return f"{', '.join(told[:few])} and {len(told) - few} more periods, the last of them {told[-1]}"


def span(first: date | None, last: date | None) -> str:
    """Return days of which either end may be open as people write them."""
    if first is None:
        return f"before {in_words(last + timedelta(days=1))}" if last is not None else "always"
    return days(first, last)


def listed(parts: Iterable[str], word: str = "and") -> str:
    """Return "a", "a and b", or "a, b and c"; with another word, that one in place of "and"."""
    every = list(parts)
    return f" {word} ".join([", ".join(every[:-1]), every[-1]] if len(every) > 1 else every)


def be(stage: str | None) -> str:
    """Return is, was, would be or would have been, as the stage of a strand has it."""
    return _BE[stage]


def verdict_sentence(law: Law, ruling: Ruling, strand: Strand) -> str:
    """Return the rulebook's sentence for a verdict, in the tense of the strand's stage.

    Where the verdict is that of days which the rulebook does not cover, that is what it says.
    """
    prohibition = law.prohibitions[ruling.prohibition]
    if not ruling.leading.reasons and prohibition.before_covered is not None:
        return prohibition.before_covered
    return sentence_for(law, ruling.prohibition, ruling.verdict, strand)


def sentence_for(law: Law, prohibition: str, verdict: Verdict, strand: Strand) -> str:
    """Return the rulebook's sentence for a verdict of a prohibition, in the tense of the strand's stage."""
    return law.prohibitions[prohibition].verdicts[verdict.value].replace("{be}", be(strand.stage))


def assumptions(assessment: Assessment) -> Iterator[str]:
    """Yield what an assessment assumes: one party's account, readings of open questions, one day alone."""
    if assessment.as_party is not None:
        name = assessment.arrangement.party_name(assessment.as_party)
        yield f"This judges the account of {name} alone: each disputed fact is read as {name} states it."
    for question, reading in assessment.taken.items():
        entry = assessment.law.open_questions[question]
        side = entry.prohibits if reading == "prohibits" else entry.permits
        yield f"Assumed, though the law is open: {entry.question} Read as: {side.reading}"
    if assessment.on is not None:
        yield f"This judges {in_words(assessment.on)} alone."


def cited(law: Law, provision: str, pinpoint: str = "") -> str:
    """Return a citation: provision and pinpoint, and the instrument where it is not the main prohibition's own."""
    entry = law.provisions[provision]
    main = law.prohibitions[law.identity.main_prohibition]
    cite = f"{entry.cite}{pinpoint}"
    if entry.instrument == law.provisions[main.provision].instrument:
        return cite
    return f"{cite} of the {entry.instrument}" if not entry.cite.startswith("the ") else cite


def answer_words(value: Value) -> str:
    """Return an answer in a few words: "yes", "not known", a date, or a named choice."""
    if isinstance(value, date):
        return in_words(value)
    return "not known" if value == UNKNOWN else value.replace("-", " ")


def statement(fact: Fact, value: Value) -> str:
    """Return the statement that an answer to a fact makes."""
    if isinstance(value, date):
        return fact.answers["date"].replace("{date}", in_words(value))
    return fact.answers[value]


def member_statement(law: Law, member: Member) -> str:
    """Return the statement that a member of a settling set, or a change, makes."""
    question = law.open_questions.get(member.name)
    if question is not None:
        reading = question.prohibits if member.answer == "prohibits" else question.permits
        return f"{question.question} Read as: {reading.reading}"
    fact = law.facts[member.name]
    if not fact.is_date:
        return fact.answers[member.answer]
    if member.day is None:
        return fact.answers["never"]
    return fact.answers[member.answer].replace("{date}", in_words(member.day))


def against(arrangement: Arrangement, action: str) -> str:
    """Return "", or for a fact about one of several actions which action it is about."""
    return f" (of the action {action})" if action and len(arrangement.actions) > 1 else ""


def who_says(arrangement: Arrangement, answer: Answer) -> str:
    """Return who gives an answer and what backs it, in brackets; empty where the file does not say."""
    told = []
    if answer.says is not None:
        told.append(f"{arrangement.party_name(answer.says)} says so")
    elif answer.agreed is not None and answer.by_party:
        told.append(f"{listed(arrangement.parties[party].name for party, _ in answer.by_party)} agree")
    if answer.evidence:
        told.append(f"evidence: {listed(answer.evidence)}")
    return f" ({'; '.join(told)})" if told else ""


def each_side(arrangement: Arrangement, answer: Answer) -> str:
    """Return what each party says of a disputed fact."""
    return "; ".join(
        f"{arrangement.parties[party].name} says {answer_words(value)}" for party, value in answer.by_party
    )


def fact_line(assessment: Assessment, use: FactUse) -> str:
    """Return one line that says what is known of a fact, and who says so."""
    arrangement = assessment.arrangement
    fact = assessment.law.facts[use.name]
    about = against(arrangement, use.action)
    answer = use.answer
    if answer.agreed is None:
        backed = f" (evidence: {listed(answer.evidence)})" if answer.evidence else ""
        return f"Disputed{about}: {fact.question} {each_side(arrangement, answer)}.{backed}"
    if answer.agreed == UNKNOWN:
        return f"Not known{about}: {fact.question}{who_says(arrangement, answer)}"
    if use.presumed and fact.presumed is not None:
        return f"Presumed{about}: {statement(fact, answer.agreed)} {fact.presumed.why}"
    return f"{statement(fact, answer.agreed)}{about}{who_says(arrangement, answer)}"


def fact_note(use: FactUse) -> str:
    """Return the file's own note on a fact, marked as such; empty where there is none."""
    return f"Note in the file: {use.answer.note}" if use.answer.note else ""


def open_fact(assessment: Assessment, strand: Strand, each: TurnsOn) -> FactUse:
    """Return what the file says of a fact on which a verdict turns."""
    facts = assessment.arrangement.action(each.action).facts if each.action else strand.facts
    return FactUse(each.name, each.action, facts.get(each.name, Answer(UNKNOWN)))


def judged_against(assessment: Assessment, reason: Reason) -> str:
    """Return "", or of which of several actions, and on which days, a reason is true."""
    on = f" ({days(reason.days.first, reason.days.last)})" if reason.days is not None else ""
    return f"{against(assessment.arrangement, reason.action)}{on}"


def reason_text(assessment: Assessment, reason: Reason) -> str:
    """Return what a reason says, with of which of several actions, and on which days, before its last full stop."""
    text = reason.text.removesuffix(".")
    return f"{text}{judged_against(assessment, reason)}{reason.text[len(text) :]}"


def blanks(arrangement: Arrangement) -> str | None:
    """Return a sentence on what a starter file's writer has not filled in yet, or None where nothing is left."""
    lines = [str(line) for line in arrangement.blanks]
    if not lines:
        return None
    one = len(lines) == 1
    count = "1 blank" if one else f"{len(lines)} blanks"
    return f"The file still has {count} to fill in ({BLANK}), on line{'' if one else 's'} {listed(lines)}."


def redaction(arrangement: Arrangement) -> str | None:
    """Return the sentences that tell that names are left out of a report, or None where they are not."""
    if not arrangement.redacted:
        return None
    told = (
        "Names have been replaced by roles in this report, in quotations too. Words in square brackets, such as [name],"
        " stand for other names, places and links that are left out."
    )
    further = arrangement.redacted_further
    if not further:
        return told
    return f"{told} {further} {'name was' if further == 1 else 'names were'} given by hand to be left out."


def unchecked_parts(law: Law, name: str) -> list[str]:
    """Return what nobody could check of a provision or an authority."""
    provision = law.provisions.get(name)
    entries = provision.versions if provision is not None else (law.authorities[name],)
    return [entry.unchecked for entry in entries if entry.unchecked is not None]
