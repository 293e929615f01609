"""The words of an interview that come from the rulebook: a question, its answers, its help; and the verdict so far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reg7check.arrangement import Answer, Arrangement, FactAt, answer_at
from reg7check.arrangement.blanks import is_blank
from reg7check.arrangement.models import UNKNOWN, Party
from reg7check.interview.screens import Option, Part
from reg7check.reasoning import Inquiry
from reg7check.report import words
from reg7check.report.document import Document, Paragraph
from reg7check.report.glossing import meanings, words_of
from reg7check.report.marks import TONES
from reg7check.rulebook.models import Fact, Law

# No answer of a rulebook has a space in its name, or is called date.
NOT_KNOWN, DISPUTED, A_DATE = "not known", "the sides disagree", "date"


def standing(law: Law, arrangement: Arrangement, inquiry: Inquiry, can_matter: int) -> tuple[Part, ...]:
    """Return the verdict so far, of every strand and prohibition where there are several, and what can still matter."""
    main = law.identity.main_prohibition
    tone = TONES[inquiry.verdict]
    if can_matter == 0:
        left = "No question can still matter."
    else:
        left = f"{can_matter} questions can still matter." if can_matter > 1 else "1 question can still matter."
    if len(inquiry.rulings) == 1:
        return (Part(f"Verdict so far: {words.VERDICTS[inquiry.verdict].upper()}. {left}", tone),)
    told = []
    for (strand, prohibition), verdict in inquiry.rulings.items():
        title = law.prohibitions[prohibition].title
        under = "" if prohibition == main else f" ({title})"
        name = f"{strand}{under}" if len(arrangement.cover) > 1 else title
        told.append(f"{name}: {words.VERDICTS[verdict].upper()}")
    return (Part(f"Verdicts so far: {'; '.join(told)}. {left}", tone),)


def asked(law: Law, arrangement: Arrangement, at: FactAt) -> Iterator[Part]:
    """Yield a question as it is first shown; what matters least where room is short has the highest rank."""
    fact = law.facts[at.fact]
    yield Part(f"{fact.question}{about(arrangement, at)}", "strong")
    said = in_the_file(arrangement, at)
    if said:
        yield Part(said, "quiet", rank=1)
    yield Part(fact.explain, rank=3)
    yield Part(f"Proof: {fact.proof}", rank=4)
    yield Part(f"{whom(fact, arrangement, at)}.", rank=2)
    yield Part(f"It goes to: {fact.goes_to}.", "quiet", rank=5)


def explained(law: Law, arrangement: Arrangement, at: FactAt) -> Iterator[Part]:
    """Yield all the help there is with a question, and at its end the plain meaning of the words in it."""
    parts = tuple(_help(law, arrangement, at))
    yield from parts
    document = Document(tuple(Paragraph(part.text) for part in parts))
    for number, each in enumerate(meanings(document, law, words_of(arrangement))):
        if number == 0:
            yield Part("Words used here:")
        yield Part(each.text, lead="- ")


def _help(law: Law, arrangement: Arrangement, at: FactAt) -> Iterator[Part]:
    fact = law.facts[at.fact]
    yield Part(f"{fact.question}{about(arrangement, at)}", "strong")
    yield Part(fact.explain)
    yield Part(f"What it goes to: {fact.goes_to}. In the file it is `{fact.id}`.")
    for option in answers(fact):
        yield Part(option.words)
    yield Part("Not known: nobody has said, or nobody knows. It is honest and harmless.")
    yield Part(f"Where proof is usually found: {fact.proof} {whom(fact, arrangement, at)}.")
    if fact.presumed is not None:
        yield Part(f"Presumed where the file does not list it: {fact.presumed.answer}. {fact.presumed.why}")


def answers(fact: Fact) -> list[Option]:
    """Return the answers of a fact as options, each with the statement that it makes."""
    options = []
    if fact.is_date:
        statement = fact.answers["date"].replace("{date}", "a day that you are then asked")
        options.append(Option(A_DATE, f"A date: {statement}", ("date",)))
    for answer in fact.choices:
        short = ("y",) if answer == "yes" else ("n",) if answer == "no" else ()
        options.append(
            Option(answer, f"{_capital(words.answer_words(answer))}: {fact.answers[answer]}", (*short, answer))
        )
    return options


def whom(fact: Fact, arrangement: Arrangement, at: FactAt) -> str:
    """Return whom to ask, with the name where the file gives one."""
    names: Iterable[str | None]
    if fact.ask == "union":
        names = [party.name for party in arrangement.parties.values() if party.role == "union"]
    elif at.strand:
        strand = arrangement.strand(at.strand)
        named = {"hirer": strand.hirer, "supplier": strand.supplier}.get(fact.ask)
        names = [arrangement.party_name(named)]
    else:
        names = []
    found = [name for name in names if name is not None and not is_blank(name)]
    return f"{words.ASK[fact.ask]}, {words.listed(found, 'or')}" if found else words.ASK[fact.ask]


def called(party: Party) -> str:
    """Return what a party is called: its name, or while nobody has filled that in, its short name in the file."""
    return f"the {party.id.replace('-', ' ')}" if is_blank(party.name) else party.name


def about(arrangement: Arrangement, at: FactAt) -> str:
    """Return "", or of which of several strands or actions a fact is asked."""
    if at.action:
        return f" (Of the action {at.action}.)" if len(arrangement.actions) > 1 else ""
    if len(arrangement.cover) == 1:
        return ""
    strand = arrangement.strand(at.strand)
    by = f", by {called(arrangement.parties[strand.supplier])}" if strand.supplier is not None else ""
    return f" (Of the cover {at.strand}: for {called(arrangement.parties[strand.hirer])}{by}.)"


def in_the_file(arrangement: Arrangement, at: FactAt) -> str:
    """Return what an arrangement already holds beside an answer: what backs it, and a note; empty for nothing."""
    said = answer_at(arrangement, at)
    if said is None:
        return ""
    told = []
    if said.agreed != UNKNOWN or said.disputed:
        told.append(answered(None, arrangement, said))
    if said.evidence:
        told.append(f"evidence: {words.listed(said.evidence)}")
    if said.note:
        told.append(f"note: {said.note}")
    return f"In the file so far: {'; '.join(told)}" if told else ""


def answered(fact: Fact | None, arrangement: Arrangement, answer: Answer) -> str:
    """Return an answer in words: the statement that it makes, or what each side says."""
    if answer.agreed is None:
        return f"disputed: {words.each_side(arrangement, answer)}"
    if answer.agreed == UNKNOWN or fact is None:
        return words.answer_words(answer.agreed)
    return words.statement(fact, answer.agreed)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
