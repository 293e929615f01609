"""Names left out of an arrangement: parties by their roles, people and places in brackets, whatever surrounds them."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reg7check import BadInput, load_rulebook
from reg7check.arrangement import Action, Answer, Arrangement, Evidence, Party, Span, Strand
from reg7check.arrangement.redaction import Redaction, named_further, redacted
from reg7check.arrangement.redaction.vocabulary import vocabulary
from reg7check.rulebook.wording import small_words

LAW = small_words(load_rulebook().law)
KNOWN = vocabulary(LAW, ())
BARNET = {
    "unison": Party("unison", "Barnet UNISON", "union"),
    "council": Party("council", "Barnet Council", "hirer"),
    "flex360": Party("flex360", "Flex360, part of the RT Group", "supplier"),
}
SEVERAL = {
    "council": Party("council", "Wexcombe City Council", "hirer"),
    "one": Party("one", "Kindly Care Staffing Ltd", "supplier"),
    "two": Party("two", "Swiftcrew & Sons", "supplier"),
    "dawn": Party("dawn", "Dawn Price", "worker"),
    "paper": Party("paper", "Community Care", "other"),
    "eas": Party("eas", "Office of Fair Work", "regulator"),
}
ORDINARY = {
    "a": Party("a", "Care", "hirer"),
    "b": Party("b", "The Union", "union"),
    "c": Party("c", "A", "supplier"),
    "d": Party("d", "UK", "other"),
}
ODD = {"a": Party("a", "A+B (C)", "hirer"), "b": Party("b", "[x]*", "supplier"), "c": Party("c", "!!!", "union")}


def arrangement_of(text: str, parties: dict[str, Party] = BARNET, **changes: object) -> Arrangement:
    hirer = next(iter(parties))
    days = (Span(date(2024, 4, 15), None),)
    strand = Strand("cover", "Covers the work", hirer, days, True, ("strike",), None, None, None, None, {})
    return Arrangement(
        file="secret.yaml",
        sha256="0" * 64,
        title="A strike",
        reference="secret-1",
        nation="england",
        parties=parties,
        evidence={"paper": Evidence("paper", text)},
        actions=(Action("strike", days, None, None, {}),),
        cover=(strand,),
    )._replace(**changes)


def without_names(text: str, parties: dict[str, Party] = BARNET, also: tuple[tuple[str, str | None], ...] = ()) -> str:
    return redaction_of(text, parties, also).arrangement.evidence["paper"].what


def redaction_of(
    text: str, parties: dict[str, Party] = BARNET, also: tuple[tuple[str, str | None], ...] = ()
) -> Redaction:
    arrangement = arrangement_of(text, parties)
    return redacted(arrangement, LAW, named_further(arrangement, also))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Barnet Council said so.", "The hirer said so."),
        ("They rang barnet council.", "They rang the hirer."),
        ("The Barnet Council offer", "The hirer's offer"),
        ("It is Barnet Council's rota, and FLEX360's.", "It is the hirer's rota, and the supplier's."),
        ("an Flex360 manager", "a supplier's manager"),
        ("the Flex360 staff; two Flex360s", "the supplier's staff; two the supplier"),
        ("anti-Barnet feeling in Barnet", "anti-[place] feeling in [place]"),
        ("LB Barnet, London Borough of Barnet, Barnet LBC", "The hirer, the hirer, the hirer"),
        ("BarnetCouncil and barnet-council and barnet_council", "The hirer and the hirer and the hirer"),
        ("Flex360, part of the RT Group, sent them", "The supplier sent them"),
        ("RT pulled out; so did the RT Group", "The supplier pulled out; so did the supplier"),
        ("Barnet\n   Council", "The hirer"),
        ("Bar\u00adnet Council, Ｂａｒｎｅｔ\u200b and B\u0430rnet", "The hirer, [place] and [name]"),
        ("We urge Barnet Unison, and Unison alone", "We urge the union, and the union alone"),
    ],
)
def test_a_party_is_told_by_its_role(text: str, told: str) -> None:
    assert without_names(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Kindly Care told Swiftcrew and Sons", "Supplier 1 told supplier 2"),
        ("the Kindly Care Staffing Ltd rota", "Supplier 1's rota"),
        ("Kindly reply. Kindly asked us. We asked Kindly.", "Kindly reply. Supplier 1 asked us. We asked supplier 1."),
        ("KCSL sent Swiftcrew's people", "Supplier 1 sent supplier 2's people"),
        ("Dawn rang. Dawn Price said that Ms Price had rung.", "A worker rang. A worker said that [name] had rung."),
        ("The Community Care article of Monday", "The third party article of Monday"),
        ("the Office of Fair Work wrote to Wexcombe", "the regulator wrote to [place]"),
    ],
)
def test_several_of_a_role_are_numbered_and_each_role_has_its_words(text: str, told: str) -> None:
    assert without_names(text, SEVERAL) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Care asked us for care; the care home of Care", "The hirer asked us for care; the care home of the hirer"),
        ("The Union says that a union may", "The union says that a union may"),
        ("A rota, and a rota of A", "A rota, and a rota of the supplier"),
        ("UK staff of UK", "A third party's staff of a third party"),
    ],
)
def test_a_name_that_is_an_ordinary_word_counts_with_its_capital(text: str, told: str) -> None:
    assert without_names(text, ORDINARY) == told


def test_a_name_may_be_made_of_anything() -> None:
    assert without_names("A+B (C) wrote: a+b? [y]* !!!", ODD) == "The hirer wrote: a+b? [y]* !!!"


def test_a_name_is_not_found_within_a_longer_word() -> None:
    parties = {"art": Party("art", "Art", "hirer"), "con": Party("con", "Rota Ltd", "supplier")}
    assert without_names("the article of a party on rotary art", parties) == "the article of a party on rotary art"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The branch secretary, John Burgess, told Sarah", "The branch secretary, [name], told [name]"),
        ("Mr. O'Brien, mrs odell and Dr J. R. Hartley-Jones", "[name], [name] and [name]"),
        ("John said so. Burgess said so. john burgess said so.", "[name] said so. [name] said so. [name] said so."),
        ("Mark rang. Will the agency come? I saw Will.", "[name] rang. Will the agency come? I saw [name]."),
        ("Price told us. The price is fixed.", "[name] told us. The price is fixed."),
        ("In May and on 3 June, May said no", "In May and on 3 June, [name] said no"),
        ("Priya Sharma, 李小龙, Владимир and Zoë", "[name], [name], [name] and [name]"),
        ("Amazon and GMB met Tesco in Leeds on Monday", "[name] and [name] met [name] in [name] on Monday"),
        ("JOHN BURGESS SAYS STRIKE", "[name] SAYS STRIKE"),
        ("We met Baker by the baker's", "We met [name] by the baker's"),
        ("the Deprivation of Liberty Safeguards (DoLS)", "the [name]"),
    ],
)
def test_people_and_others_go_without_anybody_naming_them(text: str, told: str) -> None:
    assert without_names(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "Payslip of one of the temporary sorters, shown to the union's rep",
        "Rota for Ward 7, week of 7 November 2022; band 5; items 2 and 3; 9am; the 1st",
        "Text message: top rates for cover shifts from Monday 3 June, 10,000 of them at £12.50",
        "The caption says “represented by the union”. Acas was told on 02/05/2024, for 2024-2025 and 2024/25.",
        "Article 11, regulation 7(1) of SI 2003/3319; the NHS; England, Wales and Scotland; the Fair Work Agency",
        "don't; they’ve; the members' newsletters; I can't",
    ],
)
def test_what_tells_of_nobody_stays(text: str) -> None:
    assert without_names(text) == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("See https://barnetunison.me.uk/a?b=john, now", "See [link left out], now"),
        ("see www.flex360.co.uk/about or flex360.co.uk.", "see [link left out] or [link left out]."),
        ("write to john.burgess@barnet.gov.uk", "write to [email address left out]"),
        ("says @barnetunison under #BarnetStrike today", "says [account left out] under [account left out] today"),
        (
            "ring 020 8359 2000, 07700 900123, +44 20 8359 2000",
            "ring [number left out], [number left out], [number left out]",
        ),
        ("at 2 Bristol Avenue, NW9 4EW", "at [address left out], [postcode left out]"),
        ("claim 2202345/2024, KB-2024-000123", "claim [number left out], [number left out]"),
        ("[2023] EWHC 2047 (Admin)", "[number left out]"),
    ],
)
def test_what_leads_to_somebody_goes(text: str, told: str) -> None:
    assert without_names(text) == told


def test_a_party_is_called_by_its_role_everywhere_in_the_file() -> None:
    answer = Answer(
        None, (("council", "no"), ("unison", "yes")), None, ("barnet-mail",), "Flex360 denies it; see barnet-mail"
    )
    plain = arrangement_of(
        "",
        evidence={
            "barnet-mail": Evidence("barnet-mail", "Email", None, "council", "We, Barnet", "https://barnet.gov.uk/x"),
            "rota": Evidence("rota", "Rota"),
        },
        actions=(Action("johns-strike", (Span(date(2024, 4, 15), None),), "strike", "Staff of Barnet Council", {}),),
    )
    strand = plain.cover[0]._replace(
        id="flex360", covers=("johns-strike",), supplier="flex360", part_of="flex360", facts={"sends_people": answer}
    )
    redaction = redacted(plain._replace(cover=(strand,)), LAW, file="arrangement-2.yaml")
    found = redaction.arrangement
    assert redaction.parties == {"unison": "union", "council": "hirer", "flex360": "supplier"}
    assert found.parties["hirer"] == Party("hirer", "the hirer", "hirer")
    assert found.evidence["evidence-1"] == Evidence(
        "evidence-1", "Email [link left out]", None, "hirer", "We, [place]", None, quote_redacted=True
    )
    assert (found.file, found.reference, found.sha256, found.redacted) == ("arrangement-2.yaml", None, "0" * 64, True)
    assert [*found.evidence] == ["evidence-1", "rota"]
    assert found.actions[0].id == "action-1"
    assert found.actions[0].workers == "Staff of the hirer"
    assert found.cover[0]._replace(facts={}) == strand._replace(
        id="strand-1", covers=("action-1",), hirer="union", supplier="supplier", part_of="strand-1", facts={}
    )
    assert found.cover[0].facts["sends_people"] == Answer(
        None, (("hirer", "no"), ("union", "yes")), None, ("evidence-1",), "The supplier denies it; see evidence-1"
    )
    assert redaction.party("council") == "hirer"
    assert redaction.party("nobody") == "nobody"


def test_further_names_go_and_stand_for_whom_they_are_of() -> None:
    also = (("Hub", None), ("will", "worker"), ("Total Cover", "flex360"), ("the Firm", "supplier"))
    told = without_names("the hub asked Will of Total Cover, THE FIRM", also=also)
    assert told == "the [name] asked a worker of the supplier, the supplier"
    assert redaction_of("", also=also).arrangement.redacted_further == 4


def test_a_further_name_must_be_a_name_of_somebody_there_is() -> None:
    with pytest.raises(BadInput) as error:
        redaction_of("", also=(("...", None), ("Hub", "suplier")))
    assert [str(problem) for problem in error.value.problems] == [
        "--redact-also: error: `...` is no name\n  to mend it: give a name with a letter or a digit in it",
        "--redact-also: error: there is no party and no role `suplier`\n  to mend it: did you mean `supplier`?",
    ]


def test_what_was_done_is_told() -> None:
    redaction = redaction_of("Barnet Council, barnet council and the Halls: halls for Burgess")
    assert [tuple(each) for each in redaction.replaced] == [("Barnet Council", "hirer", 2), ("Burgess", "[name]", 1)]
    assert redaction.doubtful == ("Halls",)


WORDS = st.sampled_from(["the", "rota", "of", "an", "with", "not", "said", "will", "cover", "which", "is", "Monday"])
NAMES = st.from_regex(r"[A-Z][a-z]{2,8}(?:[ -][A-Z][a-z]{2,8}){0,2}", fullmatch=True)
CASES = st.sampled_from([str, str.lower, str.upper, str.title])
SHAPES = st.sampled_from(
    [
        "{}",
        "{}'s",
        "{}’s",
        "“{}”",
        "({})",
        "{},",
        "{}.",
        "anti-{}",
        "{}-led",
        "https://{}.example/{}",
        "@{}",
        "#{}",
        "x@{}.uk",
    ]
)


@given(NAMES, st.sampled_from(["union", "hirer", "supplier", "worker", "other"]), st.data())
def test_no_name_of_a_party_survives_wherever_it_stands(name: str, role: str, data: st.DataObject) -> None:
    words = re.split("[ -]", name)
    assume(len(words) > 1 or not (KNOWN.is_word(name.lower()) or KNOWN.is_both(name.lower())))
    shape, case = data.draw(SHAPES), data.draw(CASES)
    gap = "-" if "//" in shape or shape[0] in "@#x" else data.draw(st.sampled_from([" ", "\n", "  \n ", "-", ""]))
    written = shape.replace("{}", gap.join(map(case, words)))
    text = " ".join([*data.draw(st.lists(WORDS)), written, *data.draw(st.lists(WORDS))])
    left = without_names(text, {"x": Party("x", name, role)})
    loose = r"[\s-]*".join(words)
    found = re.search(rf"(?<![a-z]){loose}(?![a-z])", left, re.IGNORECASE)
    assert found is None, text


@given(st.text(max_size=60), st.text(min_size=1, max_size=12))
def test_any_text_and_any_name_go_through_and_what_is_redacted_stays_so(text: str, name: str) -> None:
    redaction = redaction_of(text, {"x": Party("x", name, "hirer"), "y": Party("y", "Flex360", "supplier")})
    again = redacted(redaction.arrangement, LAW)
    assert again.arrangement == redaction.arrangement


@pytest.mark.parametrize(
    "piece", ["a", "A ", "1", "a.", "A. ", "Barnet ", "an Barnet ", "1-", "a@", "Mr ", "- ", "((", "www."]
)
def test_a_very_long_text_is_done_in_time(piece: str) -> None:
    assert without_names(piece * (60_000 // len(piece)))
