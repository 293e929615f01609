"""Letters: golden ones for both Barnet stories, nothing alleged said as if it were so, blanks, the tense of a stage.

``UPDATE_GOLDEN=1`` rewrites the golden files.
"""

from __future__ import annotations

import os
import random
import re
from datetime import date
from pathlib import Path

import pytest

from reg7check.arrangement import Answer, Arrangement, Evidence, Party, Span
from reg7check.report.document import Document
from reg7check.report.letters.sourced import Sources
from reg7check.report.markdown import markdown_reports
from reg7check.report.text import text_reports

from .letters import ADDRESSEES, DATED, EXAMPLES, example, letter, letters, load_rulebook, said_as_if_so, sentences

GOLDEN = Path(__file__).parent / "golden" / "letters"
BARNET = ("barnet-2024-04-flex360", "barnet-2024-05-duty-provider")
DAYS = {BARNET[0]: date(2024, 4, 12), BARNET[1]: date(2024, 5, 20)}
LAW = load_rulebook().law


def text(document: Document) -> str:
    return " ".join(text_reports([document]).split())


def staged(stage: str | None, name: str = BARNET[1]) -> Arrangement:
    arrangement = example(name)
    return arrangement._replace(cover=tuple(each._replace(stage=stage) for each in arrangement.cover))


def golden(name: str, content: str) -> None:
    file = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(content, encoding="utf-8", newline="\n")
    assert content == file.read_text(encoding="utf-8")


# Golden letters


@pytest.mark.parametrize("to", ADDRESSEES)
@pytest.mark.parametrize("name", BARNET)
def test_each_letter_of_both_barnet_stories_is_the_golden_one(name: str, to: str) -> None:
    document = letter(
        example(name), to, DAYS[name], public_body="is" if to == "hirer" else "not-said", reply_by=date(2024, 5, 31)
    )
    golden(f"{name}.{to}.txt", text_reports([document]))
    golden(f"{name}.{to}.md", markdown_reports([document]))


def test_a_letter_to_the_regulator_after_7_april_2026_is_the_golden_one() -> None:
    document = letter(example(BARNET[1]), "regulator", date(2026, 5, 5))
    golden("barnet-2024-05-duty-provider.regulator.2026.txt", text_reports([document]))


@pytest.mark.parametrize("to", ADDRESSEES)
@pytest.mark.parametrize("name", BARNET)
def test_the_text_is_a_plain_letter_of_80_columns(name: str, to: str) -> None:
    for line in text_reports([letter(example(name), to)]).splitlines():
        assert len(line) <= 80
        assert line == line.rstrip()


# What is alleged


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_letter_of_an_example_says_what_is_alleged_as_if_it_were_so(name: str) -> None:
    for document in letters(example(name)):
        assert said_as_if_so(document, example(name), LAW) == []


@pytest.mark.parametrize("seed", range(12))
def test_no_letter_says_what_is_alleged_as_if_it_were_so_whatever_the_sources(seed: int) -> None:
    arrangement = sourced_at_random(random.Random(seed))
    for document in letters(arrangement):
        assert said_as_if_so(document, arrangement, LAW) == []


def sourced_at_random(chance: random.Random) -> Arrangement:
    """Return an example whose answers have other sources, or are disputed, or agreed by two parties, by chance."""
    arrangement = example(chance.choice([BARNET[0], BARNET[1], "agency-supply", "repudiated-action"]))
    parties = [*arrangement.parties]
    papers = [*arrangement.evidence]

    def source(name: str, answer: Answer) -> Answer:
        value = answer.agreed
        bare = Answer(value)
        two = chance.sample(parties, 2)
        others = [each for each in LAW.facts[name].choices if each != value]
        if value in (None, "unknown") or not others:
            return answer
        return chance.choice(
            [
                bare,
                bare._replace(says=chance.choice(parties)),
                bare._replace(evidence=(chance.choice(papers),)),
                bare._replace(by_party=tuple((party, value) for party in two)),
                Answer(None, by_party=((two[0], value), (two[1], chance.choice(others)))),
            ]
        )

    return arrangement._replace(
        actions=tuple(
            each._replace(facts={name: source(name, answer) for name, answer in each.facts.items()})
            for each in arrangement.actions
        ),
        cover=tuple(
            each._replace(facts={name: source(name, answer) for name, answer in each.facts.items()})
            for each in arrangement.cover
        ),
    )


def test_the_check_on_what_is_alleged_fails_where_a_letter_leaves_out_who_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with_source = Sources.statement
    monkeypatch.setattr(Sources, "statement", lambda self, use: with_source(self, use).split(" that ", 1)[1])
    document = letter(example("agency-supply"), "regulator")
    assert len(said_as_if_so(document, example("agency-supply"), LAW)) > 10


def test_the_check_on_what_is_alleged_fails_where_a_letter_names_somebody_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Sources, "party", lambda *_: "Somebody")
    document = letter(example(BARNET[1]), "regulator")
    assert said_as_if_so(document, example(BARNET[1]), LAW)


def test_the_check_on_what_is_alleged_fails_where_a_letter_states_one_side_of_a_dispute(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def one_side(self: Sources, use: object) -> str:
        party, value = use.answer.by_party[0]
        return self.statement(use._replace(answer=Answer(value, says=party)))

    monkeypatch.setattr(Sources, "dispute", one_side)
    document = letter(example(BARNET[0]), "regulator")
    assert said_as_if_so(document, example(BARNET[0]), LAW) == [
        "Barnet UNISON says that these workers do duties that the first workers normally do."
    ]


def test_a_disputed_fact_is_a_question_with_what_each_side_says() -> None:
    told = [each for each in sentences(letter(example(BARNET[0]), "regulator")) if "says yes" in each]
    assert told == ["Barnet UNISON says yes; Flex360, part of the RT Group says no (documents 7, 10 and 12)."]


def test_an_answer_rests_on_the_paper_that_backs_it_where_nobody_is_named() -> None:
    assert (
        "We understand from document 4 (from Ashmere Borough Council) that the hirer has told the supplier that these"
        " workers are needed because of the action." in text(letter(example("agency-supply"), "regulator"))
    )


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_letter_never_tells_a_note_of_the_file(name: str) -> None:
    """Notes are the rep's own remarks; a letter goes to others."""
    arrangement = example(name)
    places = (*arrangement.actions, *arrangement.cover)
    for document in letters(arrangement):
        told = text(document)
        for answer in (answer for place in places for answer in place.facts.values()):
            assert answer.note is None or " ".join(answer.note.split()) not in told


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_letter_says_that_the_law_is_broken_only_where_the_verdict_is_that(name: str) -> None:
    for document in letters(example(name)):
        told = text(document)
        for sentence in re.findall(
            r"[^.]*\b(?:is|was|would be|would have been) (?:prohibited|forbidden)\b[^.]*\.", told
        ):
            assert any(
                word in sentence
                for word in ("On what is known, ", "It cannot yet be said whether ", "Whether ", "depends on")
            ), sentence


# Blanks


def test_what_the_file_lacks_is_a_blank() -> None:
    arrangement = staged(None)
    arrangement = arrangement._replace(
        reference=None,
        parties={each.id: each for each in arrangement.parties.values() if each.role != "union"}
        | {"unison": Party("unison", "Barnet UNISON", "other")},
        actions=tuple(each._replace(workers=None) for each in arrangement.actions),
    )
    told = text(letter(arrangement, "supplier"))
    for lacking in (
        "your address, telephone number and email address",
        "name and post of whoever should read this",
        "the address of The duty provider (not named)",
        "the name of the union",
        "who is taking part in the action",
        "the date by which you ask for a reply",
        "signature",
        "name and post of whoever signs",
    ):
        assert f"[to fill in: {lacking}]" in told
    assert "Our reference" not in told


@pytest.mark.parametrize("to", ADDRESSEES)
def test_a_text_of_a_starter_file_that_is_still_to_be_filled_in_is_a_blank(to: str) -> None:
    arrangement = example("agency-supply")
    parties = {
        name: each._replace(name=f"TO FILL IN: the name of the {name}") for name, each in arrangement.parties.items()
    }
    arrangement = arrangement._replace(
        reference="TO FILL IN",
        parties=parties,
        evidence={name: each._replace(what="TO FILL IN") for name, each in arrangement.evidence.items()},
        actions=tuple(each._replace(workers="TO FILL IN (who strikes)") for each in arrangement.actions),
        cover=tuple(each._replace(what="TO FILL IN - what it does") for each in arrangement.cover),
    )
    told = text(letter(arrangement, to))
    assert "TO FILL IN" not in told
    assert "[to fill in: the name of the union]" in told
    assert "[to fill in: what it does]" in told
    assert "[to fill in: (who strikes)]" in told
    assert "[to fill in: your reference]" in told
    assert "“[to fill in" not in told


def test_a_text_that_only_begins_with_these_words_is_no_blank() -> None:
    arrangement = example(BARNET[1])
    cover = tuple(each._replace(what="To fill in for those on strike") for each in arrangement.cover)
    assert "“To fill in for those on strike”" in text(letter(arrangement._replace(cover=cover), "supplier"))


def test_what_the_union_can_answer_is_a_blank_to_the_regulator_and_is_not_asked_of_the_hirer() -> None:
    question = "Which union, if any, are the first workers members of?"
    assert f"[to fill in: {question}]" in text(letter(example(BARNET[0]), "regulator"))
    assert question not in text(letter(example(BARNET[0]), "hirer"))


def test_the_words_of_a_file_never_stand_for_others() -> None:
    arrangement = example(BARNET[1])
    cover = tuple(each._replace(what="Does {hirer} and {verdict}") for each in arrangement.cover)
    assert "“Does {hirer} and {verdict}”" in text(letter(arrangement._replace(cover=cover), "supplier"))


def test_quotation_marks_within_a_quotation_are_single() -> None:
    assert "“Barnet UNISON claimed that it was unlawful ‘strike breaking’.”" in text(
        letter(example(BARNET[0]), "regulator")
    )


# Stages


@pytest.mark.parametrize(
    ("stage", "understood", "asked"),
    [
        ("proposed", "cover for this action is proposed", "that you will not supply workers"),
        ("agreed", "cover for this action is agreed", "that you will not supply workers"),
        ("under-way", "is under way, and that you supply it", "for as long as the action goes on you will not supply"),
        ("ended", "you supplied this cover for the action", "This cover is over. Should you be asked for it again"),
        ("withdrawn", "it has been withdrawn", "we ask nothing about it now. Should it be revived"),
        (None, "there is, or may be, cover", "that you will not supply workers"),
    ],
)
def test_the_stage_of_the_cover_is_the_tense_of_the_letter_to_the_supplier(
    stage: str | None, understood: str, asked: str
) -> None:
    told = text(letter(staged(stage), "supplier"))
    assert understood in told
    assert asked in told
    assert told.count("What we ask") == 1


@pytest.mark.parametrize("stage", ["ended", "withdrawn"])
def test_nobody_is_asked_to_confirm_that_what_is_over_will_not_be(stage: str) -> None:
    assert "Please confirm" not in text(letter(staged(stage), "supplier"))


def test_the_regulator_is_not_asked_to_act_on_what_was_withdrawn() -> None:
    told = text(letter(staged("withdrawn"), "regulator"))
    assert "we do not ask you to act on it now" in told
    assert "Please look into this" not in told


# What the letters say


def test_a_public_body_gets_a_definite_request_under_the_act_of_its_nation() -> None:
    england = text(letter(example(BARNET[1]), "hirer", public_body="is"))
    assert "It is made under section 1 of the Freedom of Information Act 2000, by [to fill in: full name" in england
    assert "not later than the twentieth working day" in england
    scotland = text(letter(example(BARNET[1])._replace(nation="scotland"), "hirer", public_body="is"))
    assert "section 1 of the Freedom of Information (Scotland) Act 2002, by" in scotland
    assert (
        "If you are an authority of the United Kingdom and not a Scottish one, it is made under section 1" in scotland
    )
    assert "Scotland" not in england
    for nation in (england, scotland):
        assert "unless regulations give you longer" in nation


def test_who_is_no_public_body_gets_no_such_request_and_who_may_be_is_asked_to_treat_it_as_one() -> None:
    assert "Freedom of" not in text(letter(example(BARNET[1]), "hirer", public_body="is-not"))
    assert "If you are a public authority, please treat" in text(letter(example(BARNET[1]), "hirer"))


def test_the_hirer_is_asked_each_open_fact_once_in_the_words_of_the_rulebook_its_own_first() -> None:
    told = text(letter(example(BARNET[1]), "hirer"))
    asked = re.findall(r"(?<= )\d+\. (.*?\?)", told)
    questions = {fact.question: fact.ask for fact in LAW.facts.values()}
    assert len(asked) == len(set(asked)) == 16
    assert [questions[each] == "hirer" for each in asked] == [True] * 10 + [False] * 6


def test_documents_are_asked_for_only_where_a_fact_that_they_show_is_open() -> None:
    assert "messages about moving your own staff" in text(letter(example(BARNET[0]), "hirer"))
    assert "messages about moving your own staff" not in text(letter(example(BARNET[1]), "hirer"))


def test_all_strands_of_one_hirer_are_in_one_letter_with_running_numbers() -> None:
    arrangement = example(BARNET[1])
    second = arrangement.cover[0]._replace(id="second", what="Answers the telephone", supplier=None)
    told = text(letter(arrangement._replace(cover=(*arrangement.cover, second)), "hirer"))
    assert "“Answers the telephone”, from [to fill in: the name of the supplier]" in told
    numbers = [int(each) for each in re.findall(r" (\d+)\. [A-Z][^.?]*\?", told)]
    assert numbers == list(range(1, 33))


def test_the_enforcement_body_is_the_one_in_office_on_the_letters_day() -> None:
    before = text(letter(example(BARNET[1]), "regulator", date(2026, 4, 6)))
    assert "The Employment Agency Standards Inspectorate [to fill in: the address of the Employment Agency" in before
    assert "Fair Work Agency" not in before
    after = text(letter(example(BARNET[1]), "regulator", date(2026, 4, 7)))
    assert "The Fair Work Agency [to fill in: the address of the Fair Work Agency]" in after
    assert "the body in office was the Employment Agency Standards Inspectorate" in after


def test_a_verdict_of_some_days_alone_is_said_of_these() -> None:
    told = text(letter(example("repudiated-action"), "supplier"))
    assert "We say this of 20 May 2024 to 28 May 2024 only." in told


def test_a_supplier_that_is_clear_only_for_want_of_knowledge_is_told_so() -> None:
    arrangement = example("agency-supply")
    (strand,) = arrangement.cover
    unknowing = {
        "supplier_knows": Answer("no"),
        "supplier_told_on": Answer("never"),
        "widely_reported": Answer("no"),
        "reason_hirer_gave": Answer("none"),
    }
    arrangement = arrangement._replace(cover=(strand._replace(facts={**strand.facts, **unknowing}),))
    told = text(letter(arrangement, "supplier"))
    assert "It is outside regulation 7 only because, so far as we know, you neither knew of the action" in told
    assert "only because" not in text(letter(example("contracted-out-service"), "supplier"))


def test_an_open_question_of_law_is_told_with_both_readings() -> None:
    told = text(letter(example("contractor-staffed-by-agency"), "regulator", strand="agency-porters"))
    question = LAW.open_questions["another-employers-strikers"]
    assert " ".join(question.question.split()) in told
    assert "One reading: " in told
    assert "The other: " in told


def test_a_welsh_authority_is_told_of_its_own_ban_only() -> None:
    told = text(letter(example("welsh-authority-2022"), "hirer", DATED))
    assert "was forbidden to the hirer by section 2 of the Trade Union (Wales) Act 2017" in told
    assert "regulation 7" not in told


def test_a_welsh_authority_is_told_what_its_verdict_rests_on() -> None:
    told = text(letter(example("welsh-authority-2022"), "hirer", DATED))
    assert "We understand that the hirer is a devolved Welsh authority (no source is noted in our file)." in told
    assert "We have assumed that the union has never repudiated the action" in told
    assert "We can send you copies of these. 1. Rota of the Bryn Awel care home" in told


def test_a_welsh_authority_is_asked_what_its_own_ban_turns_on_and_nothing_twice() -> None:
    told = text(letter(unsettled("welsh-authority-2022"), "hirer", DATED))
    assert "Please treat these as a request for recorded information." in told
    assert told.count("Do the hirer's managers tell these workers") == 1
    (strand,) = unsettled("welsh-authority-2022").cover
    today = strand._replace(dates=(Span(date(2024, 11, 7), date(2024, 11, 18)),))
    arrangement = unsettled("welsh-authority-2022")
    action = arrangement.actions[0]._replace(dates=today.dates)
    told = text(letter(arrangement._replace(cover=(today,), actions=(action,)), "hirer", DATED))
    assert "The Welsh ban" in told
    assert told.count("Do the hirer's managers tell these workers") == 1


def unsettled(name: str) -> Arrangement:
    """Return an example in which nobody says who directs the work, nor what was accepted."""
    arrangement = example(name)
    (strand,) = arrangement.cover
    left_out = ("hirer_directs_work", "agency_supply_admitted")
    facts = {fact: answer for fact, answer in strand.facts.items() if fact not in left_out}
    return arrangement._replace(cover=(strand._replace(facts=facts),))


def test_a_supplier_is_told_that_the_union_disowned_the_action() -> None:
    told = text(letter(example("repudiated-action"), "supplier"))
    assert "Bus and Coach Workers' Union says that the union repudiated the action on 24 May 2024." in told


def test_words_that_were_not_in_force_on_days_of_the_cover_are_said_to_be_so() -> None:
    told = text(letter(example("across-10-august-2023"), "supplier"))
    assert "These words were not in force on these days of the cover: 31 July 2023 to 9 August 2023." in told
    told = text(letter(example("welsh-authority-2022"), "supplier"))
    assert "These words were not in force on these days of the cover: 7 November 2022 to 18 November 2022." in told
    assert "not in force" not in text(letter(example("agency-supply"), "supplier"))


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_letter_that_says_prohibited_says_on_what_and_never_that_it_is_found(name: str) -> None:
    for document in letters(example(name)):
        told = text(document)
        if re.search(r"On what is known, this cover \S+ (prohibited|forbidden)", told):
            assert "We say so on what we have been told, or have assumed. We know of no court ruling on it." in told


def test_what_a_verdict_of_prohibited_presumes_is_said_to_the_supplier() -> None:
    told = text(letter(example("across-10-august-2023"), "supplier"))
    assert "What we have assumed" in told
    assert "We have assumed that the union has never repudiated the action" in told


def test_the_hirer_is_not_told_that_the_supplier_is_an_employment_business() -> None:
    told = text(letter(example("agency-supply"), "hirer"))
    assert "Regulation 7 binds an employment business that supplies workers. It does not bind the hirer." in told
    assert "binds the supplier" not in told


def test_what_is_so_of_one_strand_is_not_said_of_the_next() -> None:
    arrangement = example("agency-supply")
    (strand,) = arrangement.cover
    hired = strand._replace(id="second", what="Two drivers", facts={**strand.facts, "engaged_by": Answer("hirer")})
    told = text(letter(arrangement._replace(cover=(strand, hired)), "hirer"))
    assert "Of “Six agency loaders on the rounds of the striking loaders”, from Swiftcrew Staffing Ltd: On what" in told
    assert (
        "Of “Two drivers”, from Swiftcrew Staffing Ltd: On what is known, this cover is outside regulation 7." in told
    )
    first, _, second = told.partition("What is said, and by whom")[2].partition("“Two drivers”, from Swiftcrew")
    assert "the supplier employs or engages these workers" in first
    assert "the hirer itself employs or engages these workers" not in first
    assert "the hirer itself employs or engages these workers" in second


def test_a_document_is_told_with_its_date_giver_words_and_link() -> None:
    arrangement = example(BARNET[0])
    paper = Evidence("article", "The article", date(2024, 4, 17), "press", "A firm.", "https://example.org/a")
    arrangement = arrangement._replace(evidence={**arrangement.evidence, "article": paper})
    assert "1. The article, 17 April 2024, from Community Care: “A firm.” https://example.org/a" in text(
        letter(arrangement, "regulator")
    )
