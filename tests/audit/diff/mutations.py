"""Rulebooks changed at random: a rulebook as plain data, one change of it a function, and folders of the result."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

import yaml

PERMIT = Path(__file__).parents[2] / "rulebook" / "permit"
Data = dict[str, Any]
Mutation = Callable[[Data, Random], None]


def permit() -> Data:
    """Return the rulebook of street stalls as data, all its files together."""
    merged: Data = {}
    for path in sorted(PERMIT.glob("*.yaml")):
        merged |= yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    return merged


def written(data: Data, folder: Path) -> Path:
    """Write a rulebook into a new folder."""
    folder.mkdir()
    (folder / "all.yaml").write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
    return folder


def entry(data: Data, section: str, name: str) -> Any:
    return next(each for each in data[section] if each["id"] == name)


def a_condition(data: Data, random: Random) -> tuple[Any, Any]:
    """Return a holder of a condition, and the key at which it holds it."""
    holders: list[tuple[Any, Any]] = []

    def gather(holder: Any, key: Any) -> None:
        holders.append((holder, key))
        value = holder[key]
        if isinstance(value, dict):
            for word, below in value.items():
                if word == "not":
                    gather(value, word)
                elif word in ("all", "any"):
                    for index in range(len(below)):
                        gather(below, index)

    for rule in data["rules"]:
        gather(rule, "requires")
        if "unless" in rule:
            gather(rule, "unless")
    for question in data["open_questions"]:
        gather(question, "arises_where")
    return random.choice(holders)


def negate(data: Data, random: Random) -> None:
    holder, key = a_condition(data, random)
    holder[key] = {"not": holder[key]}


def require_a_fact_too(data: Data, random: Random) -> None:
    holder, key = a_condition(data, random)
    fact = random.choice(data["facts"])
    answer = random.choice([each for each in fact["answers"] if each not in ("date", "never")])
    holder[key] = {random.choice(["all", "any"]): [holder[key], {fact["id"]: answer}]}


def swap_all_and_any(data: Data, random: Random) -> None:
    holder, key = a_condition(data, random)
    if isinstance(holder[key], dict):
        swapped = {"all": "any", "any": "all"}
        holder[key] = {swapped.get(word, word): value for word, value in holder[key].items()}


def drop_a_part(data: Data, random: Random) -> None:
    holder, key = a_condition(data, random)
    if isinstance(holder, list) and len(holder) > 1:
        del holder[key]


def change_a_weight(data: Data, random: Random) -> None:
    weights = random.choice(list(entry(data, "weighings", "stall-size")["indicators"].values()))
    answer = random.choice(list(weights))
    weights[answer] = str(int(weights[answer]) + random.choice([-1, 1]))


def drop_an_exception(data: Data, random: Random) -> None:
    prohibition = data["prohibitions"][0]
    if prohibition.get("unless"):
        del prohibition["unless"][random.randrange(len(prohibition["unless"]))]


def make_an_exception_an_element(data: Data, random: Random) -> None:
    prohibition = data["prohibitions"][0]
    if prohibition.get("unless"):
        prohibition["elements"].append(prohibition["unless"].pop())


def change_the_extent(data: Data, random: Random) -> None:
    data["provisions"][0]["extent"] = random.choice([["england"], ["wales", "scotland"], ["england", "wales"]])


def shift_a_date(data: Data, random: Random) -> None:
    first, second = (version["in_force"][0] for version in data["provisions"][0]["versions"])
    if random.random() < 0.5:
        first["from"] = random.choice(["1989-12-31", "1990-01-02"])
    else:
        second["from"] = random.choice(["2020-01-02", "2024-01-01"])


def change_the_first_day_judged(data: Data, random: Random) -> None:
    data["prohibitions"][0]["covered_from"] = random.choice(["1989-12-31", "2020-01-01"])


def judge_every_day(data: Data, random: Random) -> None:
    data["prohibitions"][0].pop("covered_from", None)


def presume(data: Data, random: Random) -> None:
    fact = random.choice(data["facts"])
    if "presumed" in fact:
        del fact["presumed"]
    elif "takes_effect" not in fact:
        fact["presumed"] = {"answer": random.choice(list(fact["answers"])), "why": "It is usual."}


def let_a_date_count_later(data: Data, random: Random) -> None:
    entry(data, "facts", "fee_paid_on")["takes_effect"] = "after-next-working-day"


def add_an_answer(data: Data, random: Random) -> None:
    fact = entry(data, "facts", "stall_kind")
    if "booth" not in fact["answers"]:
        fact["answers"]["booth"] = "The stall is a booth."
        if "stall_kind" in entry(data, "weighings", "stall-size")["indicators"]:
            entry(data, "weighings", "stall-size")["indicators"]["stall_kind"]["booth"] = random.choice("0123")


def drop_an_indicator(data: Data, random: Random) -> None:
    entry(data, "weighings", "stall-size")["indicators"].pop("sells_food", None)


def ask_a_new_fact(data: Data, random: Random) -> None:
    if any(each["id"] == "blocks_the_road" for each in data["facts"]):
        return
    fact = {
        **deepcopy(entry(data, "facts", "sells_food")),
        "id": "blocks_the_road",
        "question": "Does it block the road?",
    }
    if random.random() < 0.5:
        fact["presumed"] = {"answer": random.choice(["yes", "no"]), "why": "It is usual."}
    data["facts"].append(fact)
    holder, key = a_condition(data, random)
    holder[key] = {random.choice(["all", "any"]): [holder[key], {"blocks_the_road": random.choice(["yes", "no"])}]}


def open_another_question(data: Data, random: Random) -> None:
    if any(each["id"] == "tea" for each in data["open_questions"]):
        return
    question = deepcopy(entry(data, "open_questions", "middling-stall"))
    arises = {random.choice(["sells_food", "market_day"]): random.choice(["yes", "no"])}
    data["open_questions"].append({**question, "id": "tea", "question": "Is tea food?", "arises_where": arises})
    holder, key = a_condition(data, random)
    if holder in data["rules"]:
        holder[key] = {random.choice(["all", "any"]): [holder[key], {"question": "tea"}]}


def tie_a_rule_to_a_version(data: Data, random: Random) -> None:
    rule = random.choice(data["rules"])
    rule.pop("words", None)
    if rule.get("version"):
        rule["version"] = "first"
    else:
        rule["version"] = random.choice(["first", "second"])


def untie_a_rule(data: Data, random: Random) -> None:
    rule = random.choice(data["rules"])
    if rule.pop("version", None):
        rule["applies"] = random.choice(["always", "while-in-force"])


def rename_a_rule(data: Data, random: Random) -> None:
    entry_with_words = next((each for each in data["rules"] if each["id"] == "permit-in-hand"), None)
    if entry_with_words is not None:
        entry_with_words["id"] = "paid-permit"
        prohibition = data["prohibitions"][0]
        for key in ("unless", "elements"):
            prohibition[key] = [
                "paid-permit" if each == "permit-in-hand" else each for each in prohibition.get(key, [])
            ]


def reword(data: Data, random: Random) -> None:
    random.choice(data["rules"])["holds"] = "It is so."


MUTATIONS: tuple[Mutation, ...] = (
    negate,
    require_a_fact_too,
    swap_all_and_any,
    drop_a_part,
    change_a_weight,
    drop_an_exception,
    make_an_exception_an_element,
    change_the_extent,
    shift_a_date,
    change_the_first_day_judged,
    judge_every_day,
    presume,
    let_a_date_count_later,
    add_an_answer,
    drop_an_indicator,
    ask_a_new_fact,
    open_another_question,
    tie_a_rule_to_a_version,
    untie_a_rule,
    rename_a_rule,
    reword,
)
