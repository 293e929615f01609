"""What must be so of a glossary: one meaning for each form, and no meaning that needs another term to be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reg7check.problems import Problem, did_you_mean
from reg7check.rulebook.files import Origin
from reg7check.rulebook.models import Law


def problems_of_glossary(law: Law, origins: Mapping[tuple[str, str], Origin]) -> Iterator[Problem]:
    """Yield a problem for each form that two terms share, and each reference to what there is not."""
    seen: dict[str, str] = {}
    for term in law.glossary.values():
        origin = origins["glossary", term.id]
        for index, form in enumerate(term.written):
            if form.lower() in seen:
                place = origin.place("forms", index - 1) if index else origin.place("term")
                message = f"`{form}` is a form of `{seen[form.lower()]}` already"
                yield Problem(place, message, "keep it in one place", "R114")
            seen.setdefault(form.lower(), term.term)
        for index, name in enumerate(term.see):
            if name not in law.glossary:
                hint = did_you_mean(name, law.glossary) or f"define a term `{name}`"
                yield Problem(origin.place("see", index), f"there is no term `{name}`", hint, "R102")
        if term.provision is not None and term.provision not in law.provisions:
            hint = did_you_mean(term.provision, law.provisions) or f"define a provision `{term.provision}`"
            yield Problem(origin.place("provision"), f"there is no provision `{term.provision}`", hint, "R102")
