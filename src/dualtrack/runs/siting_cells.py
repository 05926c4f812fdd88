"""Room: runs. What a siting question wants covered: people in the members' towns, or the kilometres of their land border."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from dualtrack import geography
from dualtrack.errors import UnknownName, UserError
from dualtrack.models.warning.detection import distance_km
from dualtrack.runs.coverage import EUROPE
from dualtrack.scenarios import Scenario

Array = NDArray[np.float64]

LEAST_PEOPLE = 15_000
BORDER_KM = 10.0
"""The longest piece of border that counts as one cell."""
NEAR_KM = 100.0
"""How far from the border a town may lie to be a candidate for a watch on it."""


@dataclass(frozen=True, slots=True)
class Cells:
    """What can be covered: places [degrees] with people, or kilometres of border, in each."""

    latitudes: Array
    longitudes: Array
    weights: Array


def members_asked(scenario: Scenario, countries: Sequence[str]) -> tuple[str, ...]:
    """The members asked about, all when none is named; raises UserError for a code that is no member's."""
    for code in countries:
        if code not in scenario.members:
            raise UserError(str(UnknownName("member of the alliance", code, scenario.members, "--country")))
    return tuple(countries) or scenario.members


def towns_of(members: Sequence[str]) -> geography.TownTable:
    """The towns of the members in Europe's window, parts overseas left out."""
    towns = geography.towns(members, LEAST_PEOPLE)
    west, south, east, north = EUROPE
    kept = (towns.longitudes >= west) & (towns.longitudes <= east) & (towns.latitudes >= south) & (towns.latitudes <= north)
    kept &= ~towns.is_overseas
    if not kept.any():
        raise UserError("--country: no town of the members asked for lies in Europe; write the code of a member there")
    names = ("names", "countries", "latitudes", "longitudes", "populations", "is_capital", "is_overseas")
    return replace(towns, **{name: getattr(towns, name)[kept] for name in names})


def people(towns: geography.TownTable) -> Cells:
    """The people of each town, where the town is."""
    return Cells(towns.latitudes, towns.longitudes, towns.populations.astype(np.float64))


def border(members: Sequence[str], scenario: Scenario, states: Sequence[str]) -> Cells:
    """The members' land border with states outside the alliance, or with those named, in pieces of at most ten kilometres."""
    outside = [country.code for country in geography.countries() if country.code not in scenario.members]
    for code in states:
        if code not in outside:
            raise UserError(str(UnknownName("state outside the alliance", code, outside, "--border-with")))
    theirs = {point for code in (states or outside) for point in _points(code)}
    pieces: list[tuple[float, float, float]] = []
    for code in members:
        own = _points(code)
        shared = np.array([point in theirs for point in own])
        latitude, longitude = np.array(own).T
        length = distance_km(latitude[:-1], longitude[:-1], latitude[1:], longitude[1:])
        kept = shared[:-1] & shared[1:] & (length <= BORDER_KM * 1.05)
        middle = ((latitude[:-1] + latitude[1:]) / 2.0)[kept], ((longitude[:-1] + longitude[1:]) / 2.0)[kept]
        pieces += list(zip(*(part.tolist() for part in (*middle, length[kept])), strict=True))
    if not pieces:
        raise UserError("--cover border: the members asked for have no land border with these states; write others")
    latitudes, longitudes, lengths = np.array(pieces).T
    return Cells(latitudes, longitudes, lengths)


def near_border(towns: geography.TownTable, cells: Cells) -> NDArray[np.bool_]:
    """Which towns lie near enough to the border to be candidates for a watch on it."""
    near = np.zeros(len(towns), dtype=bool)
    for latitude, longitude in zip(cells.latitudes.tolist(), cells.longitudes.tolist(), strict=True):
        near |= distance_km(latitude, longitude, towns.latitudes, towns.longitudes) <= NEAR_KM
    return near


def _points(code: str) -> list[tuple[float, float]]:
    latitudes, longitudes = geography.border_points(code, BORDER_KM, "home")
    return list(zip(np.round(latitudes, 5).tolist(), np.round(longitudes, 5).tolist(), strict=True))
