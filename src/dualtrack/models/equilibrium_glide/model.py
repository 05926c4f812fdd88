"""Room: models. Equilibrium glide: how far and how long a boost-glide vehicle flies while lift and centrifugal force carry its weight.
Imports errors and numpy only; pure functions over arrays, scalars welcome.

Valid for
    Hypersonic glide at steady lift-to-drag ratio over a spherical earth that does not turn, no turns, entry below circular speed.
    First order: a bound, not a prediction.

References
    E. Sänger and J. Bredt, A Rocket Drive for Long Range Bombers, 1944; A. J. Eggers, H. J. Allen and S. E. Neice, NACA TN 4046,
    1957 (both recalled). C. L. Tracy and D. Wright, Science & Global Security 28, 2020, 135-170 (pull-up; secondhand).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dualtrack.errors import OutsideValidity

Array = NDArray[np.float64]

MU_KM3_S2 = 398_600.4418
"""The earth's gravitational parameter [km3/s2]."""
EARTH_RADIUS_KM = 6371.0
"""The radius of the spherical earth [km]."""
GLIDE_ALTITUDE_KM = 45.0
"""The height at which circular speed is taken [km]; a hypersonic glide sinks from some 60 to 30 km."""
FINAL_SPEED_KM_S = 2.0
"""The speed at which the glide is taken to end and the dive to begin [km/s]; a convention of case 30."""
PULL_UP_LOSS = (0.10, 0.20)
"""The share of range that pulling up into the glide costs: an interval, after Tracy and Wright 2020 (secondhand)."""


@dataclass(frozen=True, slots=True)
class Glide:
    """A glide or many: ground range [km] and time [s] from entry at the glide's height to its end."""

    range_km: Array
    time_s: Array

    @property
    def minutes(self) -> Array:
        """Time of the glide [minutes]."""
        minutes: Array = self.time_s / 60.0
        return minutes


def glide(
    entry_speed_km_s: ArrayLike,
    lift_to_drag: ArrayLike = 2.6,
    *,
    final_speed_km_s: ArrayLike = FINAL_SPEED_KM_S,
    altitude_km: float = GLIDE_ALTITUDE_KM,
) -> Glide:
    """Range [km] and time [s] of an equilibrium glide from a speed of entry [km/s] down to a final one [km/s]; shapes broadcast.

    Raises OutsideValidity for speeds that do not fall from below circular to above zero, and a lift-to-drag ratio not above zero.

    Valid for: steady glide without turns or pull-up. References: Sänger and Bredt 1944; Eggers, Allen and Neice 1957.
    """
    first, ratio, last = np.broadcast_arrays(
        *(np.asarray(value, dtype=np.float64) for value in (entry_speed_km_s, lift_to_drag, final_speed_km_s))
    )
    circular, gravity = _at(altitude_km)
    if not ((last > 0.0) & (first > last) & (first < circular) & (ratio > 0.0)).all():
        raise OutsideValidity(
            f"an equilibrium glide slows from below circular speed ({circular:.2f} km/s) to above zero with a lift-to-drag ratio above "
            "zero; a faster entry is no glide but an orbit"
        )
    ground = ratio * EARTH_RADIUS_KM / 2.0 * np.log((1.0 - (last / circular) ** 2) / (1.0 - (first / circular) ** 2))
    time = ratio * circular / gravity * (np.arctanh(first / circular) - np.arctanh(last / circular))
    return Glide(ground, time)


def entry_speed_for_range(
    range_km: ArrayLike, lift_to_drag: ArrayLike = 2.6, *, altitude_km: float = GLIDE_ALTITUDE_KM, pull_up_loss: ArrayLike = 0.0
) -> Array:
    """The speed of entry [km/s] from which a glide covers a ground range [km]; shapes broadcast.

    `pull_up_loss` is the share of range lost before the glide is steady. Raises OutsideValidity for a range that is not above zero
    and a loss outside [0, 1).

    Valid for: as `glide`. References: as `glide`.
    """
    ground, ratio, loss = np.broadcast_arrays(*(np.asarray(value, dtype=np.float64) for value in (range_km, lift_to_drag, pull_up_loss)))
    if not ((ground > 0.0) & np.isfinite(ground) & (loss >= 0.0) & (loss < 1.0)).all():
        raise OutsideValidity("a glide needs a range above zero, and a loss of range by the pull-up from 0 up to below 1")
    circular, _ = _at(altitude_km)
    exponent = 2.0 * ground / (1.0 - loss) / (ratio * EARTH_RADIUS_KM)
    last = (FINAL_SPEED_KM_S / circular) ** 2
    speed: Array = circular * np.sqrt(1.0 - (1.0 - last) * np.exp(-exponent))
    return speed


def speed_along(
    share: ArrayLike, range_km: ArrayLike, lift_to_drag: ArrayLike, *, altitude_km: float = GLIDE_ALTITUDE_KM
) -> tuple[Array, Array]:
    """Speed [km/s] and time since entry [s] at shares of the way along glides over a ground range [km]; shapes broadcast.

    Raises OutsideValidity as `entry_speed_for_range` does. Valid for: as `glide`. References: as `glide`.
    """
    circular, gravity = _at(altitude_km)
    first = entry_speed_for_range(range_km, lift_to_drag, altitude_km=altitude_km)
    flown = np.asarray(share, dtype=np.float64) * np.asarray(range_km, dtype=np.float64)
    ratio = np.asarray(lift_to_drag, dtype=np.float64)
    remaining = 1.0 - (1.0 - (first / circular) ** 2) * np.exp(2.0 * flown / (ratio * EARTH_RADIUS_KM))
    speed: Array = circular * np.sqrt(np.maximum(remaining, 1e-12))
    time: Array = ratio * circular / gravity * (np.arctanh(first / circular) - np.arctanh(speed / circular))
    return speed, time


def _at(altitude_km: float) -> tuple[float, float]:
    """Circular speed [km/s] and gravity [km/s2] at a height [km]."""
    radius = EARTH_RADIUS_KM + altitude_km
    return float(np.sqrt(MU_KM3_S2 / radius)), MU_KM3_S2 / radius**2
