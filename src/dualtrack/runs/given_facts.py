"""Room: runs. Facts that a question or a case gives about a subject: read, checked against what the treaty asks about, made claims."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

from dualtrack.catalogue.attributes import ATTRIBUTES, FACTS_OF
from dualtrack.catalogue.records import value_from
from dualtrack.errors import UnknownName, UserError, nearest
from dualtrack.facts import Claim, Quantity, Resolved, State, Unknown, Value
from dualtrack.facts.quantity import conversion
from dualtrack.law import Treaty, plain_name

DECLARED = "declared"
_NUMBER = r"(-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)"
_QUANTITY = re.compile(rf"(>=|<=|>|<)?\s*{_NUMBER}(?:\s*(?:-|to)\s*{_NUMBER})?\s*([A-Za-z_/ ]*)")
_BOUNDS = {">": ("above", False), ">=": ("above", True), "<": ("below", False), "<=": ("below", True)}
_FORMS = ("value", "low", "high", "above", "at_least", "below", "at_most", "unit")


def given_facts(plain: Mapping[str, Any], treaty: Treaty, subject: str, where: str, why: str) -> dict[str, Resolved]:
    """Facts by attribute from plain values; raises UnknownName or UserError naming the place and what to write instead."""
    found: dict[str, Resolved] = {}
    asked = {**treaty.attributes(), DECLARED: ""}
    names = {plain_name(attribute).casefold().replace(" ", "_").replace("-", "_"): attribute for attribute in asked} | {n: n for n in asked}
    looked_for, closed = treaty.vocabulary(), _closed(treaty)
    for name, item in plain.items():
        attribute = names.get(name.strip().casefold().replace("-", "_").replace(" ", "_"), "")
        if not attribute:
            listed = ", ".join(sorted(asked))
            raise UserError(f"{UnknownName(f'fact the {treaty.name} asks about', name, names, where)}; it asks about {listed}")
        value = fact_value(item, asked[attribute], f"{where}: {name}")
        if isinstance(value, State):
            words = (*looked_for.get(attribute, ()), *closed.get(attribute, ()))
            value = _known_word(value.text, words, attribute in closed, f"{where}: {name}")
        claims = () if isinstance(value, Unknown) else (Claim(subject, attribute, value, assumed=why),)
        found[attribute] = Resolved(value, claims)
    return found


def _closed(treaty: Treaty) -> dict[str, tuple[str, ...]]:
    """The attributes whose words are a closed list: the catalogue's choices, and what a treaty only asks yes or no about."""
    known = {name: each.choices for folder in FACTS_OF[treaty.judges] for name, each in ATTRIBUTES[folder].items() if each.choices}
    yes_or_no = {name: ("yes", "no") for name, words in treaty.vocabulary().items() if set(words) <= {"yes", "no"}}
    return {DECLARED: ("yes", "no"), **yes_or_no, **known}


def _known_word(text: str, words: tuple[str, ...], closed: bool, where: str) -> State:
    """The word as the treaty has it, whatever its case; raises UserError for one it cannot mean."""
    folded = {word.casefold(): word for word in words}
    if text.casefold() in folded:
        return State(folded[text.casefold()])
    if closed:
        close = nearest(text, folded.values())
        hint = f"did you mean {' or '.join(close)}? " if close else ""
        raise UserError(f"{where}: {text!r} is no word for this; {hint}write one of {', '.join(folded.values())}")
    return State(text)


def fact_value(plain: Any, unit: str, where: str) -> Value:
    """One value: nothing, words, a number in the treaty's own unit, `480 km`, `450-600`, `> 500 km`, or a mapping as claims have it."""
    if plain is None:
        return Unknown("not given")
    if isinstance(plain, Mapping):
        wrong = [key for key in plain if key not in _FORMS]
        if wrong or not plain:
            raise UserError(f"{where}: {dict(plain)} is no quantity; write for example {{low: 450, high: 600, unit: {unit or 'km'}}}")
        return _in_unit(_from_mapping({"unit": unit, **plain}, where), unit, where)
    if isinstance(plain, bool):
        plain = "yes" if plain else "no"
    if isinstance(plain, int | float):
        return _in_unit(Quantity.exactly(float(plain), unit), unit, where)
    return _from_text(str(plain).strip(), unit, where)


def _from_mapping(plain: Mapping[str, Any], where: str) -> Value:
    """A value from a mapping as claims have it, each of its numbers checked first."""
    numbers = {key: value for key, value in plain.items() if key != "unit"}
    for key, value in numbers.items():
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise UserError(f"{where}: {key} is {value!r}, which is no number; write for example {{low: 450, high: 600}}")
    if set(numbers) not in ({"value"}, {"low", "high"}, {"above"}, {"at_least"}, {"below"}, {"at_most"}):
        raise UserError(f"{where}: {', '.join(numbers)} make no quantity; write value, or low and high, or one bound such as above")
    try:
        return value_from(dict(plain))
    except (ValueError, KeyError, TypeError) as error:
        raise UserError(f"{where}: {error}; write for example {{low: 450, high: 600}}") from error


def _from_text(text: str, unit: str, where: str) -> Value:
    match = _QUANTITY.fullmatch(text)
    if not unit:
        if match:
            raise UserError(f"{where}: {text!r} is a quantity, but this fact is in words; write for example yes, no or ground")
        return State(text)
    if not match:
        raise UserError(f"{where}: {text!r} is no quantity; write for example '480 {unit}', '450-600 {unit}' or '> 500 {unit}'")
    sign, low, high, written = match.groups()
    first = float(low.replace(",", ""))
    used = written.strip() or unit
    if high:
        if sign:
            raise UserError(f"{where}: {text!r} has both a bound and an interval; write one of them")
        try:
            return _in_unit(Quantity.between(first, float(high.replace(",", "")), used), unit, where)
        except ValueError as error:
            raise UserError(f"{where}: {error}") from error
    if sign:
        side, closed = _BOUNDS[sign]
        return _in_unit(Quantity.above(first, used, closed) if side == "above" else Quantity.below(first, used, closed), unit, where)
    return _in_unit(Quantity.exactly(first, used), unit, where)


def _in_unit(value: Value, unit: str, where: str) -> Value:
    """The value, checked to be a quantity that can be turned into the unit the treaty measures in."""
    if not isinstance(value, Quantity):
        raise UserError(f"{where}: gives no value; write for example {{value: 480, unit: {unit or 'km'}}}")
    if not unit:
        raise UserError(f"{where}: is a quantity, but this fact is in words; write for example yes, no or ground")
    low = value.low if math.isfinite(value.low) else value.high
    if low < 0 and unit != "degree":
        raise UserError(f"{where}: {value} is below zero; write a number from zero up")
    if value.unit != unit:
        try:
            conversion(value.unit, unit)
        except ValueError as error:
            raise UserError(f"{where}: {value.unit!r} is no unit for this; write the number in {unit}") from error
    return value


def parse_assignments(items: list[str], where: str) -> dict[str, str]:
    """`name=value` texts as a mapping; raises UserError for one that is none."""
    found = {}
    for item in items:
        name, sign, value = item.partition("=")
        if not sign or not name.strip() or not value.strip():
            raise UserError(f"{where}: {item!r} is no fact; write name=value, for example {where} range_max=480km")
        if name.strip() in found:
            raise UserError(f"{where}: {name.strip()} is given twice; write it once")
        found[name.strip()] = value.strip()
    return found
