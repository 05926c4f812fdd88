"""Room: runs. The figures a verification regime rests on: what the asker puts in their place, what is missing, what cannot be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dualtrack.catalogue import Record
from dualtrack.catalogue.attributes import ATTRIBUTES
from dualtrack.errors import UserError
from dualtrack.facts import Claim, Quantity, Resolved
from dualtrack.models import Model
from dualtrack.models.inspections.sampling import POPULATION_AT_MOST
from dualtrack.models.verification.chances import whole
from dualtrack.runs.context import Context
from dualtrack.runs.plain import claim_plain


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the asker puts in place of the record's figures: the chance wanted [percent] and the violation [items]; None keeps them."""

    confidence_percent: float | None = None
    violation_items: int | None = None


def with_wanted(record: Record, wanted: Wanted) -> Record:
    """The record with what the asker wants in place of its own figures, as an assumption."""
    given = {"detection_goal": (wanted.confidence_percent, "percent"), "violation_size": (wanted.violation_items, "items")}
    goal, size = wanted.confidence_percent, wanted.violation_items
    if goal is not None and not 0 < goal < 100:
        raise UserError(f"--confidence: {goal:g} is not between 0 and 100 percent; write for example --confidence 95")
    if size is not None and size < 1:
        raise UserError(f"--violation: {size} is no violation; write a whole number from 1 up")
    if size is not None and size > POPULATION_AT_MOST:
        raise UserError(f"--violation: {size} items are too many to reckon with; write at most {POPULATION_AT_MOST:,}")
    claims = [claim for claim in record.claims if given.get(claim.attribute, (None, ""))[0] is None]
    claims += [
        Claim(record.id, name, Quantity.exactly(float(value), unit), assumed="given on the command line")
        for name, (value, unit) in given.items()
        if value is not None
    ]
    return replace(record, claims=tuple(claims))


def units_of(record: Record, chosen: Sequence[Model]) -> dict[str, str]:
    """Every figure the models read from the record, with the unit they read it in."""
    parts = record.details["regime"]["parts"]
    return {
        port.attribute: port.unit
        for model in chosen
        if not model.part or model.part in parts
        for port in model.inputs
        if port.subject == "measure"
    }


def no_value(record: Record, attribute: str, resolved: Resolved, unit: str, context: Context) -> str:
    """Why a figure cannot be used and what to write; empty where it can."""
    value, place, day = resolved.value, f"claims.{attribute}", context.scenario.dates.known_by
    if not record.of(attribute):
        told = f" ({record.unknowns[attribute]})" if attribute in record.unknowns else ""
        return f"no value for {attribute}{told}; write {place}"
    if not context.catalogue.claims(record.id, attribute, context.scenario.dates):
        return f"no value for {attribute} was public and held by {day}; write {place} with one that was, or a later --as-of"
    if not isinstance(value, Quantity) or not value.is_bounded:
        return f"no value for {attribute} with two ends, found {value}; write {place} with value, or with low and high"
    try:
        value.to(unit)
    except ValueError:
        return f"no value for {attribute} in {unit}, found {value}; write {place} in {unit}"
    return ""


_POSSIBLE: Mapping[str, str] = {
    "detection_goal": "more than 0 and less than 100 percent",
    "inspectable_items": f"1 to {POPULATION_AT_MOST:,} items",
    "violation_size": f"zero to {POPULATION_AT_MOST:,} items, with an upper end of 1 or more",
}


def check(found: Mapping[str, Resolved], units: Mapping[str, str], record: Record, wanted: Wanted) -> None:
    """Raise UserError, naming the claim or the option, for a figure that cannot be."""
    places = {name: f"{record.file}: claims.{name}" for name in found}
    places |= {"violation_size": "--violation"} if wanted.violation_items is not None else {}
    for name, resolved in found.items():
        words = _POSSIBLE.get(name) or ("0 to 100 percent" if units[name] == "percent" else f"zero or more {units[name]}")
        for value in (claim.value for claim in resolved.claims if isinstance(claim.value, Quantity)):
            given = value.to(units[name])
            possible = given.low >= 0 and (units[name] != "percent" or given.high <= 100)
            possible &= name != "detection_goal" or (given.low > 0 and given.high < 100)
            possible &= name != "inspectable_items" or (given.low >= 1 and given.high <= POPULATION_AT_MOST)
            possible &= name != "violation_size" or 1 <= given.high <= POPULATION_AT_MOST
            if not possible:
                raise UserError(f"{places[name]}: {value} is not possible; write {words}")
    items, size = (found[name].value if name in found else None for name in ("inspectable_items", "violation_size"))
    if isinstance(items, Quantity) and isinstance(size, Quantity) and whole(size.to("items").high, "") > (most := whole(items.low, "")):
        among = f"more than the {items} open to inspection" + ("" if items.is_exact else ", at the lower end,")
        raise UserError(f"{places['violation_size']}: {size} is {among} (claims.inspectable_items); write at most {most:,.0f} items")


def figure_plain(attribute: str, resolved: Resolved, missing: bool, context: Context) -> dict[str, Any]:
    """A figure the models read from the record: its value, whose word it is, and whether it is assumed."""
    label = "assumed" if any(claim.assumed for claim in resolved.claims) else "reported"
    return {
        "attribute": attribute,
        "title": ATTRIBUTES["measures"][attribute].title,
        "value": "no value" if missing and not isinstance(resolved.value, Quantity) else str(resolved.value),
        "label": "missing" if missing else label,
        "claims": [claim_plain(claim, context.catalogue) for claim in resolved.claims],
    }
