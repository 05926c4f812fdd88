"""Room: runs. The geography a run asks about, as plain arrays for the models. Uses the geography room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dualtrack import geography

Array = NDArray[np.float64]
MINIMUM_POPULATION = 15_000
BORDER_SPACING_KM = 10.0


@dataclass(frozen=True, slots=True)
class Tables:
    """Arrays by (subject, attribute) of the models' ports, and the names along the axes `capital` and `country` (state codes)."""

    codes: tuple[str, ...]
    arrays: dict[tuple[str, str], Array]

    def array(self, subject: str, attribute: str) -> Array:
        """One table's column; the terrain is read when first asked for."""
        if subject == "terrain" and (subject, attribute) not in self.arrays:
            self.arrays.update(_terrain())
        return self.arrays[subject, attribute]


WINDOW = (25.0, -70.0, 85.0, 110.0)
"""The terrain that warning times are worked out on: south, west, north, east [degrees]."""


def _terrain() -> dict[tuple[str, str], Array]:
    found = geography.terrain_window(*WINDOW)
    corner = np.array([found.north, found.west, found.cell_degrees])
    return {("terrain", "heights"): found.heights_m, ("terrain", "corner"): corner}


def tables(codes: Sequence[str]) -> Tables:
    """Capitals, towns and border points of the states with these codes; owners are indices into `codes`."""
    ordered = tuple(sorted(codes))
    index = {code: number for number, code in enumerate(ordered)}
    capitals = [geography.country(code).capital for code in ordered]
    towns = geography.towns(ordered, minimum_population=MINIMUM_POPULATION)
    borders = [geography.border_points(code, BORDER_SPACING_KM, parts="home") for code in ordered]
    none = [np.empty(0)]
    arrays = {
        ("place", "latitude"): towns.latitudes,
        ("place", "longitude"): towns.longitudes,
        ("place", "population"): towns.populations,
        ("place", "country"): np.array([index[str(code)] for code in towns.countries]),
        ("place", "capital_latitude"): np.array([capital.latitude for capital in capitals]),
        ("place", "capital_longitude"): np.array([capital.longitude for capital in capitals]),
        ("place", "capital_country"): np.arange(len(ordered)),
        ("country", "border_latitude"): np.concatenate([points[0] for points in borders] or none),
        ("country", "border_longitude"): np.concatenate([points[1] for points in borders] or none),
        ("country", "border_country"): np.concatenate([np.full(points[0].size, number) for number, points in enumerate(borders)] or none),
        ("country", "count"): np.array([len(ordered)]),
    }
    return Tables(ordered, {key: np.asarray(array, dtype=np.float64) for key, array in arrays.items()})
