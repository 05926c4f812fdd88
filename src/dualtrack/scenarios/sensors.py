"""Room: scenarios. The sensors that an alliance has in a scenario: those on record as its own or its members', at their place on the date.

May use the catalogue. A sensor in the air or at sea has no standing place: it counts where the scenario or a measure sets it.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dualtrack.catalogue import Catalogue, Dates, Record
from dualtrack.facts import Claim, PartialDate, Place, State

STANDING = ("ground-radar", "early-warning-radar", "over-the-horizon-radar")
MOVING = ("airborne-radar", "aerostat", "naval-radar")
SPACE = ("infrared-satellite",)
_STARTS = ("in_service_since", "declared_operational", "first_launched", "delivered")


@dataclass(frozen=True, slots=True)
class Post:
    """A sensor where it watches from: the record `sensor` of its `kind`, and the place or orbit area; satellites have none.

    `assumed` is the reason for a place that no record of the sensor gives.
    """

    id: str
    sensor: str
    kind: str
    place: Place | None
    assumed: str = ""


def posts(catalogue: Catalogue, owners: Sequence[str], dates: Dates, set_up: Sequence[Mapping[str, Any]]) -> tuple[Post, ...]:
    """The standing sensors and satellites of `owners` (ids of actors) on the date, and those that the scenario sets somewhere."""
    found = [
        Post(record.id, record.id, record.kind, _place(record))
        for record in catalogue.records("sensors")
        if (record.kind in SPACE or (record.kind in STANDING and "place" in record.details)) and _is_there(record, catalogue, owners, dates)
    ]
    placed = [placed_post(f"{item['sensor']}-{number}", item, catalogue) for number, item in enumerate(set_up, 1)]
    return (*found, *placed)


def placed_post(post_id: str, item: Mapping[str, Any], catalogue: Catalogue) -> Post:
    """A sensor set at a place by a scenario or a measure."""
    record = catalogue.record(item["sensor"], "sensors")
    return Post(post_id, record.id, record.kind, Place(**item["place"]), item["assumed"])


def owners_of(catalogue: Catalogue, alliance: str, members: Sequence[str]) -> tuple[str, ...]:
    """The ids of the alliance and of the states that are its members (codes)."""
    states = [record.id for record in catalogue.records("actors") if record.details.get("iso3") in members]
    return (alliance, *states)


def _is_there(record: Record, catalogue: Catalogue, owners: Sequence[str], dates: Dates) -> bool:
    """Whether claims public by the date give it to one of the owners, in service and not withdrawn on the date asked about."""

    def said(attribute: str) -> tuple[Claim, ...]:
        return catalogue.claims(record.id, attribute, Dates(dates.known_by, None))

    if not any(isinstance(claim.value, State) and claim.value.text in owners for claim in said("operator")):
        return False
    if any(_day(claim) is not None and _day(claim) <= dates.holds_on for claim in said("retired")):  # type: ignore[operator]
        return False
    starts = [day for attribute in _STARTS for claim in said(attribute) if (day := _day(claim)) is not None]
    return not starts or dates.holds_on is None or min(starts) <= dates.holds_on


def _day(claim: Claim) -> datetime.date | None:
    return PartialDate.parse(claim.value.text).earliest() if isinstance(claim.value, State) else None


def _place(record: Record) -> Place | None:
    return Place(**record.details["place"]) if "place" in record.details else None
