"""Room: geography. The value types: a town, a country, a part of its land, a table of towns. Imports nothing of the project."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Status = Literal["member", "observer", "separate", "territory"]


@dataclass(frozen=True, slots=True)
class Town:
    """A town as GeoNames lists it: position [deg], inhabitants, or None where not known.

    `country` is an area code, ISO 3166-1 alpha-3 or XKX. `is_overseas` is true in the parts of a country far from its mainland.
    """

    name: str
    country: str
    latitude: float
    longitude: float
    population: int | None
    is_capital: bool
    is_overseas: bool = False


@dataclass(frozen=True, slots=True)
class Country:
    """A state or an area with a code of its own.

    `status`: `member` or `observer` of the United Nations, `separate` (see the boundary policy), or `territory` with the state
    `responsible` for it. `population` is GeoNames' total for the whole country, or None where not known.
    """

    code: str
    name: str
    capital: Town
    status: Status
    responsible: str | None = None
    population: int | None = None


@dataclass(frozen=True, slots=True)
class LandPart:
    """One unbroken piece of a country's land: area [km2], a point inside it [deg].

    `is_home` is true for the largest piece and all that a chain of gaps of at most 1,500 km joins to it.
    """

    country: str
    area_km2: float
    latitude: float
    longitude: float
    is_home: bool


@dataclass(frozen=True, slots=True, eq=False)
class TownTable:
    """Towns as parallel arrays of one length: names, area codes, positions [deg], inhabitants, capitals, parts overseas."""

    names: NDArray[np.str_]
    countries: NDArray[np.str_]
    latitudes: NDArray[np.float64]
    longitudes: NDArray[np.float64]
    populations: NDArray[np.int64]
    is_capital: NDArray[np.bool_]
    is_overseas: NDArray[np.bool_]

    def __len__(self) -> int:
        """How many towns the table holds."""
        return len(self.names)
