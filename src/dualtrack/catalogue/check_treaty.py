"""Room: catalogue. Whether the parts of one treaty fit each other: every id it uses exists, none stands twice, no rule rests on itself.

What its conditions ask about is checked beside it, in `check_conditions.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter

from dualtrack.catalogue.check_conditions import condition_problems, provision_place
from dualtrack.catalogue.treaties import TreatyFields
from dualtrack.catalogue.yaml_file import Path, YamlFile
from dualtrack.errors import Problem, nearest


def treaty_problems(treaty: TreatyFields, file: YamlFile) -> list[Problem]:
    """What does not hold together in a treaty record, each with the line and the provision it stands in."""
    found = [*_unknown_ids(treaty, file), *_twice(treaty, file), *_circles(treaty, file), *condition_problems(treaty, file)]
    if not treaty.parties and treaty.nature != "draft":
        line = file.line(("parties",)) if "parties" in file.data else file.line(("id",))
        found.append(Problem(file.name, line, "", "a treaty in force needs `parties:`; only a draft may have none"))
    return found


def _unknown_ids(treaty: TreatyFields, file: YamlFile) -> Iterator[Problem]:
    known = {
        "term": {rule.defines for rule in treaty.provisions if rule.defines},
        "provision": {rule.id for rule in treaty.provisions},
        "quota": {quota.id for quota in treaty.quotas},
        "counter-claim": {claim.id for claim in treaty.counter_claims},
        "deadline": {deadline.id for deadline in treaty.deadlines},
    }
    for noun, name, path in _used_ids(treaty):
        if name not in known[noun]:
            close = nearest(name, known[noun]) or tuple(sorted(known[noun]))
            instead = " or ".join(close) or f"one that the treaty has; it has no {noun} at all"
            yield Problem(file.name, file.line(path), provision_place(treaty, path), f"no {noun} is called {name!r}", "", instead)


def _used_ids(treaty: TreatyFields) -> Iterator[tuple[str, str, Path]]:
    """Every id the treaty uses, as (what it should be, the id, where)."""
    if treaty.reads:
        yield "term", treaty.reads.covered, ("reads", "covered")
        yield from (("term", term, ("reads", "classes", name)) for name, term in treaty.reads.classes.items())
    for number, limit in enumerate(treaty.limits):
        yield "deadline", limit.deadline, ("limits", number, "deadline")
    for number, rule in enumerate(treaty.provisions):
        here: Path = ("provisions", number)
        yield from (("provision", name, (*here, "to", place)) for place, name in enumerate(rule.to))
        if rule.disputed_by:
            yield "counter-claim", rule.disputed_by, (*here, "disputed_by")
        for path, condition in rule.conditions():
            if condition.term:
                yield "term", condition.term, (*here, *path, "term")
            if condition.above_quota:
                yield "quota", condition.above_quota, (*here, *path, "above_quota")


def _twice(treaty: TreatyFields, file: YamlFile) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for number, rule in enumerate(treaty.provisions):
        line = file.line(("provisions", number, "id"))
        if rule.id in first:
            wrong = f"two provisions are called {rule.id!r}, the first on line {first[rule.id]}"
            yield Problem(file.name, line, f"provisions.{rule.id}.id", wrong, "", "an id of its own")
        first.setdefault(rule.id, line)


def _circles(treaty: TreatyFields, file: YamlFile) -> Iterator[Problem]:
    """Provisions that take each other away, or terms defined by themselves, in a circle."""
    takes_away = {rule.id: set(rule.to) for rule in treaty.provisions if rule.to}
    rests_on: dict[str, set[str]] = {}
    for rule in treaty.provisions:
        if rule.defines and rule.when:
            rests_on.setdefault(rule.defines, set()).update(rule.when.terms())
    circle = _circle(takes_away)
    if circle:
        number = next(place for place, rule in enumerate(treaty.provisions) if rule.id in circle and rule.to)
        yield _around(treaty, file, ("provisions", number, "to"), circle, "takes itself away")
    circle = _circle(rests_on)
    if circle:
        number = next(place for place, rule in enumerate(treaty.provisions) if rule.defines in circle and rule.when)
        yield _around(treaty, file, ("provisions", number, "when"), [f"term {name}" for name in circle], "is defined by itself")


def _circle(leads: dict[str, set[str]]) -> list[str]:
    try:
        tuple(TopologicalSorter(leads).static_order())
    except CycleError as error:
        return sorted(set(error.args[1]))
    return []


def _around(treaty: TreatyFields, file: YamlFile, path: Path, circle: Iterable[str], alone: str) -> Problem:
    names = list(circle)
    told = f"{names[0]} {alone}" if len(names) == 1 else f"{' and '.join(names)} lead back to each other"
    key = path[-1]
    instead = f"`{key}:` without {names[0]}" if len(names) == 1 else f"`{key}:` of one of them without the others"
    return Problem(file.name, file.line(path), provision_place(treaty, path), f"{told}; a rule may not rest on itself", "", instead)
