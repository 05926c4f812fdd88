"""Room: catalogue. Whether a treaty's conditions ask what can be answered: attributes, units, words and listed types.

An attribute the catalogue does not know is allowed (a treaty may ask what only a question gives), unless it is nearly one that it knows.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dualtrack.catalogue.attribute import Attribute
from dualtrack.catalogue.attributes import ATTRIBUTES, FACTS_OF
from dualtrack.catalogue.conditions import ConditionFields
from dualtrack.catalogue.treaties import ProvisionFields, TreatyFields
from dualtrack.catalogue.yaml_file import Path, YamlFile
from dualtrack.errors import Problem, nearest
from dualtrack.facts.quantity import conversion

PLACE: Mapping[str, Attribute] = {
    "latitude": Attribute("Latitude", units=("degree",)),
    "longitude": Attribute("Longitude", units=("degree",)),
    "country": Attribute("Country", exclusive=False),
}
"""What a deployment's place says of it."""

COUNTED = {unit for known in ATTRIBUTES.values() for each in known.values() for unit in each.units} | {
    *("areas", "bombers", "brigades", "divisions", "helicopters", "personnel", "ships", "sites", "submarines", "warheads"),
    *("years", "weeks", "degree"),
}
"""Units that need no look into the registry of units; a plural noun that is not nearly one of these is taken as what is counted."""

NEAR, NEAR_TYPE = 0.8, 0.9
"""How alike two names are for one to be a slip for the other [0-1]; names of types are often alike and yet of different types."""

Misfit = tuple[Path, str, str, str]
"""Where in a condition something is wrong, what, what was found and what to write instead."""


def condition_problems(treaty: TreatyFields, file: YamlFile) -> Iterator[Problem]:
    """Attributes, units and words of a treaty's provisions that nothing on record could answer."""
    known, units = _known(treaty), dict[str, str]()
    names = {*known, *(treaty.declares.attributes if treaty.declares else ()), *(name for rule in treaty.provisions for name in rule.adds)}
    for number, rule in enumerate(treaty.provisions):
        misfits = [*_rule_misfits(rule, known, names, treaty.judges)]
        for path, condition in rule.conditions():
            name = condition.attribute
            if name in known:
                found = _known_misfits(condition, known[name])
            else:
                found = [*_name_misfits(name, names, treaty.judges), *_unit_misfits(condition, units)] if name else []
            misfits += [((*path, *inner), wrong, written, instead) for inner, wrong, written, instead in found]
        for inner, wrong, written, instead in misfits:
            where = ("provisions", number, *inner)
            yield Problem(file.name, file.line(where), provision_place(treaty, where), wrong, written, instead)


def provision_place(treaty: TreatyFields, path: Path) -> str:
    """A place in a treaty in dots, a provision by its id."""
    if path[:1] == ("provisions",) and len(path) > 1 and isinstance(path[1], int):
        path = ("provisions", treaty.provisions[path[1]].id, *path[2:])
    return ".".join(str(part) for part in path)


def misspelt_types(details: Mapping[str, Any], systems: Iterable[str]) -> Iterator[tuple[Path, str, str]]:
    """Listed types that are nearly a system on record, as (where, found, the system's id); a type without a record may be listed."""
    ids = sorted(systems)
    for number, rule in enumerate(details["provisions"]):
        for key in ("when", "met"):
            condition = ConditionFields.model_validate(rule[key]) if rule.get(key) else None
            for path, part in condition.walk((key,)) if condition else ():
                for place, found in enumerate(part.listed or ()):
                    close = difflib.get_close_matches(found.casefold(), ids, n=1, cutoff=NEAR_TYPE)
                    if close and found.casefold() not in ids and not _another_mark(found.casefold(), close[0]):
                        yield ("provisions", number, *path, "listed", place), found, close[0]


def _another_mark(found: str, near: str) -> bool:
    """Whether two designations differ as two types do: in a digit (9m728, 9m729) or in a short last part (iskander-k, iskander-m)."""
    head, _, mark = found.rpartition("-")
    other_head, _, other = near.rpartition("-")
    return re.sub(r"\d", "0", found) == re.sub(r"\d", "0", near) or (bool(head) and head == other_head and min(len(mark), len(other)) <= 3)


def _known(treaty: TreatyFields) -> dict[str, Attribute]:
    """The attributes with a known form: those on record of what is judged, and those the treaty's own rules derive."""
    known = {name: each for folder in FACTS_OF[treaty.judges] for name, each in ATTRIBUTES[folder].items()}
    known |= PLACE if "deployments" in FACTS_OF[treaty.judges] else {}
    for rule in treaty.provisions:
        if rule.kind == "range-rule":
            known["range"] = Attribute("Range", units=("km",))
        if rule.derives and rule.unit:
            known[rule.derives] = Attribute(rule.derives, units=(rule.unit,))
    return known


def _rule_misfits(rule: ProvisionFields, known: Mapping[str, Attribute], names: set[str], judges: str) -> Iterator[Misfit]:
    """What a range rule or a counting rule takes its quantity from and cannot."""
    for key, taken in (("range_from", rule.range_from or ()), ("at_least_from", rule.at_least_from or ())):
        for place, name in enumerate(taken):
            if name in known and not _fits("km", known[name].units):
                yield (key, place), "is no length", repr(name), "an attribute that holds a length, for example range_max"
            for _, wrong, written, instead in [] if name in known else _name_misfits(name, names, judges):
                yield (key, place), wrong, written, instead
    if rule.unit and not _exists(rule.unit):
        yield ("unit",), "is no unit", repr(rule.unit), _some_unit(rule.unit)


def _name_misfits(name: str, names: Iterable[str], judges: str) -> list[Misfit]:
    close = [near for near in difflib.get_close_matches(name, names, n=3, cutoff=NEAR) if abs(len(near) - len(name)) <= 2]
    if name in close or not close:
        return []
    instead = f"{' or '.join(close)}, or a name less like it for a fact of your own"
    return [(("attribute",), f"is no attribute of {judges} on record", repr(name), instead)]


def _known_misfits(condition: ConditionFields, attribute: Attribute) -> list[Misfit]:
    """What does not fit an attribute whose form is known."""
    units = [unit for unit in attribute.units if unit != "mach"]
    if condition.unit is not None:
        if not attribute.units:
            return [(("unit",), "this attribute holds no quantity", repr(condition.unit), "`is:` or `in:` with words")]
        if not _fits(condition.unit, attribute.units):
            return [(("unit",), "is not a unit of this attribute", repr(condition.unit), " or ".join(units))]
        return []
    if attribute.units or attribute.date:
        form = f"thresholds and `unit: {units[0]}`" if units else "another attribute; no condition asks about a date"
        key = "is" if condition.is_ else "in"
        return [((key,), f"this attribute holds a {'quantity' if units else 'date'}", "", form)]
    if not attribute.choices:
        return []
    return [
        (path, "is not one of the allowed words", repr(word), " or ".join(nearest(word, attribute.choices) or attribute.choices))
        for path, word in _words(condition)
        if word not in attribute.choices
    ]


def _words(condition: ConditionFields) -> Iterator[tuple[Path, str]]:
    if condition.is_ is not None:
        yield ("is",), condition.is_
    for key, words in (("in", condition.in_), ("unsettled", condition.unsettled)):
        yield from (((key, place), word) for place, word in enumerate(words or ()))


def _unit_misfits(condition: ConditionFields, units: dict[str, str]) -> list[Misfit]:
    """Whether the unit exists, and is of one kind wherever the treaty asks about the attribute; `units` keeps the first one."""
    if condition.unit is None or condition.attribute is None:
        return []
    if not _exists(condition.unit):
        return [(("unit",), "is no unit", repr(condition.unit), _some_unit(condition.unit))]
    first = units.setdefault(condition.attribute, condition.unit)
    if not _fits(condition.unit, (first,)):
        return [(("unit",), f"measures something else than {first}, in which the treaty asks elsewhere", repr(condition.unit), first)]
    return []


def _fits(unit: str, units: tuple[str, ...]) -> bool:
    """Whether quantities in `units` can be turned into the unit; a speed cannot be turned into a Mach number, which depends on height."""
    return (unit in units and unit != "mach") or any(_converts(each, unit) for each in units if each != "mach")


def _converts(unit: str, wanted: str) -> bool:
    try:
        conversion(unit, wanted)
    except ValueError:
        return False
    return True


def _exists(unit: str) -> bool:
    if unit in COUNTED or _converts(unit, unit):
        return True
    return bool(re.fullmatch(r"[a-z][a-z -]+s", unit)) and not difflib.get_close_matches(unit, COUNTED, n=1, cutoff=NEAR)


def _some_unit(unit: str) -> str:
    return " or ".join(nearest(unit, COUNTED)) or "a unit such as km, kg or hours, or what is counted, such as launchers"
