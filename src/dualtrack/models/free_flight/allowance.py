"""Room: models. What free flight leaves out: powered flight before it and re-entry after it, as an allowance calibrated on reports.
Imports errors, the arcs and numpy only.

Five lofted long-range tests took 2.5 to 4.7 minutes longer, from launch to impact, than the free flight with the reported apogee
and distance. Divided by the speed at burnout that is 21 to 43 seconds for each kilometre a second: powered flight has to reach that
speed. The allowance is that interval times the speed. For speeds below those of the five tests this carries the proportion on, which
`is_calibrated` tells. On minimum-energy arcs the low end is nothing.

Valid for
    Ballistic missiles that burn out above most of the air, of 5.9 to 7.9 km/s (the tests' speeds); below, by proportion.

References
    The five tests in docs/models/free_flight.md: U.S. Pacific Command, CSIS, Janes, D. Wright (UCS), KCNA, Japan's Ministry of Defence.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dualtrack.models.free_flight.model import lofted

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ReportedFlight:
    """A flight whose apogee [km], distance [km] and time from launch to impact [min, least and most reported] were made public."""

    name: str
    apogee_km: float
    distance_km: float
    least_minutes: float
    most_minutes: float


REPORTED = (
    ReportedFlight("Hwasong-14, 4 July 2017", 2802.0, 933.0, 37.0, 39.0),
    ReportedFlight("Hwasong-14, 28 July 2017", 3724.9, 998.0, 47.2, 47.2),
    ReportedFlight("Hwasong-15, 28 November 2017", 4500.0, 960.0, 53.0, 54.0),
    ReportedFlight("Hwasong-17, 18 November 2022", 6040.9, 999.2, 68.9, 69.0),
    ReportedFlight("Hwasong-15, 18 February 2023", 5768.0, 989.0, 66.0, 66.0),
)
"""The calibration (case 21). Reported minus free flight: 2.5 to 4.7 minutes."""


def reported_allowance_minutes() -> tuple[Array, Array]:
    """Least and most minutes [flights] by which each reported flight took longer than its free flight.

    Valid for: the flights in `REPORTED`. References: as the module says.
    """
    free = lofted([each.apogee_km for each in REPORTED], [each.distance_km for each in REPORTED]).minutes
    least = np.array([each.least_minutes for each in REPORTED]) - free
    most = np.array([each.most_minutes for each in REPORTED]) - free
    return least, most


def allowance_minutes(burnout_speed_km_s: ArrayLike) -> tuple[Array, Array]:
    """The least and the most minutes to add to free flight from a speed at burnout [km/s]; shapes of the input.

    Valid for: as the module says. References: as the module says.
    """
    low, high = minutes_per_speed()
    speed = np.asarray(burnout_speed_km_s, dtype=np.float64)
    return np.asarray(low * speed), np.asarray(high * speed)


def minimum_energy_allowance_minutes(burnout_speed_km_s: ArrayLike) -> tuple[Array, Array]:
    """The same for a minimum-energy flight [minutes]: from nothing to the most; shapes of the input.

    Powered flight there covers ground and height that the free-flight arc from the surface counts too, which lofted flight hardly
    does: reported flights of 1,800 to 4,600 km took 0 to 2 minutes longer than free flight, one of 6,800 km nearly 5.

    Valid for: as the module says. References: docs/models/reported-flights.csv.
    """
    _, high = allowance_minutes(burnout_speed_km_s)
    return np.zeros_like(high), high


def minutes_per_speed() -> tuple[float, float]:
    """The least and the most minutes of allowance for each km/s at burnout over the reported flights.

    Valid for: as the module says. References: as the module says.
    """
    least, most = reported_allowance_minutes()
    speed = lofted([each.apogee_km for each in REPORTED], [each.distance_km for each in REPORTED]).speed_km_s
    return float((least / speed).min()), float((most / speed).max())


def is_calibrated(burnout_speed_km_s: ArrayLike) -> NDArray[np.bool_]:
    """Whether a speed at burnout [km/s] lies among those of the reported flights; shape of the input.

    Valid for: as the module says. References: as the module says.
    """
    speed = lofted([each.apogee_km for each in REPORTED], [each.distance_km for each in REPORTED]).speed_km_s
    asked = np.asarray(burnout_speed_km_s, dtype=np.float64)
    inside: NDArray[np.bool_] = (asked >= speed.min()) & (asked <= speed.max())
    return inside
