"""Room: catalogue. Checks on the claims of one record: dates that can follow on one another, and numbers that add up or say why not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dualtrack.catalogue.problem_places import ProblemPlace
from dualtrack.catalogue.records import Record
from dualtrack.facts import Claim, PartialDate, Quantity

EARLIEST = 1945
"""No claim here is about a time before this year."""
HAVE_TARGETS = ("engagement_range", "engagement_altitude")
"""The attributes whose figures may be said for some kinds of target alone."""


def date_places(record: Record) -> Iterator[ProblemPlace]:
    """Claims and sources whose dates cannot follow on one another as they do."""
    for claim in record.claims:
        path = ("claims", claim.attribute, "values", claim.number - 1)
        for field, wrong, found, instead in _claim_dates(claim, record):
            yield ProblemPlace(record, (*path, field), wrong, found, instead)
        if claim.against and claim.attribute not in HAVE_TARGETS:
            wrong = "says against what a figure holds that has no target"
            yield ProblemPlace(record, (*path, "against"), wrong, claim.attribute, " or ".join(HAVE_TARGETS))
    for key, source in record.sources.items():
        published, accessed = _date(source.published), _date(source.accessed)
        if published and accessed and published.earliest() > accessed.latest():
            yield ProblemPlace(
                record, ("sources", key, "accessed"), "comes before the text was published", source.accessed, f"a day from {published} on"
            )


def _claim_dates(claim: Claim, record: Record) -> Iterator[tuple[str, str, str, str]]:
    source = record.sources.get(claim.source)
    accessed = _date(source.accessed) if source else None
    published = _date(source.published) if source else None
    public = claim.made_public
    if public and accessed and public.earliest() > accessed.latest():
        yield "made_public", "comes after the source was read", str(public), f"a day up to {accessed}"
    if public and published and public.earliest() > published.latest():
        yield "made_public", "comes after its source was published", str(public), f"a day up to {published}, or the later source"
    if claim.until and claim.as_of and claim.until.latest() < claim.as_of.earliest():
        yield "until", "comes before as_of", str(claim.until), f"a day from {claim.as_of} on"
    for field, day in (("as_of", claim.as_of), ("made_public", public), ("until", claim.until)):
        if day and day.year < EARLIEST:
            yield field, "is before anything on record here", str(day), f"a year from {EARLIEST} on"


def _date(text: str) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def sum_places(record: Record) -> Iterator[ProblemPlace]:
    """Sums that do not come out although nothing is said of it, or that do although a mismatch is said."""
    claims = {f"{claim.attribute}.{claim.number}": claim for claim in record.claims}
    for number, stated in enumerate(record.details.get("adds_up", ())):
        yield from _sum(record, ("adds_up", number), stated, claims)


def _sum(record: Record, path: tuple[str | int, ...], stated: Mapping[str, Any], claims: Mapping[str, Claim]) -> Iterator[ProblemPlace]:
    keys = [("total", stated["total"]), *((("parts", place), key) for place, key in enumerate(stated["parts"]))]
    for place, key in keys:
        if key not in claims or not isinstance(claims[key].value, Quantity):
            where = (*path, *(place if isinstance(place, tuple) else (place,)))
            yield ProblemPlace(record, where, "names no quantity of this record", repr(key), "attribute.number, counted from 1")
            return
    total, *parts = (claims[key].value for _, key in keys)
    assert isinstance(total, Quantity)
    same = [part for part in parts if isinstance(part, Quantity) and part.unit == total.unit]
    if len(same) < len(parts):
        yield ProblemPlace(record, (*path, "parts"), "have other units than the total", "", f"claims in {total.unit}")
        return
    low, high = sum(part.low for part in same), sum(part.high for part in same)
    comes_out = low <= total.high + stated["within"] and high >= total.low - stated["within"]
    if not comes_out and not stated.get("mismatch"):
        summed = f"{low:,.10g}" if low == high else f"{low:,.10g}-{high:,.10g}"
        yield ProblemPlace(record, path, "does not add up", f"{summed} against {total}", "`mismatch:` with why, or the right numbers")
    if comes_out and stated.get("mismatch"):
        yield ProblemPlace(record, (*path, "mismatch"), "is said although the numbers add up", str(total), "no mismatch")
