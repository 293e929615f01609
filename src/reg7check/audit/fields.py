"""The fields of a file of rule cases: what each takes, and which must be there."""

from __future__ import annotations

from reg7check.arrangement.fields import Field, Fields

CASE_FILE: Fields = {
    "base": Field("The arrangement that the cases change, by its path from this file; a case may name its own."),
    "cases": Field("The rule cases: a list of one or more.", required=True),
}
CASE: Fields = {
    "title": Field("What the case shows, in a line that no other case has.", required=True),
    "authority": Field("The id of the provision or authority whose answer it encodes, or a list.", required=True),
    "note": Field("Why this must come out, in your own words."),
    "base": Field("The arrangement that this case changes, in place of the file's."),
    "facts": Field("Answers put in place of the base's."),
    "without": Field("Facts of the base that this case does not list: they are presumed, or unknown."),
    "change": Field("Parts of an arrangement merged over the base: lists by `id`; null leaves out what the base has."),
    "on": Field("Judge this one day alone, as --on does."),
    "as": Field("Judge the account of this party of the base, as --as does."),
    "take": Field("Assume readings of open questions of law, as --take does."),
    "commence": Field("Versions of provisions that wait, judged as if in force from a day on."),
    "strand": Field("The id of the strand that is judged, where there are several."),
    "action": Field(
        "The id of the action against which rules and open questions are asked; left out, the first in progress."
    ),
    "expect": Field("What must come out: one of these or more.", required=True),
}
RULING: Fields = {
    "verdict": Field("The verdict."),
    "periods": Field("All the periods, in order, each with its dates and verdict."),
    "accounts": Field("The verdict on every party's account, by the party's id."),
    "turns_on": Field("All the facts and open questions on which the leading period turns, in any order."),
}
EXPECTED: Fields = {
    **RULING,
    "rules": Field("Whether rules hold; those not listed are not compared."),
    "questions": Field("Whether open questions arise; those not listed are not compared."),
    "prohibitions": Field("What comes out under prohibitions other than the main one, by id."),
}
PERIOD: Fields = {
    "dates": Field("The days of the period.", required=True),
    "verdict": Field("Its verdict.", required=True),
}
