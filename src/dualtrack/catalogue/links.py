"""Room: catalogue. Which record names which: every id that stands in a record, with its place and the folder it must be in.

A new field that names a record is entered here, and then it is checked, shown on the pages and followed by timelines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dualtrack.catalogue.records import Record
from dualtrack.catalogue.yaml_file import Path

ONE = {
    "system": "systems",
    "operator": "actors",
    "by": "actors",
    "alliance": "actors",
    "proposed_by": "actors",
    "subject": "actors",
    "framework": "actors",
    "host": "actors",
    "treaty": "treaties",
    "raid": "raids",
}
"""Fields of a record that name one other record, with the folder it must be in."""

MANY = {
    "by": "actors",
    "hosts": "actors",
    "about": "",
    "claimants": "actors",
    "needs_agreement_of": "actors",
    "systems": "systems",
    "treaties": "treaties",
    "deployments": "deployments",
}
"""Fields that name several; without a folder, any record."""

INSIDE = (
    ("members", "state", "states"),
    ("office", "of", "actors"),
    ("parties", "actor", "actors"),
    ("events", "by", "actors"),
    ("options", "by", "actors"),
    ("stations", "sensor", "sensors"),
    ("batteries", "system", "systems"),
)
"""Lists whose items name a record: the list, the field of an item, the folder."""


def references(record: Record) -> Iterator[tuple[Path, str, str]]:
    """Every id a record names outside its claims, as (where, id, folder it must be in)."""
    details = record.details
    for key, folder in ONE.items():
        if isinstance(details.get(key), str):
            yield (key,), details[key], folder
    for key, folder in MANY.items():
        named = details.get(key) or ()
        for number, found in enumerate(named if isinstance(named, list) else ()):
            yield (key, number), found, folder
    for key, inner, folder in INSIDE:
        for number, item in enumerate(details.get(key, ())):
            if item.get(inner):
                yield (key, number, inner), item[inner], folder
    for number, change in enumerate(details.get("changes", ())):
        folder, _, named = change["record"].partition("/")
        if not change.get("now"):
            continue
        yield ("changes", number, "record"), named, folder
    for number, patch in enumerate(details.get("patch", ())):
        yield from _patch_references(patch, ("patch", number))
    for number, option in enumerate(details.get("options", ())):
        for place, measure in enumerate(option["measures"]):
            yield ("options", number, "measures", place), measure, "measures"


def claimants(record: Record) -> Iterator[tuple[Path, str, str]]:
    """The claimants of a record's claims, in the same form."""
    for claim in record.claims:
        if claim.claimant:
            yield ("claims", claim.attribute, "values", claim.number - 1, "claimant"), claim.claimant, "actors"


def _patch_references(patch: Mapping[str, Any], path: Path) -> Iterator[tuple[Path, str, str]]:
    """The ids that one patch of a measure names."""
    kind = next(kind for kind in ("remove", "station", "battery", "add") if kind in patch)
    change = patch[kind]
    if kind == "battery":
        yield (*path, kind, "system"), change["system"], "systems"
        return
    if "sensor" in change:
        yield (*path, kind, "sensor"), change["sensor"], "sensors"
        return
    yield (*path, kind, "operator"), change["operator"], "actors"
    if "system" in change:
        yield (*path, kind, "system"), change["system"], "systems"
    for number, system in enumerate(change.get("systems", ())):
        yield (*path, kind, "systems", number), system, "systems"


def names_record(record: Record, other: Record) -> bool:
    """Whether a record names another outside its claims."""
    codes = {other.id} if other.folder != "actors" else {other.id, other.details.get("iso3", other.id)}
    fits = {"", other.folder, "states"}
    return any(found in codes and folder in fits for _, found, folder in references(record))
