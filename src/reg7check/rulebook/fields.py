"""What each field of a rulebook holds, in words for who writes one: shown by editors, beside the field.

By the named tuple that declares the field; docs/how-it-works.md tells the same at more length.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reg7check.rulebook.files import RuleFile
from reg7check.rulebook.letters import Enforcer, Letter, LetterItem, LetterPart
from reg7check.rulebook.models import (
    Advice,
    Authority,
    Days,
    Fact,
    Identity,
    OpenQuestion,
    Point,
    Presumption,
    Prohibition,
    Provision,
    Reading,
    Rule,
    Version,
    Weighing,
)

_ADVICE = "Each has a text, and says where and for which verdicts it is given."

HOLDS: Mapping[Any, Mapping[str, str]] = {
    RuleFile: {
        "rulebook": "What this rulebook is. One file of the folder holds it.",
        "provisions": "The provisions of enactments, each with its texts and the days on which they are in force.",
        "authorities": "Cases, guidance and notes that arguments rely on.",
        "facts": "The facts that an arrangement may state.",
        "rules": "The rules: one a provision, in the statute's order, an exception written as an exception.",
        "open_questions": "The questions on which the law is open, each with the best argument for both readings.",
        "weighings": "Named factors with their weights, which conditions add up.",
        "prohibitions": "What is forbidden: the elements that must all hold, and what takes the ban away.",
        "consequences": f"What follows from a verdict. {_ADVICE}",
        "next_steps": f"What to do next. {_ADVICE}",
        "caveats": f"What the report does not tell. {_ADVICE}",
        "warnings": f"What stands at the top of a report. {_ADVICE}",
        "enforcers": "The bodies that enforce the prohibitions, each with its days in office.",
        "letters": "The letters that can be drafted: one to the supplier, one to the hirer, one to the regulator.",
    },
    Identity: {
        "id": "The name of the rulebook.",
        "version": "The version of the rulebook.",
        "title": "What law it holds.",
        "law_as_of": "The day to which the law was checked.",
        "main_prohibition": "The id of the prohibition whose verdict is the strand's.",
        "licence": "The licence of the texts quoted.",
    },
    Provision: {
        "id": "Its name in this rulebook.",
        "cite": "How it is cited within its enactment: regulation 7.",
        "instrument": "The enactment.",
        "title": "Its heading.",
        "kind": "What kind of enactment it is in.",
        "extent": "The nations to which it extends.",
        "versions": "Its texts, the oldest first.",
        "url": "Where it is published.",
        "not_in_force": "Days on which it is not in force, and why: what a report says on such days.",
        "note": "A note in the rulebook's own words.",
    },
    Version: {
        "id": "Its name among the versions of the provision.",
        "in_force": "The days on which this text is in force. An empty list: passed, but not commenced.",
        "text": "The words of the provision. It or `summary` must be there.",
        "summary": "What the text says, in the rulebook's own words.",
        "source": "What the text was checked against.",
        "checked_on": "The day on which the text was checked against its source. It or `unchecked` must be there.",
        "unchecked": "What was not checked.",
        "passed": "The day on which a text that is not yet commenced was passed.",
        "replaces": "The id of a version above this one, which then ends the day before this one begins.",
    },
    Days: {
        "first": "The first of these days; left out, they have no beginning.",
        "last": "The last of these days, included; left out, they have no end.",
        "why": "What made it so.",
        "authorities": "The ids of the authorities and provisions that made it so.",
    },
    Authority: {
        "id": "Its name in this rulebook.",
        "citation": "How it is cited.",
        "kind": "What it is.",
        "says": "What it says, in the rulebook's words.",
        "url": "Where it is published.",
        "checked_on": "The day on which it was checked.",
        "unchecked": "What was not checked.",
    },
    Fact: {
        "id": "Its name in arrangements and in conditions.",
        "about": "Whether it is stated of an action or of a strand of cover.",
        "goes_to": "The element that it goes to.",
        "question": "What is asked.",
        "explain": "Help with the question, in plain words.",
        "answers": (
            "Each answer, with the statement that it makes; never `unknown`. A date fact has `date` and `never`, and"
            " `past` and `not-past` for conditions; {date} stands for the date."
        ),
        "proof": "Where proof is usually found.",
        "ask": "Whom to ask first.",
        "presumed": "What is taken where an arrangement does not list the fact.",
        "takes_effect": "Makes it a date: from when on the day counts as past.",
    },
    Presumption: {
        "answer": "The answer that is presumed.",
        "why": "Why it is.",
    },
    Rule: {
        "id": "Its name, and the concept that it defines unless `defines` says otherwise.",
        "title": "Its heading.",
        "provision": "The id of the provision that it encodes.",
        "requires": "What must be so for the rule to hold.",
        "holds": "The sentence of a report where the rule holds.",
        "fails": "The sentence of a report where the rule fails.",
        "open": "The sentence of a report where it is open whether the rule holds.",
        "unless": "An exception: the rule holds where `requires` does and this does not.",
        "pinpoint": "The place in the provision: (1)(b).",
        "version": "The id of a version: the rule applies only on days on which it is in force.",
        "applies": "On every day, or only while a version of its provision is in force.",
        "words": "The words of the provision that it encodes, exactly; … marks an omission.",
        "defines": "The concept that it defines, where that is not its own id.",
        "authorities": "The ids of the authorities and other provisions that it rests on.",
        "points": "What people get wrong, said with the rule.",
    },
    Point: {
        "text": "What is said.",
        "authorities": "The ids of the authorities and provisions that it rests on.",
        "where": "Said only where this is so.",
        "when": "The statuses of the rule with which it is said; left out, all.",
    },
    OpenQuestion: {
        "id": "Its name, in conditions and for --take.",
        "question": "What is open.",
        "provision": "The id of the provision that it is about.",
        "arises": "When it arises, in a sentence.",
        "arises_where": "The condition on which it arises.",
        "prohibits": "The reading that leads to the ban, and the best argument for it.",
        "permits": "The reading that leads away from the ban, and the best argument for it.",
        "pinpoint": "The place in the provision.",
    },
    Reading: {
        "reading": "The reading, in a sentence.",
        "argument": "The best argument for it.",
        "authorities": "The ids of the authorities and provisions that it rests on.",
    },
    Weighing: {
        "id": "Its name in conditions.",
        "title": "What is weighed.",
        "judgement": "Whose judgement the weights are.",
        "indicators": "By fact, a weight for each of its answers.",
    },
    Prohibition: {
        "id": "Its name.",
        "title": "Its heading.",
        "provision": "The id of the provision that forbids.",
        "binds": "Whom it binds.",
        "elements": "The concepts that must all hold, in the statute's order.",
        "verdicts": "A sentence for each verdict; {be} stands for is, was, would be or would have been.",
        "in_force": "The sentence for days on which it is in force.",
        "not_in_force": "The sentence for days on which it is not.",
        "outside_extent": "The sentence for nations to which it does not extend.",
        "action": "The sentence for days with an action in progress.",
        "no_action": "The sentence for days without.",
        "unless": "Concepts: where any of them holds, the ban does not apply.",
        "covered_from": "The first day that the rulebook covers.",
        "before_covered": "What is said of days before it.",
    },
    Advice: {
        "id": "Its name.",
        "text": "What is said.",
        "provision": "The id of the provision that it comes from.",
        "authorities": "The ids of the authorities that it rests on.",
        "prohibition": "The id of the prohibition whose verdict `when` asks for; left out, the worst.",
        "where": "Said only where this is so.",
        "when": "The verdicts with which it is said; left out, all.",
    },
    Enforcer: {
        "id": "Its name.",
        "name": "What it is called, with its article.",
        "prohibition": "The id of the prohibition that it enforces.",
        "in_office": "The first and the last day on which it is in office; an end that is left out is open.",
        "url": "Where it says how to write to it.",
        "authorities": "The ids of the authorities and provisions that say so.",
        "unchecked": "What was not checked.",
    },
    Letter: {
        "id": "To whom it goes.",
        "subject": "Its subject, in a line.",
        "prohibition": "The id of the prohibition that it is about.",
        "parts": "Its parts, in order.",
        "when": "The verdicts for which there is such a letter; left out, all.",
    },
    LetterPart: {
        "heading": "A heading over the part.",
        "text": "A paragraph. {hirer}, {verdict} and the like stand for what the arrangement says.",
        "items": "A list under it.",
        "block": (
            "What is made from the arrangement; where it has nothing to tell, the part is left out. One with `evidence`"
            " stands after the signature."
        ),
        "facts": "The ids of the facts of which the block tells; left out, all.",
        "where": "There only where this is so, whatever is not known yet.",
        "when": "The verdicts with which it is there; left out, all.",
        "stages": "The stages of the cover with which it is there; left out, all.",
        "public_body": "Whether the hirer is said to be a public body; left out, whatever is said.",
        "prohibition": "The id of the prohibition whose verdict `when` asks for; left out, the letter's.",
        "provision": "The id of the provision that its text rests on.",
        "authorities": "The ids of the authorities and provisions that its text rests on.",
    },
    LetterItem: {
        "text": "What is said.",
        "facts": "The ids of facts: there only where one of them is asked about; left out, always.",
    },
}
