"""Room: models. Free flight: elliptical arcs between two points of a spherical, airless, non-rotating earth.
Imports errors and numpy only; pure functions over arrays, scalars welcome.

Valid for
    Ballistic flight outside the air, burnout and impact at the surface, minimum-energy or lofted; no powered phase.

References
    Bate, Mueller and White, Fundamentals of Astrodynamics, 1971, chapter 6; Wheelon, ARS Journal 29, 1959.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dualtrack.errors import OutsideValidity

Array = NDArray[np.float64]

MU_KM3_S2 = 398_600.4418
"""The earth's gravitational parameter [km3/s2]."""
RADIUS_KM = 6371.0
"""The radius of the spherical earth [km]."""
HALF_CIRCUMFERENCE_KM = np.pi * RADIUS_KM
"""The longest distance over the ground [km]."""
FLATTEST_SHARE = 0.75
"""An apogee below this share of the minimum-energy one is not a minimum-energy or lofted arc; a convention of ours."""

_HALVINGS = 80
ROUNDING = 1e-12
"""A time this share below the minimum-energy one differs by rounding only."""


@dataclass(frozen=True, slots=True)
class Arc:
    """One arc or many: burnout speed [km/s], its angle above the horizon [degrees], apogee [km] and time of free flight [s]."""

    speed_km_s: Array
    angle_deg: Array
    apogee_km: Array
    time_s: Array

    @property
    def minutes(self) -> Array:
        """Time of free flight [minutes]."""
        minutes: Array = self.time_s / 60.0
        return minutes


def minimum_energy(range_km: ArrayLike) -> Arc:
    """The arc that needs least speed for a ground range [km]; shape of the input.

    Raises OutsideValidity for a range that is not positive or exceeds half the circumference.

    Valid for: ballistic flight outside the air. References: Bate, Mueller and White 1971, chapter 6; Wheelon 1959.
    """
    ground = _ground_range(range_km)
    half_angle = ground / RADIUS_KM / 2.0
    apogee = RADIUS_KM / 2.0 * (np.sin(half_angle) - 2.0 * np.sin(half_angle / 2.0) ** 2)
    return _arc(np.maximum(apogee, 0.0), ground)


def lofted(apogee_km: ArrayLike, range_km: ArrayLike) -> Arc:
    """The arc with an apogee [km] and a ground range [km]; shapes broadcast.

    Refuses, with OutsideValidity, an apogee clearly below the minimum-energy one: such a flight is either depressed or, when it
    stays low, shaped by the air, and a free-fall time would mislead.

    Valid for: minimum-energy and lofted flight outside the air. References: Bate, Mueller and White 1971, chapter 6.
    """
    ground = _ground_range(range_km)
    apogee = np.asarray(apogee_km, dtype=np.float64)
    if not (np.isfinite(apogee) & (apogee > 0.0)).all():
        raise OutsideValidity("a ballistic flight needs an apogee above zero; write the greatest height in kilometres")
    usual = minimum_energy(ground).apogee_km
    low = apogee < FLATTEST_SHARE * usual
    if np.any(low):
        height, distance, least = (np.broadcast_to(array, low.shape)[low].flat[0] for array in (apogee, ground, usual))
        raise OutsideValidity(
            f"a flight over {distance:,.0f} km that rises only to {height:,.0f} km is not a free fall on a minimum-energy or "
            f"lofted arc (that would rise to about {least:,.0f} km): it is quasi-ballistic, shaped by the air, or depressed; no "
            "time is given"
        )
    return _arc(apogee, ground)


def arc_over(apogee_km: ArrayLike, range_km: ArrayLike) -> Arc:
    """The arc of free fall with an apogee [km] and a ground range [km], however flat; shapes broadcast. `lofted` refuses flat ones.

    Raises OutsideValidity for an apogee or a range that is not positive.

    Valid for: free fall without air, whatever a real flight at that height would meet. References: as `lofted`.
    """
    apogee = np.asarray(apogee_km, dtype=np.float64)
    if not (np.isfinite(apogee) & (apogee > 0.0)).all():
        raise OutsideValidity("an arc needs an apogee above zero; write the greatest height in kilometres")
    return _arc(*np.broadcast_arrays(apogee, _ground_range(range_km)))


def height_along(share: ArrayLike, range_km: ArrayLike) -> tuple[Array, Array]:
    """Height [km] and time since burnout [s] at shares of the way along minimum-energy arcs over a range [km]; shapes broadcast.

    Raises OutsideValidity as `minimum_energy` does. Valid for: as `minimum_energy`. References: as `minimum_energy`.
    """
    ground = _ground_range(range_km)
    arc = minimum_energy(ground)
    half_angle = ground / RADIUS_KM / 2.0
    sagitta = 2.0 * RADIUS_KM * np.sin(half_angle / 2.0) ** 2
    eccentricity = arc.apogee_km / (arc.apogee_km + sagitta)
    semi_major = (RADIUS_KM + arc.apogee_km) / (1.0 + eccentricity)
    before_apogee = (1.0 - 2.0 * np.asarray(share, dtype=np.float64)) * half_angle
    radius = semi_major * (1.0 - eccentricity**2) / (1.0 - eccentricity * np.cos(before_apogee))
    anomaly = 2.0 * np.arctan(np.tan(before_apogee / 2.0) * np.sqrt((1.0 + eccentricity) / (1.0 - eccentricity)))
    since_apogee = -(anomaly + eccentricity * np.sin(anomaly)) * np.sqrt(semi_major**3 / MU_KM3_S2)
    return np.maximum(radius - RADIUS_KM, 0.0), arc.time_s / 2.0 + since_apogee


def range_for_speed(speed_km_s: ArrayLike) -> Array:
    """The longest ground range [km] from a burnout speed [km/s]; half the circumference from orbital speed on.

    Raises OutsideValidity for a speed that is not positive.

    Valid for: ballistic flight outside the air. References: Bate, Mueller and White 1971, chapter 6.
    """
    speed = np.asarray(speed_km_s, dtype=np.float64)
    if not (np.isfinite(speed) & (speed > 0.0)).all():
        raise OutsideValidity("a ballistic flight needs a burnout speed above zero; write kilometres per second")
    share = np.minimum(speed**2 * RADIUS_KM / (2.0 * MU_KM3_S2), 0.5)
    ground: Array = 2.0 * RADIUS_KM * np.arcsin(np.minimum(share / (1.0 - share), 1.0))
    return ground


def range_for_time(time_s: ArrayLike) -> Array:
    """The ground range [km] whose minimum-energy arc takes a time of free flight [s]; shape of the input.

    Raises OutsideValidity when the time is not positive or longer than the longest minimum-energy arc takes.

    Valid for: minimum-energy flight outside the air. References: as `minimum_energy`.
    """
    time = np.asarray(time_s, dtype=np.float64)
    longest = float(minimum_energy(HALF_CIRCUMFERENCE_KM).time_s)
    if not ((time > 0.0) & (time <= longest)).all():
        raise OutsideValidity(f"a minimum-energy arc takes between 0 and {longest / 60:.1f} minutes; this time is outside")
    return _bisect(lambda ground: minimum_energy(ground).time_s, time, np.full(time.shape, 1e-6), HALF_CIRCUMFERENCE_KM)


def apogee_for_time(time_s: ArrayLike, range_km: ArrayLike) -> Array:
    """The apogee [km] of the lofted arc over a ground range [km] that takes a time of free flight [s]; shapes broadcast.

    Raises OutsideValidity when the time is shorter than on the minimum-energy arc (depressed flight is not modelled) or
    longer than an arc to a hundred thousand kilometres takes.

    Valid for: lofted flight outside the air. References: as `lofted`.
    """
    time, ground = np.broadcast_arrays(np.asarray(time_s, dtype=np.float64), _ground_range(range_km))
    flattest, highest = minimum_energy(ground), 100_000.0
    if not (time >= flattest.time_s * (1.0 - ROUNDING)).all():
        raise OutsideValidity("this time is shorter than a minimum-energy arc takes: a depressed flight, which is not modelled")
    if not (time <= _arc(np.full(ground.shape, highest), ground).time_s).all():
        raise OutsideValidity(f"this time needs an apogee above {highest:,.0f} km; write the time of one flight")
    return _bisect(lambda apogee: _arc(apogee, ground).time_s, time, flattest.apogee_km, highest)


def answer(*, capital_distance_km: ArrayLike) -> Mapping[str, Array]:
    """`ballistic_flight_time` [minutes] and `ballistic_apogee` [km], both [capital], from distances [km] [capital].

    An infinite distance (nothing is deployed) gives an infinite time and apogee: no flight. Raises OutsideValidity for a distance
    that is not positive or exceeds half the circumference.

    Valid for: minimum-energy flight outside the air, free flight only. References: as `minimum_energy`.
    """
    distances = np.atleast_1d(np.asarray(capital_distance_km, dtype=np.float64))
    deployed = ~np.isposinf(distances)
    time = np.full(distances.shape, np.inf)
    apogee = np.full(distances.shape, np.inf)
    arc = minimum_energy(distances[deployed])
    time[deployed], apogee[deployed] = arc.minutes, arc.apogee_km
    return {"ballistic_flight_time": time, "ballistic_apogee": apogee}


def _ground_range(range_km: ArrayLike) -> Array:
    ground = np.asarray(range_km, dtype=np.float64)
    wrong = ~(ground > 0.0)
    if wrong.any():
        raise OutsideValidity(f"a ballistic flight needs a distance above zero, found {ground[wrong].flat[0]:g} km")
    wrong = ground > HALF_CIRCUMFERENCE_KM
    if wrong.any():
        raise OutsideValidity(
            f"no two places are {ground[wrong].flat[0]:,.0f} km apart; write at most half the circumference, "
            f"{HALF_CIRCUMFERENCE_KM:,.0f} km"
        )
    return ground


def _arc(apogee: Array, ground: Array) -> Arc:
    """Kepler's ellipse through launch and impact, symmetric about its apogee."""
    half_angle = ground / RADIUS_KM / 2.0
    sagitta = 2.0 * RADIUS_KM * np.sin(half_angle / 2.0) ** 2
    eccentricity = apogee / (apogee + sagitta)
    flatness = sagitta / (apogee + sagitta)
    semi_major = (RADIUS_KM + apogee) / (1.0 + eccentricity)
    semi_minor = semi_major * np.sqrt(flatness * (1.0 + eccentricity))
    up, across = RADIUS_KM * np.cos(half_angle), RADIUS_KM * np.sin(half_angle)
    anomaly = np.arctan2(across / semi_minor, up / semi_major - eccentricity)
    time = 2.0 * (anomaly + eccentricity * np.sin(anomaly)) * np.sqrt(semi_major**3 / MU_KM3_S2)
    speed = np.sqrt(MU_KM3_S2 * (2.0 / RADIUS_KM - 1.0 / semi_major))
    momentum = np.sqrt(MU_KM3_S2 * (RADIUS_KM + apogee) * flatness)
    angle = np.degrees(np.arccos(np.minimum(momentum / (RADIUS_KM * speed), 1.0)))
    return Arc(speed, angle, apogee, time)


def _bisect(rising: Callable[[Array], Array], wanted: Array, low: ArrayLike, high: ArrayLike) -> Array:
    """Where a rising function takes the wanted value, between low and high; shape of `wanted`."""
    below = np.broadcast_to(np.asarray(low, dtype=np.float64), wanted.shape).copy()
    above = np.broadcast_to(np.asarray(high, dtype=np.float64), wanted.shape).copy()
    for _ in range(_HALVINGS):
        middle = (below + above) / 2.0
        short = rising(middle) < wanted
        below, above = np.where(short, middle, below), np.where(short, above, middle)
    middle_of_both: Array = (below + above) / 2.0
    return middle_of_both
