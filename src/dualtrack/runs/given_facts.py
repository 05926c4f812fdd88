"""Room: runs. Facts that a question or a case gives about a subject: read, checked against what the treaty asks about, made claims."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

from dualtrack.catalogue.records import value_from
from dualtrack.errors import UnknownName, UserError
from dualtrack.facts import Claim, Quantity, Resolved, State, Unknown, Value
from dualtrack.facts.quantity import conversion
from dualtrack.law import Treaty

DECLARED = "declared"
_NUMBER = r"(-?[0-9][0-9,]*(?:\.[0-9]+)?)"
_QUANTITY = re.compile(rf"(>=|<=|>|<)?\s*{_NUMBER}(?:\s*(?:-|to)\s*{_NUMBER})?\s*([A-Za-z_/ ]*)")
_BOUNDS = {">": ("above", False), ">=": ("above", True), "<": ("below", False), "<=": ("below", True)}
_FORMS = ("value", "low", "high", "above", "at_least", "below", "at_most", "unit")


def given_facts(plain: Mapping[str, Any], treaty: Treaty, subject: str, where: str, why: str) -> dict[str, Resolved]:
    """Facts by attribute from plain values; raises UnknownName or UserError naming the place and what to write instead."""
    found: dict[str, Resolved] = {}
    asked = {**treaty.attributes(), DECLARED: ""}
    for name, item in plain.items():
        attribute = name.strip().replace("-", "_").replace(" ", "_")
        if attribute not in asked:
            listed = ", ".join(sorted(asked))
            raise UserError(f"{UnknownName(f'fact the {treaty.name} asks about', name, asked, where)}; it asks about {listed}")
        value = fact_value(item, asked[attribute], f"{where}: {name}")
        claims = () if isinstance(value, Unknown) else (Claim(subject, attribute, value, assumed=why),)
        found[attribute] = Resolved(value, claims)
    return found


def fact_value(plain: Any, unit: str, where: str) -> Value:
    """One value: nothing, words, a number in the treaty's own unit, `480 km`, `450-600`, `> 500 km`, or a mapping as claims have it."""
    if plain is None:
        return Unknown("not given")
    if isinstance(plain, Mapping):
        wrong = [key for key in plain if key not in _FORMS]
        if wrong or not plain:
            raise UserError(f"{where}: {dict(plain)} is no quantity; write for example {{low: 450, high: 600, unit: {unit or 'km'}}}")
        return _in_unit(value_from({"unit": unit, **plain}), unit, where)
    if isinstance(plain, bool):
        return State("yes" if plain else "no")
    if isinstance(plain, int | float):
        return _in_unit(Quantity.exactly(float(plain), unit), unit, where)
    return _from_text(str(plain).strip(), unit, where)


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
        found[name.strip()] = value.strip()
    return found
