"""An arrangement whose parties and people are told by their roles: fit to be published, once it has been read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from reg7check.arrangement.models import Action, Answer, Arrangement, Evidence, Strand
from reg7check.arrangement.redaction.aliases import aliases_of, folded
from reg7check.arrangement.redaction.contacts import LEADS
from reg7check.arrangement.redaction.marks import LINK, NAME, ROLES, Mark, role_marks
from reg7check.arrangement.redaction.scrubbing import Replaced, Scrubber, cleaned
from reg7check.arrangement.redaction.vocabulary import Vocabulary, vocabulary
from reg7check.named import NamedTuple
from reg7check.problems import BadInput, Place, Problem, did_you_mean

NEUTRAL_FILE = "arrangement.yaml"
_OPTION = Place("--redact-also")
_SMALL_WORD = re.compile(r"(?<![^\W_])[a-z]+(?:['’][a-z]+)?(?![^\W_])")


class Redaction(NamedTuple):
    """An arrangement without names, and what was done to it.

    ``parties`` holds for the id of each party its new one. ``replaced`` tells what was replaced by what, and how often;
    ``doubtful`` are words that were left and may be names.
    """

    arrangement: Arrangement
    parties: Mapping[str, str]
    replaced: tuple[Replaced, ...]
    doubtful: tuple[str, ...]

    def party(self, party: str | None) -> str | None:
        """Return the new id of a party, or what is given where no party has that id."""
        return party if party is None else self.parties.get(party, party)


def redacted(
    arrangement: Arrangement,
    law: Iterable[str],
    also: Iterable[tuple[str, str | None]] = (),
    file: str = NEUTRAL_FILE,
) -> Redaction:
    """Return an arrangement in which roles stand for the names of parties, and "[name]" for those of people.

    Every answer, date, stage and nation stays, so that what is judged is the same. The same inputs give the same
    result, and what was redacted stays as it is when it is redacted again.

    Args:
        arrangement: what is to be told without names.
        law: the words in small letters of the rulebook's texts, which are nobody's names.
        also: further names to leave out, each with the id of the party or the role it is of, or None.
        file: what reports are to call the file.

    Returns:
        The arrangement, and what was done to it.
    """
    known = vocabulary(law, _theirs(arrangement))
    marks = role_marks((party.id, party.role) for party in arrangement.parties.values())
    further = [(name, _mark_for(arrangement, marks, who)) for name, who in also]
    aliases = aliases_of(arrangement, marks, further, known)
    telling = Scrubber(aliases, {}, known)
    parties = dict(zip(arrangement.parties, map(_identifier, marks.values()), strict=True))
    evidence = _renamed(arrangement.evidence, "evidence", telling, known)
    actions = _renamed((each.id for each in arrangement.actions), "action", telling, known)
    strands = _renamed((each.id for each in arrangement.cover), "strand", telling, known)
    changed = {old: new for ids in (evidence, actions, strands) for old, new in ids.items() if old != new}
    scrubber = Scrubber(aliases, changed, known)
    writer = _Writer(scrubber, parties, evidence, actions, strands)
    result = arrangement._replace(
        file=file,
        title=scrubber.scrubbed(arrangement.title),
        reference=None,
        parties={
            parties[each.id]: each._replace(id=parties[each.id], name=_name(marks[each.id]))
            for each in arrangement.parties.values()
        },
        evidence={evidence[each.id]: writer.evidence(each) for each in arrangement.evidence.values()},
        actions=tuple(map(writer.action, arrangement.actions)),
        cover=tuple(map(writer.strand, arrangement.cover)),
        redacted=True,
        redacted_further=arrangement.redacted_further + len(further),
    )
    return Redaction(result, parties, scrubber.replaced, scrubber.doubtful)


def named_further(
    arrangement: Arrangement, also: Iterable[tuple[str, str | None]]
) -> tuple[tuple[str, str | None], ...]:
    """Return the further names to leave out. Raises BadInput where one is no name, or is of nobody there is."""
    problems = []
    found = tuple(also)
    for name, who in found:
        if not any(map(str.isalnum, name)):
            problems.append(Problem(_OPTION, f"`{name}` is no name", "give a name with a letter or a digit in it"))
        if who is not None and who not in arrangement.parties and who not in ROLES:
            known = [*arrangement.parties, *(role for role in ROLES if role not in arrangement.parties)]
            problems.append(Problem(_OPTION, f"there is no party and no role `{who}`", did_you_mean(who, known)))
    if problems:
        raise BadInput(problems)
    return found


class _Writer:
    def __init__(
        self,
        scrubber: Scrubber,
        parties: Mapping[str, str],
        evidence: Mapping[str, str],
        actions: Mapping[str, str],
        strands: Mapping[str, str],
    ) -> None:
        self._text = scrubber.scrubbed
        self._parties = parties
        self._evidence = evidence
        self._actions = actions
        self._strands = strands

    def evidence(self, entry: Evidence) -> Evidence:
        what = self._text(entry.what)
        quote = self._optional(entry.quote)
        return entry._replace(
            id=self._evidence[entry.id],
            what=f"{what} {LINK.words}" if entry.link is not None else what,
            given_by=self._party(entry.given_by),
            quote=quote,
            link=None,
            quote_redacted=entry.quote_redacted or quote != entry.quote,
        )

    def action(self, action: Action) -> Action:
        return action._replace(
            id=self._actions[action.id], workers=self._optional(action.workers), facts=self._facts(action.facts)
        )

    def strand(self, strand: Strand) -> Strand:
        return strand._replace(
            id=self._strands[strand.id],
            what=self._text(strand.what),
            hirer=self._parties[strand.hirer],
            covers=tuple(self._actions[each] for each in strand.covers),
            supplier=self._party(strand.supplier),
            part_of=None if strand.part_of is None else self._strands[strand.part_of],
            facts=self._facts(strand.facts),
        )

    def _facts(self, facts: Mapping[str, Answer]) -> dict[str, Answer]:
        return {name: self._answer(answer) for name, answer in facts.items()}

    def _answer(self, answer: Answer) -> Answer:
        return answer._replace(
            by_party=tuple((self._parties[party], value) for party, value in answer.by_party),
            says=self._party(answer.says),
            evidence=tuple(self._evidence[each] for each in answer.evidence),
            note=self._optional(answer.note),
        )

    def _party(self, party: str | None) -> str | None:
        return None if party is None else self._parties[party]

    def _optional(self, text: str | None) -> str | None:
        return None if text is None else self._text(text)


def texts_of(arrangement: Arrangement) -> Iterator[str]:
    """Yield every text of an arrangement that its writer was free to write, but for the names of parties."""
    yield arrangement.title
    for evidence in arrangement.evidence.values():
        yield from (evidence.what, evidence.quote or "")
    for action in arrangement.actions:
        yield action.workers or ""
    for strand in arrangement.cover:
        yield strand.what
    for facts in (*(each.facts for each in arrangement.actions), *(each.facts for each in arrangement.cover)):
        yield from (answer.note or "" for answer in facts.values())


def _theirs(arrangement: Arrangement) -> set[str]:
    """Return the words that an arrangement writes in small letters, but for those of links and addresses."""
    return {
        word
        for text in texts_of(arrangement)
        for word in _SMALL_WORD.findall(LEADS.replaced(cleaned(text), lambda *_: " "))
    }


def _mark_for(arrangement: Arrangement, marks: Mapping[str, Mark], who: str | None) -> Mark:
    if who is None:
        return NAME
    if who in marks:
        return marks[who]
    of_role = [party.id for party in arrangement.parties.values() if party.role == who]
    return marks[of_role[0]] if len(of_role) == 1 else Mark(ROLES[who][0], "a")


def _name(mark: Mark) -> str:
    return f"{mark.article} {mark.words}" if mark.article else mark.words


def _identifier(mark: Mark) -> str:
    return mark.words.replace(" ", "-")


def _renamed(ids: Iterable[str], kind: str, telling: Scrubber, known: Vocabulary) -> dict[str, str]:
    """Return for each id the one it gets: its own where it is made of ordinary words, else its kind and a number."""
    given = list(ids)
    kept = {each for each in given if _is_plain(each, telling, known)}
    found: dict[str, str] = {}
    for number, each in enumerate(given, 1):
        new = each
        if each not in kept:
            new = f"{kind}-{number}"
            while new in kept or new in found.values():
                new += "x"
        found[each] = new
    return found


def _is_plain(identifier: str, telling: Scrubber, known: Vocabulary) -> bool:
    parts = re.findall(r"[a-z]+|[A-Z][a-z]*|\d+", identifier)
    words = [folded(part) for part in parts if not part.isdigit()]
    ordinary = all(len(word) == 1 or known.is_word(word) for word in words)
    usual = all(word not in known.now_and_then or known.is_public(word) for word in words)
    shown = " ".join(word.capitalize() for word in words)
    short = all(len(part) < 5 for part in parts if part.isdigit())
    by_party = any(telling.calls_somebody(form) for form in (identifier, " ".join(words), f"of {shown}"))
    return ordinary and usual and short and not by_party
