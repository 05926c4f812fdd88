"""Room: models. Flight with drag: a falling body in an atmosphere that thins by the same share with every kilometre.
Imports errors, free flight, numpy and the engine; pure functions over arrays: no file, no catalogue, no clock.

The earth is a sphere that does not turn; the body is a point in one plane, without lift and without thrust. Air has 1.225 kg/m3 at sea
level and a scale height of 7.2 km, a middle value: the real one runs from about 6 to 8 km between the ground and 100 km. Air slows by
density x speed squared / (2 x ballistic coefficient). That coefficient is a notional band of public teaching literature, the same for
everything: it stands for no system, and no record holds one.

Valid for
    Coarse comparisons of ballistic flight with and without air: burnout to ground, bodies that come down without lift.

References
    H. J. Allen and A. J. Eggers, NACA Report 1381, 1958 (exponential atmosphere, ballistic re-entry; recalled); J. R. Dormand and
    P. J. Prince, Journal of Computational and Applied Mathematics 6, 1980 (the embedded pair; recalled).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dualtrack.errors import OutsideValidity
from dualtrack.models import engine
from dualtrack.models.drag_flight import kernels
from dualtrack.models.free_flight.model import minimum_energy

Array = NDArray[np.float64]

SEA_LEVEL_DENSITY_KG_M3 = kernels.SEA_LEVEL
"""The density of air at sea level [kg/m3]."""
SCALE_HEIGHT_KM = kernels.SCALE
"""The height [km] over which the density of air falls to 1/e; a middle value for the whole atmosphere."""
BALLISTIC_COEFFICIENTS_KG_M2 = (2_000.0, 10_000.0)
"""A notional band of the mass over drag area of a re-entering body [kg/m2], from teaching literature; of no system (recalled)."""
PROFILE_TIMES = 64
"""Equally spaced times, burnout and ground among them, at which a profile gives the height."""

KERNELS = "dualtrack.models.drag_flight.kernels"
WORTH_COMPILING = 800.0
"""Flights from which compiled kernels are worth their start."""
LEAST_COEFFICIENT = 100.0
HIGHEST_APOGEE_KM = 100_000.0
AIR_TIME_RANGES_KM = (300.0, 15_000.0)
"""Ground ranges [km] for which `air_time_minutes` answers: below, most of the arc lies in the air; beyond, the arc flattens."""
BAND_STEPS = 5


@dataclass(frozen=True, slots=True)
class Flights:
    """Flights from burnout to the ground: ground range [km], time [s] and apogee [km], all of the shape of the starts.

    `altitude_km` [..., 64] holds heights [km] at equally spaced times from burnout to ground where a profile was asked for.
    """

    ground_km: Array
    time_s: Array
    apogee_km: Array
    altitude_km: Array | None = None


def fly(  # noqa: PLR0913  the start of a flight, and how to work it out
    height_km: ArrayLike,
    speed_km_s: ArrayLike,
    angle_deg: ArrayLike,
    ballistic_coefficient_kg_m2: ArrayLike,
    *,
    profile: bool = False,
    rtol: float = 1e-6,
    mode: engine.Mode | None = None,
    threads: int | None = None,
) -> Flights:
    """Fly from burnout, at a height [km] with a speed [km/s] and an angle above the horizon [degrees], to the ground; shapes broadcast.

    An infinite ballistic coefficient [kg/m2] is flight without air. `profile` adds heights at 64 times; `rtol` is the error permitted
    in each step, as a share. `mode` forces plain Python or compiled kernels, else the number of flights decides; neither it nor
    `threads` changes the answer. Raises OutsideValidity for a start that is not one, and for a flight that would not come down.

    Valid for: as the module says. References: as the module says.
    """
    if not 1e-12 <= rtol <= 1e-3:
        raise OutsideValidity(f"a flight is worked out to a share of 1e-12 to 1e-3 in each step, found {rtol:g}; write for example 1e-6")
    given = (np.asarray(each, dtype=np.float64) for each in (height_km, speed_km_s, angle_deg, ballistic_coefficient_kg_m2))
    try:
        height, speed, angle, coefficient = np.broadcast_arrays(*given)
    except ValueError:
        raise OutsideValidity("heights, speeds, angles and coefficients do not fit together; give one of each for every flight") from None
    _check_starts(height, speed, angle, coefficient)
    _check_arcs(height, speed, angle)
    shape, steep = height.shape, np.radians(angle)
    drag = 500.0 * SEA_LEVEL_DENSITY_KG_M3 / coefficient  # per kilometre: half the density, in kilometres and kilometres a second
    starts = np.stack([each.ravel() for each in (height, speed * np.sin(steep), speed * np.cos(steep), drag)], axis=1)
    count = starts.shape[0]
    ground, time, apogee = np.empty(count), np.empty(count), np.empty(count)
    altitude = np.empty((count, PROFILE_TIMES if profile else 0))
    chosen = mode or engine.mode_for(count, WORTH_COMPILING)
    loaded = engine.load(KERNELS, chosen)

    def work(low: int, high: int) -> None:
        steps = np.empty((kernels.MOST_STEPS + 1 if profile else 1, 4))
        loaded.fly_slice(low, high, starts, rtol, ground, time, apogee, altitude, steps)

    engine.in_slices(work, count, threads or (1 if chosen == "python" else None))
    if (time < 0.0).any():
        raise OutsideValidity("a flight skims the air for too long to be worked out; write a steeper angle or a lower speed")
    heights = altitude.reshape(*shape, PROFILE_TIMES) if profile else None
    return Flights(ground.reshape(shape), time.reshape(shape), apogee.reshape(shape), heights)


def air_time_minutes(range_km: ArrayLike) -> tuple[Array, Array]:
    """The least and the most minutes that air adds on re-entry to a minimum-energy arc over a range [km]; shapes of the input.

    The body falls from the arc's apogee with and without air, over the band of ballistic coefficients; below zero, air takes time
    away, for it also shortens the path. A rival to `free_flight.allowance_minutes`, which is calibrated on whole reported flights:
    this one knows re-entry only, and what is left of the allowance is powered flight. Refuses, with OutsideValidity, ranges outside
    300 to 15,000 km.

    Valid for: minimum-energy arcs that leave the air; coarse. References: as the module says.
    """
    ground = np.asarray(range_km, dtype=np.float64)
    shortest, longest = AIR_TIME_RANGES_KM
    wrong = ~((ground >= shortest) & (ground <= longest))
    if wrong.any():
        raise OutsideValidity(
            f"the time in the air is worked out for {shortest:,.0f} to {longest:,.0f} km, found {ground[wrong].flat[0]:,.0f} km; write a "
            "range between them: below, most of the arc lies in the air, and beyond, it is too flat"
        )
    arc = minimum_energy(ground)
    across = arc.speed_km_s * np.cos(np.radians(arc.angle_deg)) * kernels.RADIUS / (kernels.RADIUS + arc.apogee_km)
    band = np.geomspace(*BALLISTIC_COEFFICIENTS_KG_M2, BAND_STEPS)
    fallen = fly(arc.apogee_km[..., None], across[..., None], 0.0, band)
    added = (fallen.time_s - arc.time_s[..., None] / 2.0) / 60.0
    return np.asarray(added.min(axis=-1)), np.asarray(added.max(axis=-1))


def _check_starts(height: Array, speed: Array, angle: Array, coefficient: Array) -> None:
    _refuse(~((height >= 0.0) & (height <= HIGHEST_APOGEE_KM)), height, "a flight starts at a height from 0 to 100,000 km", "kilometres")
    _refuse(~(np.isfinite(speed) & (speed > 0.0)), speed, "a flight needs a speed above zero", "kilometres per second")
    _refuse(~(np.abs(angle) <= 90.0), angle, "an angle above the horizon lies between -90 and 90", "degrees")
    _refuse((height == 0.0) & ~(angle > 0.0), angle, "a flight from the ground needs an angle above zero", "degrees")
    wrong = ~(coefficient >= LEAST_COEFFICIENT)
    low, high = BALLISTIC_COEFFICIENTS_KG_M2
    advice = f"{low:,.0f} to {high:,.0f} kilograms per square metre, or infinity for no air"
    _refuse(wrong, coefficient, f"a ballistic coefficient is at least {LEAST_COEFFICIENT:g}", advice)


def _check_arcs(height: Array, speed: Array, angle: Array) -> None:
    """Refuse starts whose arc without air leaves the earth for good, rises too high or never meets the ground."""
    radius = kernels.RADIUS + height
    energy = speed**2 / 2.0 - kernels.MU / radius
    _refuse(energy >= 0.0, speed, "a flight this fast leaves the earth for good", "a speed below that of escape, about 11 km/s")
    momentum = radius * speed * np.cos(np.radians(angle))
    eccentricity = np.sqrt(np.maximum(1.0 + 2.0 * energy * momentum**2 / kernels.MU**2, 0.0))
    semi_major = -kernels.MU / (2.0 * energy)
    high = semi_major * (1.0 + eccentricity) - kernels.RADIUS
    _refuse(high > HIGHEST_APOGEE_KM, speed, "a flight this fast rises above 100,000 km", "a lower speed in kilometres per second")
    orbits = semi_major * (1.0 - eccentricity) >= kernels.RADIUS
    _refuse(orbits, speed, "a flight this fast and flat is an orbit and does not come down", "a lower speed or a steeper angle")


def _refuse(wrong: NDArray[np.bool_], values: Array, why: str, advice: str) -> None:
    if wrong.any():
        raise OutsideValidity(f"{why}, found {values[wrong].flat[0]:g}; write {advice}")
