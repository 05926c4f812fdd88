"""Room: models. Bounded altitude: how long a missile takes that stays low and is shaped by the air (quasi-ballistic, aeroballistic).
Imports errors, free flight's arcs and numpy only; pure functions over arrays, scalars welcome.

Two rival models under one signature (distance, greatest height, greatest speed -> time): `flown_at_share_of_top_speed` takes the
claimed top speed and an average below it; `depressed_arc` takes free fall over the same greatest height.

Valid for
    Flights whose greatest height is below that of a minimum-energy arc over the same distance. Coarse: the average speed is an
    interval, not a trajectory.

References
    North Korean tests of 2026-01-03 (50 km high, 900 km far) in the CNS missile test database; V. Gerasimov on a flight over 450 km at
    28 km in four and a half minutes, 7 October 2020 (as the docs page cites it).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dualtrack.errors import OutsideValidity
from dualtrack.models.free_flight.model import MU_KM3_S2, RADIUS_KM, arc_over, minimum_energy

Array = NDArray[np.float64]

AVERAGE_SHARE = (0.55, 0.95)
"""Average speed over the whole flight as a share of the claimed top speed: an interval of ours, checked on few reported flights."""


def flown_at_share_of_top_speed(
    distance_km: ArrayLike, apogee_km: ArrayLike, top_speed_m_s: ArrayLike, share: ArrayLike = AVERAGE_SHARE
) -> Array:
    """Time [s] over a distance [km] at a share of the top speed [m/s], for a flight no higher than `apogee_km` [km]; shapes broadcast.

    Raises OutsideValidity for a flight that rises as high as a minimum-energy arc does (that is ballistic flight), for a speed that
    could not be: above circular speed, and for a share outside (0, 1].

    Valid for: as the module says. References: as the module says.
    """
    distance, apogee, speed, part = _checked(distance_km, apogee_km, top_speed_m_s, share)
    usual = minimum_energy(distance).apogee_km
    if (apogee >= usual).any():
        at = np.argmax(apogee >= usual)
        raise OutsideValidity(
            f"a flight over {distance.flat[at]:,.0f} km that rises to {apogee.flat[at]:,.0f} km is ballistic, not bounded in altitude (a "
            f"minimum-energy arc rises to {usual.flat[at]:,.0f} km); ask for its free flight"
        )
    time: Array = distance * 1000.0 / (speed * part)
    return time


def depressed_arc(distance_km: ArrayLike, apogee_km: ArrayLike, top_speed_m_s: ArrayLike) -> Array:
    """Time [s] of free fall over a distance [km] on the arc that rises to `apogee_km` [km]; shapes broadcast.

    Raises OutsideValidity when that arc needs more speed at burnout than `top_speed_m_s` [m/s]: lift, not free fall, then carries the
    flight, and the rival model is the one to ask.

    Valid for: low arcs flown without lift. References: as free flight.
    """
    distance, apogee, speed, _ = _checked(distance_km, apogee_km, top_speed_m_s, 1.0)
    arc = arc_over(apogee, distance)
    needed = arc.speed_km_s * 1000.0
    if (needed > speed).any():
        at = np.argmax(needed > speed)
        raise OutsideValidity(
            f"a free fall over {distance.flat[at]:,.0f} km that rises to {apogee.flat[at]:,.0f} km needs {needed.flat[at]:,.0f} m/s at "
            f"burnout and the claim is {speed.flat[at]:,.0f} m/s: lift carries this flight; ask for its average speed instead"
        )
    return arc.time_s


def height_along(share: ArrayLike, apogee_km: ArrayLike) -> Array:
    """Height [km] at shares of the way, under a greatest height [km] reached half way; shapes broadcast.

    Valid for: a coarse profile, for horizons only. References: a parabola; none needed.
    """
    way = np.asarray(share, dtype=np.float64)
    height: Array = 4.0 * np.asarray(apogee_km, dtype=np.float64) * way * (1.0 - way)
    return height


def _checked(distance_km: ArrayLike, apogee_km: ArrayLike, top_speed_m_s: ArrayLike, share: ArrayLike) -> tuple[Array, ...]:
    arrays = [np.asarray(value, dtype=np.float64) for value in (distance_km, apogee_km, top_speed_m_s, share)]
    distance, apogee, speed, part = np.broadcast_arrays(*arrays)
    circular = np.sqrt(MU_KM3_S2 / RADIUS_KM) * 1000.0
    if not ((distance > 0.0) & (apogee > 0.0) & (speed > 0.0) & (speed < circular) & (part > 0.0) & (part <= 1.0)).all():
        raise OutsideValidity(
            "a flight of bounded altitude needs a distance and a height above zero, a top speed between zero and circular speed "
            f"({circular:,.0f} m/s) and an average between zero and the top speed"
        )
    return distance, apogee, speed, part
