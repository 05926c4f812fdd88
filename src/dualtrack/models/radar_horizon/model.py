"""Room: models. Radar horizon: how far a sensor sees a target over a smooth earth, and how many sensors an unbroken barrier needs.
Imports errors and numpy only; pure functions over arrays, scalars welcome.

Valid for
    Microwave radar in standard air (an earth of 4/3 radius) over smooth ground or sea; terrain only shortens it.

References
    Navy Electricity and Electronics Training Series, module 18, Radar Principles (the rule in feet and nautical miles; secondhand).
    W. Delaney, Council on Foreign Relations roundtable, 15 November 2001 (260 radars on 14,000 km, or 19 aircraft; seen).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dualtrack.errors import OutsideValidity

Array = NDArray[np.float64]

EARTH_RADIUS_KM = 6371.0
"""The radius of the spherical earth [km]."""
REFRACTION = 4.0 / 3.0
"""The factor by which standard refraction makes the earth's radius look larger; 1 is a straight ray without air."""


@dataclass(frozen=True, slots=True)
class Barrier:
    """An unbroken line of sensors: how far one sees [km], the space between two [km], how many, and the least notice [minutes].

    `notice_minutes` is the time a target flying straight at the line needs from first possible detection, halfway between two
    sensors, to the line.
    """

    sight_km: float
    spacing_km: float
    sensors: int
    notice_minutes: float


def horizon_km(sensor_height_m: ArrayLike, flight_height_m: ArrayLike, refraction: float = REFRACTION) -> Array:
    """The distance [km] at which a target [m above ground] comes over the horizon of a sensor [m above ground]; shapes broadcast.

    Raises OutsideValidity for heights below zero or without end, and for a factor of refraction that is not above zero.

    Valid for: microwaves in standard air over smooth ground; heights small against the earth. References: NEETS module 18.
    """
    sensor = _heights(sensor_height_m, "sensor")
    target = _heights(flight_height_m, "target")
    if not refraction > 0.0:
        raise OutsideValidity(f"the factor of refraction is {refraction:g}; write 4/3 for standard air or 1 for none")
    radius_m = refraction * EARTH_RADIUS_KM * 1000.0
    distance: Array = (_tangent_m(sensor, radius_m) + _tangent_m(target, radius_m)) / 1000.0
    return distance


def lowest_seen_m(sensor_height_m: ArrayLike, distance_km: ArrayLike, refraction: float = REFRACTION) -> Array:
    """The lowest height [m] at which a target at a ground distance [km] is over a sensor's horizon; shapes broadcast.

    Raises OutsideValidity as `horizon_km` does, and beyond a quarter of the way around the earth.

    Valid for: as `horizon_km`. References: as `horizon_km`.
    """
    sensor = _heights(sensor_height_m, "sensor")
    distance = np.asarray(distance_km, dtype=np.float64)
    radius_m = refraction * EARTH_RADIUS_KM * 1000.0
    beyond = np.maximum(distance * 1000.0 - _tangent_m(sensor, radius_m), 0.0) / radius_m
    if (beyond >= math.pi / 2.0).any() or (distance < 0.0).any():
        raise OutsideValidity("no height is seen from this distance; write kilometres from 0 to a quarter of the way around the earth")
    height: Array = radius_m * (1.0 / np.cos(beyond) - 1.0)
    return height


def barrier(
    perimeter_km: float,
    sensor_height_m: float,
    flight_height_m: float,
    *,
    range_km: float = math.inf,
    notice_minutes: float = 0.0,
    speed_m_s: float = 250.0,
) -> Barrier:
    """How many sites or orbits an unbroken perimeter [km] needs against a target at a height [m], each sensor at a height [m].

    A sensor sees as far as its horizon and its own range [km]. With a notice [minutes] a target at a speed [m/s] must be seen that
    long before the line, also halfway between two sensors, so they stand closer. Raises OutsideValidity when the notice is longer
    than a single sensor can give, and for numbers that are not positive.

    Valid for: sensors on a smooth line, all on station, each seen target detected. References: Delaney 2001.
    """
    if not (perimeter_km > 0.0 and math.isfinite(perimeter_km) and range_km > 0.0 and speed_m_s > 0.0 and notice_minutes >= 0.0):
        raise OutsideValidity(
            "a barrier needs a length, a range and a speed above zero and a notice of zero or more, found "
            f"{perimeter_km:g} km, {range_km:g} km, {speed_m_s:g} m/s and {notice_minutes:g} minutes"
        )
    sight = min(float(horizon_km(sensor_height_m, flight_height_m)), range_km)
    depth = notice_minutes * 60.0 * speed_m_s / 1000.0
    if depth >= sight:
        longest = sight * 1000.0 / speed_m_s / 60.0
        raise OutsideValidity(
            f"a notice of {notice_minutes:g} minutes cannot be had: one sensor sees {sight:,.0f} km, which is {longest:.1f} minutes at "
            f"{speed_m_s:g} m/s; write a shorter notice, a higher sensor or a higher target"
        )
    widest = 2.0 * math.sqrt(sight * sight - depth * depth)
    sensors = math.ceil(perimeter_km / widest - 1e-9)
    spacing = perimeter_km / sensors
    ahead = math.sqrt(max(sight * sight - spacing * spacing / 4.0, 0.0))
    return Barrier(sight, spacing, sensors, ahead * 1000.0 / speed_m_s / 60.0)


def spacing_km(perimeter_km: ArrayLike, sensors: ArrayLike) -> Array:
    """The space [km] between sensors set evenly on a perimeter [km]; shapes broadcast.

    Raises OutsideValidity for fewer than one sensor. Valid for: a closed perimeter. References: a division; none needed.
    """
    number = np.asarray(sensors, dtype=np.float64)
    if not (number >= 1.0).all():
        raise OutsideValidity("a barrier has at least one sensor")
    between: Array = np.asarray(perimeter_km, dtype=np.float64) / number
    return between


def _tangent_m(height: Array, radius_m: float) -> Array:
    """Ground distance [m] to the horizon from a height [m]: exact on the sphere, the square-root rule at small heights."""
    ground: Array = radius_m * np.arccos(radius_m / (radius_m + height))
    return ground


def _heights(values: ArrayLike, what: str) -> Array:
    heights = np.asarray(values, dtype=np.float64)
    wrong = ~(np.isfinite(heights) & (heights >= 0.0))
    if wrong.any():
        raise OutsideValidity(f"the {what} stands {heights[wrong].flat[0]:g} m above ground; write metres from 0 up")
    return heights
