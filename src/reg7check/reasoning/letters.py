"""Which letter an assessment leads to: the strands that it is about, and the parts of it that are so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from reg7check.arrangement import Strand
from reg7check.named import NamedTuple
from reg7check.problems import BadInput, Place, Problem, did_you_mean
from reg7check.reasoning.periods import stretches_of
from reg7check.reasoning.results import Assessment, Ruling, StrandAssessment, Verdict
from reg7check.reasoning.worlds import Space, StrandWorlds
from reg7check.rulebook import Rulebook
from reg7check.rulebook.compile import part_name
from reg7check.rulebook.diagram import TRUE
from reg7check.rulebook.letters import Addressee, Enforcer, Letter, LetterPart, PublicBody


class Circumstances(NamedTuple):
    """What an arrangement does not say: the letter's day, when a reply is asked for, if the hirer is a public body."""

    dated: date
    reply_by: date | None = None
    public_body: PublicBody = "not-said"


class Ruled(NamedTuple):
    """A strand of cover, and one prohibition's ruling on it."""

    strand: StrandAssessment
    ruling: Ruling


class PartOfLetter(NamedTuple):
    """A part that is in the letter, and the rulings whose verdict it is about, one a strand."""

    part: LetterPart
    ruled: tuple[Ruled, ...]


class Correspondence(NamedTuple):
    """A letter to be composed: to whom, about which strands, and its parts.

    ``enforcer`` is the body in office on the letter's day; ``former`` the one in office on the first day of the cover,
    where that is another.
    """

    assessment: Assessment
    letter: Letter
    circumstances: Circumstances
    strands: tuple[StrandAssessment, ...]
    parts: tuple[PartOfLetter, ...]
    enforcer: Enforcer | None
    former: Enforcer | None

    def party(self) -> str | None:
        """Return the id of the party to whom the letter goes, or None where it is none of the file's."""
        strand = self.strands[0].strand
        return {"supplier": strand.supplier, "hirer": strand.hirer}.get(self.letter.id)


def letter_to(
    addressee: Addressee,
    assessment: Assessment,
    rulebook: Rulebook,
    circumstances: Circumstances,
    strand: str | None = None,
) -> Correspondence:
    """Return the letter to one addressee that an assessment leads to.

    Args:
        addressee: to whom it goes.
        assessment: of the whole arrangement, under this rulebook.
        rulebook: the rulebook, which holds the letters.
        circumstances: what the arrangement does not say.
        strand: the strand of cover that it is about. Left out, it is the only one (or all those of the only hirer).

    Raises:
        BadInput: where there is no such letter, strand or addressee, or nothing to write about.
    """
    place = Place(assessment.arrangement.file)
    letter = rulebook.law.letters.get(addressee)
    if letter is None:
        hint = "see `letters` in docs/how-it-works.md"
        raise BadInput([Problem(place, f"this rulebook has no letter to the {addressee}", hint)])
    _check_extent(assessment, letter)
    strands = _strands(addressee, assessment, strand)
    _check_in_force(assessment, letter, strands, circumstances.dated)
    _check_verdict(assessment, letter, strands)
    enforcer = _in_office(rulebook, letter, circumstances.dated)
    if addressee == "regulator" and enforcer is None:
        title = rulebook.law.prohibitions[letter.prohibition].title
        message = f"this rulebook knows of no body that enforces {title} on {circumstances.dated}"
        raise BadInput([Problem(place, message, "give the letter another date with --dated")])
    first = min(span.first for each in strands for span in each.strand.dates)
    former = _in_office(rulebook, letter, min(first, circumstances.dated))
    parts = tuple(_parts(letter, assessment, rulebook, strands, circumstances))
    return Correspondence(
        assessment, letter, circumstances, strands, parts, enforcer, None if former is enforcer else former
    )


def _check_extent(assessment: Assessment, letter: Letter) -> None:
    """Raise BadInput where the law that a letter is about does not extend to where the work is done."""
    law, nation = assessment.law, assessment.arrangement.nation
    prohibition = law.prohibitions[letter.prohibition]
    if nation not in law.provisions[prohibition.provision].extent:
        hint = next((each.text for each in assessment.warnings), "take advice on the law of that nation")
        raise BadInput([Problem(Place(assessment.arrangement.file), prohibition.outside_extent, hint)])


def _strands(addressee: Addressee, assessment: Assessment, wanted: str | None) -> tuple[StrandAssessment, ...]:
    place = Place(assessment.arrangement.file)
    by_id = {each.strand.id: each for each in assessment.cover}
    if wanted is not None and wanted not in by_id:
        raise BadInput([Problem(place, f"there is no strand of cover `{wanted}`", did_you_mean(wanted, by_id))])
    found = [by_id[wanted]] if wanted is not None else list(assessment.cover)
    apart = {each.strand.hirer if addressee == "hirer" else each.strand.id for each in found}
    if len(apart) > 1:
        told = "; ".join(f"{each.strand.id} ({_who(assessment, each.strand)})" for each in found)
        message = f"one letter goes to one {addressee}, and this file has several strands of cover"
        if addressee == "regulator":
            message = "one letter is about one strand of cover, and this file has several"
        raise BadInput([Problem(place, message, f"name one with --strand: {told}")])
    if addressee == "supplier" and found[0].strand.supplier is None:
        message = f"the file names no supplier for the cover `{found[0].strand.id}`"
        raise BadInput([Problem(place, message, "find out who it is, and add `supplier` to the strand")])
    return tuple(found)


def _who(assessment: Assessment, strand: Strand) -> str:
    names = assessment.arrangement.party_name
    supplied = f"from {names(strand.supplier)} " if strand.supplier is not None else ""
    return f"{supplied}for {names(strand.hirer)}"


def _check_in_force(assessment: Assessment, letter: Letter, strands: Sequence[StrandAssessment], dated: date) -> None:
    """Raise BadInput where nothing that a letter is about was in force, on any day judged or on that of the letter."""
    law = assessment.law
    for name in _about(letter):
        provision = law.provisions[law.prohibitions[name].provision]
        days = (period.first for each in _ruled(strands, name) for period in each.ruling.periods)
        if any(provision.version_on(day) is not None for day in (dated, *days)):
            return
    message = law.prohibitions[letter.prohibition].not_in_force
    hint = f"neither on the days of the cover nor on {dated}: give the letter another date with --dated"
    raise BadInput([Problem(Place(assessment.arrangement.file), message, hint)])


def _about(letter: Letter) -> tuple[str, ...]:
    """Return the prohibitions that a letter could tell of, its own first."""
    return tuple(dict.fromkeys(filter(None, [letter.prohibition, *(part.prohibition for part in letter.parts)])))


def _check_verdict(assessment: Assessment, letter: Letter, strands: Sequence[StrandAssessment]) -> None:
    """Raise BadInput where there is no such letter for any of the verdicts that it could tell of."""
    verdicts = [_verdict(_ruled(strands, prohibition)) for prohibition in _about(letter)]
    if not any(verdict in letter.when for verdict in verdicts if verdict is not None):
        told = Verdict(verdicts[0] or Verdict.NOT_PROHIBITED).value.replace("-", " ")
        title = assessment.law.prohibitions[letter.prohibition].title
        message = f"there is no letter to the {letter.id} where the verdict under {title} is: {told}"
        hint = "`reg7check assess` says why it is; where a fact is wrong, mend it in the file"
        raise BadInput([Problem(Place(assessment.arrangement.file), message, hint)])


def _ruled(strands: Sequence[StrandAssessment], prohibition: str) -> tuple[Ruled, ...]:
    every = (Ruled(strand, ruling) for strand in strands for ruling in strand.rulings)
    return tuple(each for each in every if each.ruling.prohibition == prohibition)


def _verdict(ruled: Sequence[Ruled]) -> Verdict | None:
    """Return the first verdict of rulings, in the usual order; None where there is no ruling."""
    return Verdict.first([each.ruling.verdict for each in ruled]) if ruled else None


def _in_office(rulebook: Rulebook, letter: Letter, day: date) -> Enforcer | None:
    every = rulebook.law.enforcers.values()
    return next((each for each in every if each.prohibition == letter.prohibition and each.in_office.holds(day)), None)


def _parts(
    letter: Letter,
    assessment: Assessment,
    rulebook: Rulebook,
    strands: Sequence[StrandAssessment],
    circumstances: Circumstances,
) -> Iterator[PartOfLetter]:
    stages = {each.strand.stage or "not-stated" for each in strands}
    certain = [_Certain(StrandWorlds(rulebook, assessment.arrangement, each.strand)) for each in strands]
    for number, part in enumerate(letter.parts):
        ruled = _ruled(strands, part.prohibition or letter.prohibition)
        name = part_name(letter.id, number)
        if (
            _verdict(ruled) in part.when
            and stages & set(part.stages)
            and circumstances.public_body in part.public_body
            and (part.where is None or any(each.holds(name) for each in certain))
        ):
            yield PartOfLetter(part, ruled)


class _Certain:
    """What is so of a strand whatever is not known yet."""

    def __init__(self, worlds: StrandWorlds) -> None:
        self.stretches = stretches_of(worlds)
        self.space = Space(worlds, self.stretches)
        self.actions = worlds.strand.covers

    def holds(self, condition: str) -> bool:
        """Return whether a condition of the rulebook is true in all worlds, on some day and of some action."""
        return any(
            self.space.projected(stretch.epoch.conditions[condition], stretch, action) == TRUE
            for stretch in self.stretches
            for action in self.actions
        )
