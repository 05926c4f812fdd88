"""Room: models. Straight flight: distance over speed for cruise missiles. Imports errors and numpy only; pure functions.

Valid for
    Steady cruise along the shortest line: a lower bound of the time.

References
    None needed: time is distance divided by speed.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dualtrack.errors import OutsideValidity

Array = NDArray[np.float64]


def minutes(distance_km: ArrayLike, speed_m_s: ArrayLike) -> Array:
    """The shortest time [minutes] over `distance_km` [km] at `speed_m_s` [m/s]; shapes broadcast.

    An infinite distance (nothing is deployed) gives an infinite time. Raises OutsideValidity for a distance that is negative or
    not a number, and for a speed that is not positive and finite.

    Valid for: steady cruise along the shortest line; a real flight takes longer. References: none needed.
    """
    distance = np.asarray(distance_km, dtype=np.float64)
    speed = np.asarray(speed_m_s, dtype=np.float64)
    wrong = ~(distance >= 0.0)
    if wrong.any():
        raise OutsideValidity(f"a flight needs a distance of zero or more, found {distance[wrong].flat[0]:g} km")
    wrong = ~(np.isfinite(speed) & (speed > 0.0))
    if wrong.any():
        raise OutsideValidity(f"a flight needs a positive, finite speed, found {speed[wrong].flat[0]:g} m/s")
    time: Array = distance * 1000.0 / speed / 60.0
    return time


def answer(*, capital_distance_km: ArrayLike, speed_m_s: ArrayLike) -> Mapping[str, Array]:
    """`cruise_flight_time` [minutes], [draw, capital], from distances [km] [capital] and speeds [m/s] [draws].

    Raises OutsideValidity as `minutes` does. Valid for: steady cruise along the shortest line. References: none needed.
    """
    distances = np.atleast_1d(np.asarray(capital_distance_km, dtype=np.float64))
    speeds = np.atleast_1d(np.asarray(speed_m_s, dtype=np.float64))
    return {"cruise_flight_time": minutes(distances[None, :], speeds[:, None])}
