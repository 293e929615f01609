"""``reg7check facts``: the fact catalogue."""

from __future__ import annotations

from typing import Annotated

import typer

from reg7check.cli import completions
from reg7check.cli.options import RulesFolder
from reg7check.cli.outputs import print_documents


def facts(
    fact: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="One fact; left out, all of them.", autocompletion=completions.facts),
    ] = None,
    rules: RulesFolder = None,
) -> None:
    """List the facts that an arrangement may state, or tell all about one: question, answers, where proof is found.

    Example: reg7check facts hirer_directs_work
    """
    from reg7check.problems import BadInput, Place, Problem, did_you_mean
    from reg7check.report.catalogue import all_facts, one_fact
    from reg7check.rulebook import load_rulebook

    law = load_rulebook(rules).law
    if fact is None:
        document = all_facts(law)
    elif fact in law.facts:
        document = one_fact(law, law.facts[fact])
    else:
        hint = did_you_mean(fact, law.facts) or "`reg7check facts` lists all"
        raise BadInput([Problem(Place("facts"), f"there is no fact `{fact}`", hint)])
    print_documents([document])
