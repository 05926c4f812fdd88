"""Room: geography. Towns by country and by name. Imports errors, names, places, shipped."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dualtrack.errors import QuestionError, UnknownName
from dualtrack.geography.names import folded
from dualtrack.geography.places import Town, TownTable
from dualtrack.geography.shipped import area_table, read_arrays, text_lines

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CAPITAL, OVERSEAS, QUARTER = 1, 2, 4
UNITS_PER_DEGREE = 1_000
CLEAR_LEAD = 10  # a name goes to the largest town of that name when it has this many times the inhabitants of the next
ASSUMED_WHERE_UNKNOWN = 1000  # inhabitants, only to rank towns of one name
OUTWEIGHS = 2  # a town that only has the name among its other names counts when it has this many times the inhabitants
LISTED = 8
ENDS = (b"", b"\n", b"|")  # what stands before and after a whole name in the stored texts


@dataclass(frozen=True, slots=True, eq=False)
class _Shelf:
    """All shipped towns: parallel arrays; populations of 0 are not known."""

    names: list[str]
    countries: NDArray[np.str_]
    latitudes: NDArray[np.float64]
    longitudes: NDArray[np.float64]
    populations: NDArray[np.int64]
    flags: NDArray[np.uint8]
    other_names: bytes


@functools.cache
def _shelf() -> _Shelf:
    """The shipped towns, read once."""
    data = read_arrays("towns.npz")
    return _Shelf(
        names=text_lines(data["names"]),
        countries=data["codes"][data["country"]],
        latitudes=data["latitude"] / UNITS_PER_DEGREE,
        longitudes=data["longitude"] / UNITS_PER_DEGREE,
        populations=data["population"].astype("int64"),
        flags=data["flags"],
        other_names=data["other_names"].tobytes(),
    )


def _town(row: int) -> Town:
    """One town of the shelf."""
    shelf = _shelf()
    return Town(
        name=shelf.names[row],
        country=str(shelf.countries[row]),
        latitude=round(float(shelf.latitudes[row]), 3),
        longitude=round(float(shelf.longitudes[row]), 3),
        population=int(shelf.populations[row]) or None,
        is_capital=bool(shelf.flags[row] & CAPITAL),
        is_overseas=bool(shelf.flags[row] & OVERSEAS),
    )


@functools.cache
def capitals() -> dict[str, Town]:
    """The capital of every area that has one, by area code."""
    found = (_town(int(row)) for row in (_shelf().flags & CAPITAL).nonzero()[0])
    return {town.country: town for town in found}


def towns(country_codes: Sequence[str] | None = None, minimum_population: int = 15000) -> TownTable:
    """Towns with at least so many inhabitants, by country code, largest first; of all countries when none is named.

    Quarters of larger cities are left out, so that nobody is counted twice, and so are towns whose population is not known.
    The sum covers townspeople only: docs/data/geography.md gives their share for each country. Places under 15,000
    inhabitants are shipped for Europe, Russia, Turkey, the Caucasus and Kazakhstan only. Raises UnknownName for a code.
    """
    import numpy

    shelf = _shelf()
    chosen = (shelf.populations >= max(minimum_population, 1)) & (shelf.flags & QUARTER == 0)
    if country_codes is not None:
        for code in country_codes:
            _known_area(code)
        chosen &= numpy.isin(shelf.countries, numpy.array(list(country_codes), dtype=shelf.countries.dtype))
    rows = chosen.nonzero()[0]
    rows = rows[numpy.lexsort((-shelf.populations[rows], shelf.countries[rows]))]
    return TownTable(
        names=numpy.array([shelf.names[row] for row in rows], dtype=numpy.str_),
        countries=shelf.countries[rows],
        latitudes=shelf.latitudes[rows],
        longitudes=shelf.longitudes[rows],
        populations=shelf.populations[rows],
        is_capital=(shelf.flags[rows] & CAPITAL) > 0,
        is_overseas=(shelf.flags[rows] & OVERSEAS) > 0,
    )


def find_town(name: str, country: str | None = None, near: tuple[float, float] | None = None) -> Town:
    """The town of this name, official or other, capitals, accents and hyphens ignored.

    Official names go before other names. Of several towns, the capital of a country answers, or the one with ten times the
    inhabitants of the next; `near` (latitude and
    longitude [deg]) takes the closest instead. Raises UnknownName with the nearest names, and QuestionError with the
    candidates, largest first, when the name alone does not decide.
    """
    if country is not None:
        _known_area(country)
    found = _towns_named(folded(name), country)
    if not found:
        place = f" in {country}" if country else ""
        raise UnknownName(f"town{place}", name, _similar_names(folded(name), country))
    if near is not None:
        return min(found, key=lambda town: _distance_rad(town, near))
    leading = [town for town in found if town.is_capital] or found
    if len(leading) == 1 or _weight(leading[0]) >= CLEAR_LEAD * _weight(leading[1]):
        return leading[0]
    raise QuestionError(_ambiguous(name, leading, country))


def _towns_named(name: str, country: str | None) -> list[Town]:
    """Towns of this folded name, most inhabitants first: those whose official name it is, and much larger ones that have it too."""
    shelf = _shelf()
    official, other = _rows_named(name, other=False), _rows_named(name, other=True)
    rows = [row for row in {*official, *other} if country is None or shelf.countries[row] == country]
    rows = [row for row in rows if not shelf.flags[row] & QUARTER] or rows
    largest = max((_weight(_town(row)) for row in rows if row in official), default=0)
    kept = (_town(row) for row in rows if row in official or _weight(_town(row)) > OUTWEIGHS * largest)
    return sorted(kept, key=lambda town: (-_weight(town), town.country, town.latitude))


def _known_area(code: str) -> None:
    """Refuse an area code that the map does not have."""
    areas = area_table()["areas"]
    if code not in areas:
        raise UnknownName("country code", code, areas)


def _weight(town: Town) -> int:
    """The inhabitants of a town, as far as they rank towns of one name."""
    return town.population or ASSUMED_WHERE_UNKNOWN


def _distance_rad(town: Town, place: tuple[float, float]) -> float:
    """Great-circle distance between a town and a place (latitude, longitude [deg]) [rad]."""
    north, other = math.radians(town.latitude), math.radians(place[0])
    east = math.radians(town.longitude - place[1])
    chord = math.sin((north - other) / 2) ** 2 + math.cos(north) * math.cos(other) * math.sin(east / 2) ** 2
    return 2 * math.asin(math.sqrt(min(1.0, chord)))


def _ambiguous(name: str, candidates: list[Town], country: str | None) -> str:
    """The text of the error for a name that several towns answer to."""
    lines = [
        f"  {town.name}, {town.country}, {town.latitude:.2f} {town.longitude:.2f}, "
        + (f"{town.population:,} inhabitants" if town.population else "inhabitants not known")
        for town in candidates[:LISTED]
    ]
    more = f"\n  and {len(candidates) - LISTED} more" if len(candidates) > LISTED else ""
    advice = (
        "write its latitude,longitude instead" if country else "write its country behind it, as in 'Tapa, EST', or its latitude,longitude"
    )
    return f"{len(candidates)} towns are called {name!r}; {advice}:\n" + "\n".join(lines) + more


@functools.cache
def _folded_names() -> bytes:
    """The official names of all towns, folded, one on each line."""
    return folded("\n".join(_shelf().names)).encode()


@functools.cache
def _line_starts(other: bool) -> NDArray[Any]:
    """Where each town's line begins in the folded official names, or in the other names."""
    import numpy

    text = _shelf().other_names if other else _folded_names()
    ends = numpy.flatnonzero(numpy.frombuffer(text, dtype=numpy.uint8) == ord("\n"))
    return numpy.concatenate([numpy.zeros(1, dtype=ends.dtype), ends + 1])


def _rows_named(name: str, other: bool) -> list[int]:
    """The rows of towns whose official names, or other names, hold this folded name."""
    text = _shelf().other_names if other else _folded_names()
    wanted = name.encode()
    places = [found.start() for found in re.finditer(re.escape(wanted), text)] if wanted else []
    whole = [start for start in places if text[start - 1 : start] in ENDS and text[start + len(wanted) : start + len(wanted) + 1] in ENDS]
    return sorted(set((_line_starts(other).searchsorted(whole, side="right") - 1).tolist()))


def _similar_names(name: str, country: str | None) -> list[str]:
    """Official names that begin alike and are about as long, to suggest the nearest from."""
    shelf = _shelf()
    lines = _folded_names().decode().split("\n")
    return [
        shelf.names[row]
        for row, line in enumerate(lines)
        if line[:1] == name[:1] and abs(len(line) - len(name)) <= 2 and country in (None, shelf.countries[row])
    ]
