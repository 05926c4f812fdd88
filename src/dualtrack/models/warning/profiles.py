"""Room: models. Flight profiles for warning time: height and elapsed time along the way, coarse, one function for each class of flight.
Imports errors, the models of flight and numpy only.

A profile is height above the sea or above the ground [km], and time since launch [s], at shares of the way over the ground. Each comes
from the model that `Valid for` names; classes that no model covers are refused.

Valid for
    Warning times: when a flight comes into view and how long it then takes. Nothing about where it comes down.

References
    The models it calls: free flight with its allowance, bounded altitude, equilibrium glide, straight flight.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dualtrack.errors import OutsideValidity
from dualtrack.models import bounded_altitude, equilibrium_glide, free_flight, straight_flight

Array = NDArray[np.float64]

CLASSES = ("ballistic", "quasi-ballistic", "aeroballistic", "cruise", "boost-glide")
"""The classes of flight, in the order of their codes."""


@dataclass(frozen=True, slots=True)
class Flown:
    """A flight: time since launch [s] and height [km] at shares of the way, [draws, along]; `over_ground` says what height is above.

    `bright` tells whether its launch is seen by infrared satellites: a rocket that burns from the ground.
    """

    time_s: Array
    height_km: Array
    over_ground: bool
    bright: bool

    @property
    def duration_s(self) -> Array:
        """Time from launch to arrival [s], [draws]."""
        whole: Array = self.time_s[:, -1]
        return whole


def fly(code: int, distance_km: float, share: Array, drawn: Mapping[str, Array]) -> Flown:
    """The profile of a class of flight over a distance [km] at shares of the way [along]; `drawn` are the model's inputs, each [draws].

    Raises OutsideValidity for a class that no profile covers, and where the model behind one refuses.

    Valid for: as the module says. References: as the module says.
    """
    return _PROFILES[CLASSES[code]](distance_km, share, drawn)


def _ballistic(distance: float, share: Array, drawn: Mapping[str, Array]) -> Flown:
    """Free flight on the minimum-energy arc; part of the allowance passes before burnout, the rest at re-entry."""
    height, since = free_flight.height_along(share, distance)
    least, most = (
        float(value) * 60.0 for value in free_flight.minimum_energy_allowance_minutes(free_flight.minimum_energy(distance).speed_km_s)
    )
    allowance = least + (most - least) * drawn["allowance_place"][:, None]
    before = allowance * drawn["powered_share"][:, None]
    late = np.linspace(0.0, 1.0, share.size) ** 8
    time = np.where(share > 0.0, before, 0.0) + since + (allowance - before) * late
    return Flown(time, np.broadcast_to(height, time.shape), over_ground=False, bright=True)


def _bounded(bright: bool) -> Callable[[float, Array, Mapping[str, Array]], Flown]:
    def flown(distance: float, share: Array, drawn: Mapping[str, Array]) -> Flown:
        ceiling = float(free_flight.minimum_energy(distance).apogee_km) * 0.999
        apogee = np.minimum(drawn["apogee_km"], ceiling)
        time = bounded_altitude.flown_at_share_of_top_speed(distance, apogee, drawn["top_speed_m_s"], drawn["average_share"])
        height = bounded_altitude.height_along(share, apogee[:, None])
        return Flown(time[:, None] * share, height, over_ground=False, bright=bright)

    return flown


def _cruise(distance: float, share: Array, drawn: Mapping[str, Array]) -> Flown:
    time = straight_flight.minutes(distance, drawn["cruise_speed_m_s"]) * 60.0
    height = np.repeat(drawn["cruise_height_m"][:, None] / 1000.0, share.size, axis=1)
    return Flown(time[:, None] * share, height, over_ground=True, bright=False)


def _glide(distance: float, share: Array, drawn: Mapping[str, Array]) -> Flown:
    """A glide entered with the speed of a longer one: between the distance itself and the range, as the draw has it."""
    lift = drawn["lift_to_drag"]
    slowest = equilibrium_glide.entry_speed_for_range(distance, lift, pull_up_loss=drawn["pull_up_loss"])
    fastest = equilibrium_glide.entry_speed_for_range(np.maximum(drawn["range_km"], distance), lift, pull_up_loss=drawn["pull_up_loss"])
    entry = slowest + (fastest - slowest) * drawn["glide_place"]
    longest = equilibrium_glide.glide(entry, lift).range_km
    _, time = equilibrium_glide.speed_along(share * (distance / longest[:, None]), longest[:, None], lift[:, None])
    powered = drawn["powered_minutes"][:, None] * 60.0
    height = np.repeat(drawn["glide_height_km"][:, None], share.size, axis=1) * np.minimum(share / 0.05, 1.0)
    return Flown(np.where(share > 0.0, powered, 0.0) + time, height, over_ground=False, bright=True)


_PROFILES: Mapping[str, Callable[[float, Array, Mapping[str, Array]], Flown]] = {
    "ballistic": _ballistic,
    "quasi-ballistic": _bounded(bright=True),
    "aeroballistic": _bounded(bright=False),
    "cruise": _cruise,
    "boost-glide": _glide,
}


def class_of(code: float) -> int:
    """The code of a class of flight as a whole number; raises OutsideValidity for one that is none.

    Valid for: the codes of `CLASSES`. References: none needed.
    """
    if not (np.isfinite(code) and 0 <= code < len(CLASSES)):
        raise OutsideValidity(f"no flight profile has the code {code:g}; the classes are {', '.join(CLASSES)}")
    return int(code)
