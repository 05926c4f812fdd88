"""Room: runs. Places of records that do not lie in the country they name, by the shipped outlines. Catalogue and geography meet here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dualtrack import geography
from dualtrack.catalogue import Catalogue, Record
from dualtrack.catalogue.problem_places import ProblemPlace, problems_at
from dualtrack.catalogue.yaml_file import Path
from dualtrack.errors import Problem, UnknownName

ISLETS_KM = 10.0
"""How far off the coast a place may lie [km]: towns are given to a hundredth of a degree, and small islands are not in the outlines."""


def misplaced(catalogue: Catalogue, records: tuple[Record, ...]) -> tuple[Problem, ...]:
    """A problem for each place outside the country it names; a coast is given the tolerance that geography gives it."""
    return tuple(problems_at((place for record in records for place in _places(record)), catalogue))


def _places(record: Record) -> Iterator[ProblemPlace]:
    found: list[tuple[Path, dict[str, Any]]] = []
    if isinstance(record.details.get("place"), dict):
        found.append((("place",), record.details["place"]))
    found += [(("places", number), place) for number, place in enumerate(record.details.get("places", ()))]
    for path, place in found:
        code, latitude, longitude = place["country"], place["latitude"], place["longitude"]
        try:
            inside = geography.contains(code, latitude, longitude, ISLETS_KM)
        except UnknownName as error:
            yield ProblemPlace(record, (*path, "country"), "is no country of the shipped outlines", repr(code), str(error))
            continue
        if not inside:
            there = geography.country_at(latitude, longitude) or "the sea"
            wrong = f"lies in {there}, not in {code}"
            yield ProblemPlace(record, (*path, "latitude"), wrong, f"{latitude}, {longitude}", "the place's own degrees, or its country")
