"""The fields of an arrangement, format 1: what each takes, which must be there, and the choices of those that have any.

What reads a file and what describes the format to an editor both go by these tables.
"""

from __future__ import annotations

from collections.abc import Mapping

from reg7check.named import NamedTuple

FORMAT = "1"
NATIONS = ("england", "wales", "scotland", "northern-ireland")
ROLES = ("union", "hirer", "supplier", "worker", "regulator", "other")
ACTION_KINDS = ("strike", "action-short-of-strike")
STAGES = ("proposed", "agreed", "under-way", "ended", "withdrawn")
DESCRIPTIONS: Mapping[str, str] = {
    "agency-supply": "An agency sends workers to the employer, to do the strikers' work.",
    "contracted-out-service": "A firm takes on part of the work under a contract, as a service of its own.",
    "duty-provider": "A firm is hired to keep a duty service going: it takes what comes in and does what is urgent.",
    "direct-hire": "The employer takes people on itself, on its own payroll.",
    "redeployment": "The employer moves its own staff to the strikers' work.",
    "volunteers": "People do the work unpaid, and no firm sends them.",
    "other": "Something else, or nobody has said what it is.",
}
"""What others call a way of covering strikers' work, and what people mean by it."""


class Field(NamedTuple):
    """What a field takes, in words for who writes it, and whether it must be there."""

    takes: str
    required: bool = False


Fields = Mapping[str, Field]
"""The fields of one kind of entry, by their keys, in the order in which people write them."""

ARRANGEMENT: Fields = {
    "reg7check": Field("The version of the format: 1.", required=True),
    "title": Field("What this arrangement is about, in a line.", required=True),
    "reference": Field("Your own reference."),
    "nation": Field("Where the work is done.", required=True),
    "parties": Field("The parties, each under an id of your choosing."),
    "evidence": Field("The pieces of evidence, each under an id of your choosing."),
    "industrial_action": Field("The industrial action: a list of one action or more.", required=True),
    "cover": Field("How the strikers' work is covered: a list of one strand or more.", required=True),
}
PARTY: Fields = {
    "name": Field("What the party is called.", required=True),
    "role": Field("What the party is in this dispute.", required=True),
}
EVIDENCE: Fields = {
    "what": Field("What it is.", required=True),
    "date": Field("The day on which it was made."),
    "from": Field("The id of the party that it comes from."),
    "quote": Field("The words that matter."),
    "link": Field("A web address that starts with http:// or https://."),
}
ACTION: Fields = {
    "id": Field("An id of its own among the actions.", required=True),
    "kind": Field("The kind of action; left out, a strike."),
    "workers": Field("Who is taking part."),
    "dates": Field("The days of the action.", required=True),
    "facts": Field("Facts about the action. One that is not listed is unknown, or presumed."),
}
STRAND: Fields = {
    "id": Field("An id of its own among the strands.", required=True),
    "what": Field("What the cover does.", required=True),
    "described_as": Field("What it is called: a label, which never decides."),
    "hirer": Field("The id of the party that receives the people or the service.", required=True),
    "supplier": Field("The id of the party that supplies; left out where nobody does."),
    "stage": Field("How far it has got: it changes the tense of the report, never the verdict."),
    "part_of": Field("The id of the strand that this one feeds, in a chain of suppliers."),
    "covers": Field("The id of the action whose strikers' work this covers, or a list of ids; left out, all actions."),
    "dates": Field("The days of the cover; left out, those of the actions that it covers."),
    "facts": Field("Facts about the strand. One that is not listed is unknown, or presumed."),
}
ANSWER: Fields = {
    "answer": Field("The answer.", required=True),
    "says": Field("The id of the party that says so."),
    "evidence": Field("A list of the ids of what backs the answer."),
    "note": Field("A remark, printed beside the answer."),
}
DISPUTE: Fields = {
    "disputed": Field("What each party says: for its id, its answer.", required=True),
    "evidence": ANSWER["evidence"],
    "note": ANSWER["note"],
}
SECTIONS: Mapping[str, Fields] = {"parties": PARTY, "evidence": EVIDENCE, "industrial_action": ACTION, "cover": STRAND}
"""The fields of an entry of each section that holds entries."""


def required(fields: Fields) -> tuple[str, ...]:
    """Return the keys of the fields that must be there."""
    return tuple(key for key, field in fields.items() if field.required)
