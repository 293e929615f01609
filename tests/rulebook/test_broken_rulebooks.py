"""A small rulebook of another law loads and judges; each single fault in it is named with its place and a hint."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from reg7check import Assessment, BadInput, Problem, assess, load_arrangement, load_rulebook
from reg7check.report.compose import full_report
from reg7check.report.markdown import markdown_reports

ARRANGEMENT = """
reg7check: 1
title: The Saturday stall
nation: NATION
parties:
  town: {name: The town, role: other}
  baker: {name: The baker, role: hirer}
industrial_action:
  - id: fair
    dates: 2019-12-30 to 2020-01-02
    facts: {market_day: yes}
cover:
  - id: stall
    what: A stall in the square
    hirer: baker
    facts: FACTS
"""

NEW_FACT = """\
  - id: NAME
    about: action
    goes_to: x
    question: x
    explain: x
    answers: {yes: x, no: x}
    proof: x
    ask: union
"""


def rules(*conditions: str, defines: str = "") -> str:
    """Return rules `extra-1`, `extra-2` … with these conditions, to stand at the end of the section of rules."""
    body = f"    title: x\n    provision: stalls-s1\n    holds: x\n    fails: x\n    open: x\n{defines}"
    entries = (f"\n  - id: extra-{n}\n    requires: {each}\n{body}" for n, each in enumerate(conditions, 1))
    return "".join(entries) + "\nopen_questions:\n"


Judge = Callable[..., Assessment]


@pytest.fixture
def judge(tmp_path: Path, permit: Path) -> Judge:
    def judge_stall(facts: str, nation: str = "england") -> Assessment:
        file = tmp_path / "stall.yaml"
        file.write_text(ARRANGEMENT.replace("FACTS", facts).replace("NATION", nation), encoding="utf-8")
        rulebook = load_rulebook(permit)
        return assess(load_arrangement(file, rulebook), rulebook)

    return judge_stall


def spans(assessment: Assessment) -> list[tuple[date, date | None, str]]:
    return [(each.first, each.last, each.verdict.value) for each in assessment.cover[0].ruling.periods]


def problems_of(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(BadInput) as caught:
        load_rulebook(folder)
    return caught.value.problems


def the_problem_of(folder: Path) -> Problem:
    (problem,) = problems_of(folder)
    assert problem.hint
    return problem


def place_of(text: str, marker: str) -> tuple[int, int]:
    assert text.count(marker) == 1, f"{marker!r} stands {text.count(marker)} times in the changed file"
    before = text[: text.index(marker)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def test_a_rulebook_of_another_law_loads(permit: Path) -> None:
    law = load_rulebook(permit).law
    assert law.identity.id == "street-stalls"
    assert list(law.facts) == ["stall_kind", "sells_food", "permit_granted", "fee_paid_on", "market_day"]
    assert list(law.rules) == ["large-stall", "permit-in-hand", "market"]
    assert [version.id for version in law.provisions["stalls-s1"].versions] == ["first", "second"]


def test_a_new_version_of_a_provision_starts_a_new_period(judge: Judge) -> None:
    assert spans(judge("{stall_kind: cart, sells_food: yes, permit_granted: no}")) == [
        (date(2019, 12, 30), date(2019, 12, 31), "prohibited"),
        (date(2020, 1, 1), date(2020, 1, 2), "not-prohibited"),
    ]


def test_a_date_fact_takes_effect_on_its_day(judge: Judge) -> None:
    facts = "{stall_kind: cart, sells_food: yes, permit_granted: yes, fee_paid_on: 2019-12-31}"
    assert spans(judge(facts)) == [
        (date(2019, 12, 30), date(2019, 12, 30), "prohibited"),
        (date(2019, 12, 31), date(2019, 12, 31), "not-prohibited"),
        (date(2020, 1, 1), date(2020, 1, 2), "not-prohibited"),
    ]


def test_the_first_covered_day_starts_a_new_period_though_the_text_is_older(judge: Judge, permit: Path) -> None:
    file = permit / "stalls.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("covered_from: 1990-01-01", "covered_from: 2020-01-02"), encoding="utf-8")
    assert spans(judge("{stall_kind: cart, sells_food: yes, permit_granted: no}")) == [
        (date(2019, 12, 30), date(2019, 12, 31), "undetermined"),
        (date(2020, 1, 1), date(2020, 1, 1), "undetermined"),
        (date(2020, 1, 2), date(2020, 1, 2), "not-prohibited"),
    ]


def test_a_version_that_replaces_another_ends_it(judge: Judge, permit: Path) -> None:
    facts = "{stall_kind: cart, sells_food: yes, permit_granted: no}"
    written = spans(judge(facts))
    file = permit / "stalls.yaml"
    text = file.read_text(encoding="utf-8").replace("{from: 1990-01-01, to: 2019-12-31}", "{from: 1990-01-01}")
    file.write_text(text.replace("- id: second\n", "- id: second\n        replaces: first\n"), encoding="utf-8")
    assert spans(judge(facts)) == written


def test_weights_that_balance_leave_the_open_question(judge: Judge) -> None:
    assessment = judge("{stall_kind: tent, sells_food: no, permit_granted: no}")
    assert assessment.verdict.value == "arguable"
    assert [each.name for each in assessment.cover[0].ruling.leading.turns_on] == ["middling-stall"]


def test_weights_below_the_bound_leave_nothing_open(judge: Judge) -> None:
    assert judge("{stall_kind: table, sells_food: no}").verdict.value == "not-prohibited"


def test_two_accounts_that_settle_and_differ_are_disputed(judge: Judge) -> None:
    facts = "{stall_kind: cart, permit_granted: {disputed: {town: no, baker: yes}}, fee_paid_on: 2019-01-01}"
    assert judge(facts).verdict.value == "disputed"


def test_a_missing_fact_leaves_it_undetermined(judge: Judge) -> None:
    assert judge("{sells_food: yes, permit_granted: no}").verdict.value == "undetermined"


def test_a_nation_outside_the_extent_is_not_reached(judge: Judge) -> None:
    assessment = judge("{stall_kind: cart, permit_granted: no}", nation="scotland")
    assert assessment.verdict.value == "not-prohibited"
    assert assessment.caveats == ()


def test_the_report_speaks_the_words_of_that_law_alone(judge: Judge) -> None:
    assessment = judge("{stall_kind: cart, sells_food: yes, permit_granted: no}")
    report = markdown_reports([full_report(assessment)])
    assert "The stall is banned from the street." in report
    assert "The fair is on." in report
    assert "Whatever stops a pram" not in report
    for word in ("regulation 7", "employment", "strike", "agency", "work-seeker", "Great Britain"):
        assert word.lower() not in report.lower(), word


def test_a_fact_of_regulation_7_is_unknown_to_that_law(judge: Judge) -> None:
    with pytest.raises(BadInput, match="there is no fact `sends_people`"):
        judge("{sends_people: yes}")


@dataclass(frozen=True)
class Fault:
    """One textual change to a file of the permit rulebook, and what loading must then say, at which text."""

    name: str
    file: str
    old: str
    new: str
    at: str
    says: str
    hint: str = ""


RULEBOOK, FACTS, STALLS, LETTERS = "rulebook.yaml", "facts.yaml", "stalls.yaml", "letters.yaml"
PERMIT_LICENCE = "  licence: Made up for a test; free for any use.\n"
MARKET = "requires: {market_day: yes}"
RULES_END = "\nopen_questions:\n"
WEIGHT = "weight: {of: stall-size, at_least: 2}"

# fmt: off
FAULTS = (
    Fault("rulebook lacks licence", RULEBOOK, PERMIT_LICENCE, "", "id: street", "`licence` is missing", "`licence:`"),
    Fault("provision lacks cite", STALLS, "    cite: section 1\n", "", "id: stalls-s1\n    inst", "`cite` is missing"),
    Fault("version lacks in_force", STALLS, "        in_force:\n          - {from: 2020-01-01}\n", "",
          "id: second", "`in_force` is missing"),
    Fault("authority lacks says", STALLS, "    says: A tent may be large.\n", "", "id: baker", "`says` is missing"),
    Fault("fact lacks question", FACTS, "    question: Does the stall sell food?\n", "",
          "id: sells_food", "`question` is missing"),
    Fault("fact lacks ask", FACTS, "    proof: Look at it.\n    ask: hirer\n", "    proof: Look at it.\n",
          "id: stall_kind", "`ask` is missing"),
    Fault("presumption lacks why", FACTS, "      why: Most people forget.\n", "",
          "answer: never", "`why` is missing"),
    Fault("rule lacks requires", STALLS, f"    {MARKET}\n", "", "id: market\n", "`requires` is missing"),
    Fault("rule lacks holds", STALLS, "    holds: The stall is large.\n", "",
          "id: large-stall", "`holds` is missing"),
    Fault("reading lacks argument", STALLS, "      argument: A pram can go round it.\n", "",
          "reading: It is not.", "`argument` is missing"),
    Fault("weighing lacks judgement", STALLS, "    judgement: The weights are made up.\n", "",
          "id: stall-size", "`judgement` is missing"),
    Fault("prohibition lacks elements", STALLS, "    elements: [large-stall]\n", "",
          "id: no-stall", "`elements` is missing"),

    Fault("unknown section", STALLS, "caveats:", "caveat:", "caveat:", "there is no `caveat` here", "`caveats`"),
    Fault("unknown key of the rulebook", RULEBOOK, "  version: 0.0.1\n", "  version: 0.0.1\n  versoin: 2\n",
          "versoin", "there is no `versoin` here", "`version`"),
    Fault("unknown key of a fact", FACTS, "    proof: Look at it.\n", "    proof: Look at it.\n    prof: x\n",
          "prof:", "there is no `prof` here", "`proof`"),
    Fault("unknown key of a rule", STALLS, "    words: a permit\n", "    words: a permit\n    word: x\n",
          "word:", "there is no `word` here", "`words`"),
    Fault("unknown key of a version", STALLS, "        checked_on: 2024-01-02\n",
          "        checked_on: 2024-01-02\n        checked_at: home\n",
          "checked_at", "there is no `checked_at` here", "`checked_on`"),
    Fault("unknown key of days", STALLS, "{from: 2020-01-01}", "{from: 2020-01-01, form: 2020-01-01}",
          "form: 2020", "there is no `form` here", "`from`"),
    Fault("unknown key of a reading", STALLS, "      reading: It is not.\n",
          "      reading: It is not.\n      readings: x\n", "readings:", "there is no `readings` here", "`reading`"),
    Fault("unknown key of a presumption", FACTS, "      answer: never\n", "      answer: never\n      answers: x\n",
          "answers: x", "there is no `answers` here", "`answer`"),

    Fault("extent is no list", STALLS, "extent: [england, wales]", "extent: england",
          "england\n", "`extent` cannot be read"),
    Fault("kind is none of the choices", STALLS, "kind: statute", "kind: law", "law\n    extent",
          "'statute', 'regulations' or 'order'"),
    Fault("about is none of the choices", FACTS, "about: action", "about: market", "market\n    goes_to",
          "'action' or 'cover'"),
    Fault("answers are a list", FACTS, "      yes: It is a market day.\n      no: It is no market day.\n",
          "      [yes, no]\n", "[yes, no]", "`answers` cannot be read"),
    Fault("weight is no number", STALLS, "{yes: 1, no: 0}", "{yes: 1, no: none}", "none}", "cannot be read"),
    Fault("binds is none of the choices", STALLS, "binds: hirer", "binds: baker", "baker\n", "'hirer' or 'supplier'"),
    Fault("elements are no list", STALLS, "elements: [large-stall]", "elements: large-stall",
          "large-stall\n    unless", "`elements` cannot be read"),
    Fault("title is a list", RULEBOOK, "title: The Street Stalls Act 1990, which nobody passed", "title: [a, b]",
          "[a, b]", "`title` cannot be read"),

    Fault("law_as_of is no date", RULEBOOK, "2024-01-02", "2024-02-30", "2024-02-30", "`law_as_of` cannot be read"),
    Fault("from is no date", STALLS, "{from: 2020-01-01}", "{from: 2020-13-01}", "2020-13-01",
          "`from` cannot be read"),
    Fault("to is no date", STALLS, "to: 2019-12-31", "to: 31/12/2019", "31/12/2019", "`to` cannot be read"),
    Fault("checked_on is no date", STALLS, "checked_on: 2024-01-02", "checked_on: yesterday", "yesterday",
          "`checked_on` cannot be read"),
    Fault("covered_from is no date", STALLS, "covered_from: 1990-01-01", "covered_from: 1990", "1990\n    before",
          "`covered_from` cannot be read"),

    Fault("two rules have one id", STALLS, "id: permit-in-hand", "id: market", "market\n    title: It is",
          "`rules` has two entries `market`", "stalls.yaml:"),
    Fault("two facts have one id", FACTS, "id: sells_food", "id: stall_kind", "stall_kind\n    about: cover\n"
          "    goes_to: the size of the stall\n    question: Does", "`facts` has two entries `stall_kind`"),

    Fault("unknown fact", STALLS, "permit_granted: yes", "permit_grantd: yes", "permit_grantd",
          "there is no fact `permit_grantd`", "`permit_granted`"),
    Fault("unknown answer", STALLS, MARKET, "requires: {market_day: perhaps}", "perhaps",
          "`market_day` has no answer `perhaps`", "yes, no"),
    Fault("unknown answer in a list", STALLS, MARKET, "requires: {market_day: [yes, perhaps]}", "perhaps",
          "`market_day` has no answer `perhaps`", "yes, no"),
    Fault("a date fact asked for a day", STALLS, "fee_paid_on: not-past", "fee_paid_on: never", "never",
          "`fee_paid_on` has no answer `never`", "past, not-past"),
    Fault("unknown nation", STALLS, "where: {nation: [england, wales]}", "where: {nation: [england, cornwall]}",
          "cornwall", "`nation` has no answer `cornwall`", "scotland"),
    Fault("unknown concept", STALLS, MARKET, "requires: large-stal", "large-stal\n",
          "there is no concept `large-stal`", "`large-stall`"),
    Fault("unknown question", STALLS, "question: middling-stall", "question: midling-stall", "midling-stall",
          "there is no question `midling-stall`", "`middling-stall`"),
    Fault("unknown weighing", STALLS, WEIGHT, "weight: {of: stal-size, at_least: 2}", "stal-size",
          "there is no weighing `stal-size`", "`stall-size`"),
    Fault("unknown provision of a rule", STALLS, "    provision: stalls-s1\n    words: a permit\n",
          "    provision: stalls-s2\n    words: a permit\n", "stalls-s2",
          "there is no provision `stalls-s2`", "`stalls-s1`"),
    Fault("unknown provision of a question", STALLS, "    provision: stalls-s1\n    arises:",
          "    provision: stalls-s2\n    arises:", "stalls-s2", "there is no provision `stalls-s2`", "`stalls-s1`"),
    Fault("unknown provision of a prohibition", STALLS, "    provision: stalls-s1\n    binds:",
          "    provision: stalls-s2\n    binds:", "stalls-s2", "there is no provision `stalls-s2`", "`stalls-s1`"),
    Fault("unknown provision of a caveat", STALLS, "    provision: stalls-s1\n    authorities:",
          "    provision: stalls-s2\n    authorities:", "stalls-s2",
          "there is no provision `stalls-s2`", "`stalls-s1`"),
    Fault("unknown version", STALLS, "version: second", "version: secnd", "secnd",
          "there is no version `secnd`", "`second`"),
    Fault("unknown version to replace", STALLS, "      - id: second\n", "      - id: second\n        replaces: frist\n",
          "frist", "there is no version `frist`", "`first`"),
    Fault("a version replaces itself", STALLS, "      - id: second\n", "      - id: second\n        replaces: second\n",
          "second\n        in_force", "`second`"),
    Fault("unknown authority of a reading", STALLS, "      authorities: [baker-v-town]",
          "      authorities: [baker-v-twon]", "baker-v-twon",
          "there is no authority `baker-v-twon`", "`baker-v-town`"),
    Fault("unknown authority of a caveat", STALLS, "    authorities: [baker-v-town]\n    where",
          "    authorities: [baker-v-twon]\n    where", "baker-v-twon", "there is no authority `baker-v-twon`"),
    Fault("unknown element", STALLS, "elements: [large-stall]", "elements: [large-stal]", "large-stal]",
          "there is no concept `large-stal`", "`large-stall`"),
    Fault("unknown exception", STALLS, "unless: [permit-in-hand, market]", "unless: [permit-in-hand, markt]", "markt]",
          "there is no concept `markt`", "`market`"),
    Fault("unknown main prohibition", RULEBOOK, "main_prohibition: no-stall", "main_prohibition: no-stal",
          "no-stal\n", "there is no prohibition `no-stal`", "`no-stall`"),

    Fault("a rule needs itself", STALLS, MARKET, "requires: market", "market\n    holds: It is",
          "it is defined in a circle: market > market"),
    Fault("a rule needs itself through a question", STALLS, "{weight: {of: stall-size, at_least: 1, at_most: 1}}",
          "large-stall", "any:\n", "it is defined in a circle: large-stall > large-stall"),
    Fault("two rules need each other", STALLS, RULES_END, rules("extra-2", "{not: extra-1}"), "extra-2\n    title",
          "it is defined in a circle: extra-1 > extra-2 > extra-1"),

    Fault("words are not in the text", STALLS, "words: a permit\n", "words: a licence\n", "a licence",
          "these words do not stand in section 1", "…"),
    Fault("words are in the wrong order", STALLS, "words: set up a large stall … without a permit",
          "words: without a permit … set up a large stall", "without a permit … set",
          "these words do not stand in section 1"),
    Fault("words are in another version only", STALLS, "version: second", "version: first",
          "save on a market day\n    req",
          "these words do not stand in section 1"),

    Fault("two versions overlap", STALLS, "to: 2019-12-31", "to: 2020-01-01", "{from: 2020-01-01}",
          "on 2020-01-01 two versions are in force", "the day before"),
    Fault("days end before they start", STALLS, "to: 2019-12-31", "to: 1989-12-31", "{from: 1990-01-01, to: 1989",
          "it ends on 1989-12-31, before it starts on 1990-01-01", "swap"),
    Fault("a version has neither text nor summary", STALLS,
          "        text: No person shall set up a large stall in a street without a permit.\n", "",
          "id: first", "a version needs a text or a summary"),
    Fault("a version does not say whether it is checked", STALLS, "        unchecked: Nobody could look.\n", "",
          "id: second", "a version needs `checked_on`, or `unchecked`"),

    Fault("a fact has one answer", FACTS, "      no: It is no market day.\n", "", "yes: It is a market day.",
          "a fact needs two answers or more"),
    Fault("an answer is called unknown", FACTS, "      no: It is no market day.\n",
          "      no: It is no market day.\n      unknown: Who knows.\n", "yes: It is a market day.",
          "`unknown` is never an answer of its own"),
    Fault("a date fact lacks the statement of its date", FACTS, "      date: The fee was paid on {date}.\n", "",
          "never: The fee", "a date fact needs statements for: date"),
    Fault("a date fact lacks the statement of a past day", FACTS,
          "      past: The fee was paid on or before {date}.\n", "", "date: The fee",
          "a date fact needs statements for: past"),
    Fault("takes_effect is none of the choices", FACTS, "takes_effect: on-the-day", "takes_effect: at-once",
          "at-once", "'on-the-day' or 'after-next-working-day'"),
    Fault("the presumed answer is not an answer", FACTS, "answer: never", "answer: nevr", "nevr",
          "there is no answer `nevr`", "`never`"),
    Fault("a fact is called nation", FACTS, "facts:\n", "facts:\n" + NEW_FACT.replace("NAME", "nation"),
          "nation\n    about", "`nation` is not free as a fact's id"),
    Fault("a fact is called action_kind", FACTS, "facts:\n", "facts:\n" + NEW_FACT.replace("NAME", "action_kind"),
          "action_kind\n    about", "`action_kind` is not free as a fact's id"),
    Fault("a fact is called like a word of conditions", FACTS, "facts:\n", "facts:\n" + NEW_FACT.replace("NAME", "all"),
          "all\n    about", "`all` is not free as a fact's id"),
    Fault("a fact is called like an open question", FACTS, "facts:\n",
          "facts:\n" + NEW_FACT.replace("NAME", "middling-stall"), "middling-stall\n    about", "`middling-stall`"),

    Fault("a weighing lacks a weight", STALLS, "{yes: 1, no: 0}", "{yes: 1}", "{yes: 1}",
          "`sells_food` needs a weight for each of: yes, no", "0"),
    Fault("a weighing weighs an answer that there is not", STALLS, "{yes: 1, no: 0}", "{yes: 1, no: 0, tea: 2}",
          "{yes: 1, no: 0, tea", "`sells_food` needs a weight for each of: yes, no"),
    Fault("a weighing weighs a fact that there is not", STALLS, "sells_food: {yes: 1, no: 0}",
          "sells_foood: {yes: 1, no: 0}", "{yes: 1, no: 0}", "there is no fact `sells_foood`", "`sells_food`"),
    Fault("two rules define one concept", STALLS, RULES_END,
          rules("market", defines="    defines: large-stall\n"), "extra-1",
          "`large-stall` defines `large-stall` too, on the same days", "version"),
    Fault("a verdict has no sentence", STALLS,
          "      arguable: Whether the stall {be} banned is anybody's guess.\n", "",
          "prohibited: The stall {be} banned", "there is no sentence for: arguable"),
    Fault("a sentence is for no verdict", STALLS, "      arguable: Whether",
          "      allowed: The stall {be} fine.\n      arguable: Whether", "The stall {be} fine.", "`allowed`"),

    Fault("a condition has two keys", STALLS, MARKET, "requires: {market_day: yes, sells_food: yes}",
          "{market_day: yes, s", "a condition must be one name or one `key: value`"),
    Fault("a condition is a list", STALLS, MARKET, "requires: [large-stall]", "[large-stall]\n    holds",
          "a condition must be one name or one `key: value`"),
    Fault("all has an empty list", STALLS, MARKET, "requires: {all: []}", "[]", "`all` needs a list of conditions"),
    Fault("any has no list", STALLS, MARKET, "requires: {any: large-stall}", "large-stall}",
          "`any` needs a list of conditions"),
    Fault("a fact has an empty list of answers", STALLS, MARKET, "requires: {market_day: []}", "[]",
          "`market_day` needs an answer, or a list of answers"),
    Fault("a weight has no bounds", STALLS, WEIGHT, "weight: {of: stall-size}", "{of: stall-size}",
          "`weight` needs `of` and a bound"),
    Fault("a weight has no weighing", STALLS, WEIGHT, "weight: {at_least: 2}", "{at_least: 2}",
          "`weight` needs `of` and a bound"),
    Fault("a weight has an unknown key", STALLS, WEIGHT, "weight: {of: stall-size, at_least: 2, at_lest: 3}",
          "{of: stall-size, at_least: 2, ", "`weight` needs `of` and a bound, and nothing else"),
    Fault("a weight has a bound of half a point", STALLS, WEIGHT, "weight: {of: stall-size, at_least: 1.5}", "1.5",
          "`at_least` must be a whole number"),
    Fault("a question is a list", STALLS, "question: middling-stall", "question: [middling-stall]", "[middling-stall]",
          "`question` needs the id of an open question"),
    Fault("an exception to a rule is a list", STALLS, "words: a permit\n", "words: a permit\n    unless: [market]\n",
          "[market]", "a condition must be one name or one `key: value`"),
    Fault("an exception to a prohibition is no list", STALLS, "unless: [permit-in-hand, market]", "unless: market",
          "market\n    in_force", "`unless` cannot be read"),

    Fault("a letter lacks its subject", LETTERS, "    subject: Your stall\n", "", "id: hirer", "`subject` is missing"),
    Fault("a letter goes to nobody that there is", LETTERS, "id: hirer", "id: mayor", "mayor", "`id` cannot be read"),
    Fault("a letter is about no prohibition", LETTERS, "no-stall\n    subject", "x\n    subject",
          "x\n    subject", "there is no prohibition `x`", "no-stall"),
    Fault("a part of a letter is of no prohibition", LETTERS, "        block: questions",
          "        prohibition: x\n        block: questions", "x\n        block", "there is no prohibition `x`"),
    Fault("a part of a letter has no such block", LETTERS, "block: questions", "block: question", "question\n",
          "`block` cannot be read"),
    Fault("a part of a letter has no such stage", LETTERS, "block: questions", "stages: [planned]", "planned",
          "cannot be read"),
    Fault("a part of a letter is for no verdict", LETTERS, "when: [undetermined]", "when: [unsure]", "unsure",
          "cannot be read"),
    Fault("a part of a letter rests on no provision", LETTERS, "stalls-s1", "stalls-s9", "stalls-s9",
          "there is no provision `stalls-s9`", "`stalls-s1`"),
    Fault("a part of a letter rests on no authority", LETTERS, "[baker-v-town]", "[baker-v-city]", "baker-v-city",
          "there is no authority `baker-v-city`"),
    Fault("a part of a letter tells of no fact", LETTERS, "block: questions", "facts: [sells_tea]",
          "sells_tea", "there is no fact `sells_tea`", "`sells_food`"),
    Fault("an entry of a letter asks no fact", LETTERS, "block: questions", "items: [{text: x, facts: [sells_tea]}]",
          "sells_tea", "there is no fact `sells_tea`"),
    Fault("a part of a letter asks no fact", LETTERS, "{nation: england}", "{sells_tea: yes}", "sells_tea",
          "there is no fact `sells_tea`"),
    Fault("a body enforces no prohibition", LETTERS, "no-stall\n    in_office", "x\n    in_office",
          "x\n    in_office", "there is no prohibition `x`"),
    Fault("a body has no days in office", LETTERS, "    in_office: {from: 1990-01-01, to: 2020-12-31}\n", "",
          "id: beadle", "`in_office` is missing"),

    Fault("not YAML", STALLS, "words: a permit\n", "words: a permit: x\n", ": x\n", "this is not valid YAML", "quotes"),
    Fault("a key is given twice", STALLS, "    words: a permit\n", "    words: a permit\n    words: a permit \n",
          "words: a permit \n", "`words` is given twice"),
    Fault("an anchor", STALLS, "words: a permit\n", "words: &x a permit\n", "&x", "the anchor &x is not allowed"),
    Fault("an alias", STALLS, "words: a permit\n", "words: *x\n", "*x", "the alias *x is not allowed"),
    Fault("a tag", STALLS, "words: a permit\n", "words: !!str a permit\n", "!!str", "is not allowed"),
)
# fmt: on


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.name.replace(" ", "-") for fault in FAULTS])
def test_a_fault_is_named_with_its_place_and_a_hint(fault: Fault, permit: Path) -> None:
    file = permit / fault.file
    text = file.read_text(encoding="utf-8")
    assert text.count(fault.old) == 1, f"{fault.old!r} stands {text.count(fault.old)} times in {fault.file}"
    changed = text.replace(fault.old, fault.new)
    file.write_text(changed, encoding="utf-8")
    line, column = place_of(changed, fault.at)

    problem = the_problem_of(permit)

    assert str(problem.place) == f"{permit}/{fault.file}:{line}:{column}"
    assert problem.place.quoted == changed.split("\n")[line - 1]
    assert fault.says in problem.message
    assert fault.hint in (problem.hint or "")


def test_two_provisions_of_different_files_have_one_id(permit: Path) -> None:
    text = (permit / "stalls.yaml").read_text(encoding="utf-8")
    provisions = text[: text.index("authorities:")]
    (permit / "tents.yaml").write_text(provisions, encoding="utf-8")
    problem = the_problem_of(permit)
    assert str(problem.place) == f"{permit}/tents.yaml:2:9"
    assert problem.message == "`provisions` has two entries `stalls-s1`"
    assert f"{permit}/stalls.yaml:2" in (problem.hint or "")


def test_two_versions_of_a_provision_have_one_id(permit: Path) -> None:
    file = permit / "stalls.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("second", "first"), encoding="utf-8")
    problem = the_problem_of(permit)
    assert "`first`" in problem.message


def test_two_files_say_what_the_rulebook_is(permit: Path) -> None:
    (permit / "second.yaml").write_bytes((permit / "rulebook.yaml").read_bytes())
    problem = the_problem_of(permit)
    assert str(problem.place) == f"{permit}/second.yaml:2:3"
    assert "one file must hold `rulebook:`" in problem.message
    assert problem.hint == "keep one"


def test_no_file_says_what_the_rulebook_is(permit: Path) -> None:
    (permit / "rulebook.yaml").unlink()
    problem = the_problem_of(permit)
    assert str(problem.place) == str(permit)
    assert "one file must hold `rulebook:`" in problem.message
    assert problem.hint != "keep one"


def test_a_folder_without_rule_files_is_refused(tmp_path: Path) -> None:
    problem = the_problem_of(tmp_path)
    assert str(problem.place) == str(tmp_path)
    assert problem.message == "there are no rule files here"


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    problem = the_problem_of(tmp_path / "nowhere")
    assert str(problem.place) == str(tmp_path / "nowhere")
    assert "No such file or directory" in problem.message


def test_a_file_in_place_of_a_folder_is_refused(permit: Path) -> None:
    problem = the_problem_of(permit / "facts.yaml")
    assert "Not a directory" in problem.message


def test_a_rule_file_that_is_empty_is_refused(permit: Path) -> None:
    (permit / "more.yaml").touch()
    problem = the_problem_of(permit)
    assert str(problem.place) == f"{permit}/more.yaml:1:1"
    assert problem.message == "the file is empty"


def test_a_rule_file_that_is_a_list_is_refused(permit: Path) -> None:
    (permit / "more.yaml").write_text("- facts\n", encoding="utf-8")
    problem = the_problem_of(permit)
    assert str(problem.place) == f"{permit}/more.yaml:1:1"


def test_a_rule_file_that_is_not_utf_8_is_refused(permit: Path) -> None:
    (permit / "more.yaml").write_bytes(b"facts: []\n# caf\xe9\n")
    problem = the_problem_of(permit)
    assert str(problem.place) == f"{permit}/more.yaml:2:6"
    assert problem.message == "the text is not UTF-8"


def test_faults_of_several_files_are_told_together(permit: Path) -> None:
    for name, old in (("facts.yaml", "    ask: public-record\n"), ("rulebook.yaml", PERMIT_LICENCE)):
        file = permit / name
        file.write_text(file.read_text(encoding="utf-8").replace(old, ""), encoding="utf-8")
    places = [str(problem.place) for problem in problems_of(permit)]
    assert [place.rpartition("/")[2].partition(":")[0] for place in places] == ["facts.yaml"] * 2 + ["rulebook.yaml"]


def test_files_that_are_not_yaml_are_left_alone(permit: Path) -> None:
    (permit / "notes.txt").write_text("not: [yaml", encoding="utf-8")
    (permit / "tests" / "cases.yaml").write_text("also: [not", encoding="utf-8")
    assert load_rulebook(permit).law.identity.id == "street-stalls"
