"""The law as values: provisions and their versions, facts, rules, open questions, and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Literal

from reg7check.named import NamedTuple
from reg7check.rulebook.conditions import Condition, FactIs, Weight, parts

if TYPE_CHECKING:
    from reg7check.rulebook.letters import Enforcer, Letter

Nation = Literal["england", "wales", "scotland", "northern-ireland"]
Kind = Literal["statute", "regulations", "order", "case", "guidance", "practitioner", "consultation", "report"]
RuleStatus = Literal["holds", "fails", "open"]
QuestionStatus = Literal["arises", "does-not-arise", "open"]
VerdictWord = Literal["prohibited", "disputed", "arguable", "undetermined", "not-prohibited"]
READINGS = ("prohibits", "permits")
ADVICE_SECTIONS = ("consequences", "next_steps", "caveats", "warnings")


class Identity(NamedTuple):
    """What a rulebook is: its id, its version, the day on which its law was last checked."""

    id: str
    version: str
    title: str
    law_as_of: date
    main_prohibition: str
    licence: str


class Days(NamedTuple):
    """Days from ``first`` to ``last``, both included; None is an open end. ``why`` says what made it so.

    ``authorities`` are the ids of the provisions and authorities that made it so.
    """

    first: date | None = None
    last: date | None = None
    why: str | None = None
    authorities: tuple[str, ...] = ()

    def holds(self, day: date) -> bool:
        """Return whether the day is one of these."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


class Version(NamedTuple):
    """One text of a provision and the days on which it is in force (none: passed, but not commenced).

    Where it ``replaces`` another version, that one ends the day before this one begins.
    """

    id: str
    in_force: tuple[Days, ...]
    text: str | None = None
    summary: str | None = None
    source: str | None = None
    checked_on: date | None = None
    unchecked: str | None = None
    passed: date | None = None
    replaces: str | None = None

    def in_force_on(self, day: date) -> bool:
        """Return whether this text is in force on the day."""
        return any(days.holds(day) for days in self.in_force)

    def has(self, words: str) -> bool:
        """Return whether these words stand in the text, which is then given; … marks an omission."""
        text = " ".join((self.text or "").split())
        position = 0
        for piece in words.split("…"):
            found = text.find(" ".join(piece.split()), position)
            if found < 0:
                return False
            position = found + 1
        return self.text is not None


class Provision(NamedTuple):
    """A provision of an enactment, where it extends, its versions, and why it is not in force on other days."""

    id: str
    cite: str
    instrument: str
    title: str
    kind: Literal["statute", "regulations", "order"]
    extent: tuple[Nation, ...]
    versions: tuple[Version, ...]
    url: str | None = None
    not_in_force: tuple[Days, ...] = ()
    note: str | None = None

    def version_on(self, day: date) -> Version | None:
        """Return the version in force on the day, if there is one."""
        return next((version for version in self.versions if version.in_force_on(day)), None)

    def not_in_force_on(self, day: date) -> Days | None:
        """Return the days, with why, on which the provision is not in force, where the rulebook tells of this one."""
        return next((days for days in self.not_in_force if days.holds(day)), None)


class Authority(NamedTuple):
    """A case, a guidance or a note that an argument relies on, and what it says, in the rulebook's words."""

    id: str
    citation: str
    kind: Kind
    says: str
    url: str | None = None
    checked_on: date | None = None
    unchecked: str | None = None


class Presumption(NamedTuple):
    """The answer that is presumed where an arrangement does not list the fact, and why."""

    answer: str
    why: str


class Fact(NamedTuple):
    """A fact that an arrangement may state: the question, every answer as a statement, and where proof is found."""

    id: str
    about: Literal["action", "cover"]
    goes_to: str
    question: str
    explain: str
    answers: Mapping[str, str]
    proof: str
    ask: Literal["hirer", "supplier", "union", "public-record"]
    presumed: Presumption | None = None
    takes_effect: Literal["on-the-day", "after-next-working-day"] | None = None

    @property
    def is_date(self) -> bool:
        """Whether a date is an answer."""
        return self.takes_effect is not None

    @property
    def choices(self) -> tuple[str, ...]:
        """The named answers, other than a date and ``unknown``."""
        if self.is_date:
            return tuple(answer for answer in self.answers if answer not in ("date", *DATE_ANSWERS))
        return tuple(self.answers)

    @property
    def domain(self) -> tuple[str, ...]:
        """The answers between which worlds differ on one day; of a date fact, whether the day is past it."""
        return DATE_ANSWERS if self.is_date else tuple(self.answers)


DATE_ANSWERS = ("past", "not-past")


class Point(NamedTuple):
    """Something that people get wrong, said with a rule where its condition is true and its status is listed.

    ``authorities`` are the ids of the provisions and authorities that it rests on.
    """

    text: str
    authorities: tuple[str, ...] = ()
    where: Condition | None = None
    when: tuple[RuleStatus, ...] = ("holds", "fails", "open")


class Rule(NamedTuple):
    """A rule that encodes a provision: it holds where ``requires`` does and ``unless`` does not.

    It defines the concept ``defines`` (its own id where none is given). ``version`` ties it to the days on which
    that version of the provision is in force, ``applies: while-in-force`` to those of any version; else it
    applies on every day, so that prohibitions can share it whether or not its provision is then in force.
    ``authorities`` are the ids of the other provisions and the authorities that it rests on.
    """

    id: str
    title: str
    provision: str
    requires: Condition
    holds: str
    fails: str
    open: str
    unless: Condition | None = None
    pinpoint: str = ""
    version: str | None = None
    applies: Literal["always", "while-in-force"] = "always"
    words: str | None = None
    defines: str | None = None
    authorities: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()

    @property
    def concept(self) -> str:
        """The concept that this rule defines."""
        return self.defines or self.id


class Reading(NamedTuple):
    """One reading of an open question of law, the best argument for it, and its authorities."""

    reading: str
    argument: str
    authorities: tuple[str, ...] = ()


class OpenQuestion(NamedTuple):
    """A question on which the law is open, the facts on which it arises, and its two readings."""

    id: str
    question: str
    provision: str
    arises: str
    arises_where: Condition
    prohibits: Reading
    permits: Reading
    pinpoint: str = ""


class Weighing(NamedTuple):
    """Named factors, each answer with its weight. The weights are the rulebook's judgement, not law."""

    id: str
    title: str
    judgement: str
    indicators: Mapping[str, Mapping[str, int]]


class Prohibition(NamedTuple):
    """A prohibition: what must be so (``elements``), what takes it away (``unless``), both in the statute's order.

    ``verdicts`` holds one sentence a verdict, in which ``{be}`` stands for is, was, would be or would have been.
    """

    id: str
    title: str
    provision: str
    binds: Literal["hirer", "supplier"]
    elements: tuple[str, ...]
    verdicts: Mapping[VerdictWord, str]
    in_force: str
    not_in_force: str
    outside_extent: str
    action: str
    no_action: str
    unless: tuple[str, ...] = ()
    covered_from: date | None = None
    before_covered: str | None = None

    def covers(self, day: date) -> bool:
        """Return whether a day is one that is judged, where the prohibition extends."""
        return self.covered_from is None or self.covered_from <= day


class Advice(NamedTuple):
    """A consequence, a next step, a caveat or a warning, and where and for which verdicts it is given.

    The verdicts are those of ``prohibition``, or of whichever is the worst where it names none.
    """

    id: str
    text: str
    provision: str | None = None
    authorities: tuple[str, ...] = ()
    prohibition: str | None = None
    where: Condition | None = None
    when: tuple[VerdictWord, ...] = ("prohibited", "disputed", "arguable", "undetermined", "not-prohibited")


class Term(NamedTuple):
    """A legal or technical word of the rulebook's texts, and its plain meaning.

    ``means`` is short enough to stand in brackets after the word; ``more`` tells it at more length, with an example.
    ``forms`` are the other forms in which texts write it, and ``see`` the ids of other terms. A report gives the
    meaning where it first uses the word, or, where ``gloss`` says so, in a list at its end.
    """

    id: str
    term: str
    means: str
    more: str
    forms: tuple[str, ...] = ()
    gloss: Literal["inline", "at-the-end"] = "inline"
    provision: str | None = None
    authorities: tuple[str, ...] = ()
    see: tuple[str, ...] = ()

    @property
    def written(self) -> tuple[str, ...]:
        """Every form in which texts write the term, its own first."""
        return (self.term, *self.forms)


class Law(NamedTuple):
    """Everything that the files of a rulebook say, by id, in the order in which they say it."""

    identity: Identity
    provisions: Mapping[str, Provision]
    authorities: Mapping[str, Authority]
    facts: Mapping[str, Fact]
    rules: Mapping[str, Rule]
    open_questions: Mapping[str, OpenQuestion]
    weighings: Mapping[str, Weighing]
    prohibitions: Mapping[str, Prohibition]
    consequences: Mapping[str, Advice]
    next_steps: Mapping[str, Advice]
    caveats: Mapping[str, Advice]
    warnings: Mapping[str, Advice]
    enforcers: Mapping[str, Enforcer]
    letters: Mapping[str, Letter]
    glossary: Mapping[str, Term]

    def rules_defining(self, concept: str) -> tuple[Rule, ...]:
        """Return the rules that define a concept, one a version of the law."""
        return tuple(rule for rule in self.rules.values() if rule.concept == concept)

    def facts_asked_by(self, rule: Rule) -> tuple[str, ...]:
        """Return the facts that a rule itself asks about, those that it weighs among them."""
        found: dict[str, None] = {}
        for condition in (rule.requires, rule.unless):
            for part in parts(condition) if condition is not None else ():
                if isinstance(part, FactIs):
                    found.setdefault(part.fact)
                elif isinstance(part, Weight):
                    found.update(dict.fromkeys(self.weighings[part.weighing].indicators))
        return tuple(each for each in found if each in self.facts)

    def rule_applies(self, rule: Rule, day: date) -> bool:
        """Return whether a rule applies on the day: always, or where it says so while its provision is in force."""
        if rule.version is None and rule.applies == "always":
            return True
        version = self.provisions[rule.provision].version_on(day)
        return version is not None and rule.version in (None, version.id)

    def rule_on(self, concept: str, day: date) -> Rule | None:
        """Return the rule that defines the concept on the day, if the law then has one."""
        return next((rule for rule in self.rules_defining(concept) if self.rule_applies(rule, day)), None)
