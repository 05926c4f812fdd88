"""Room: runs. How long one flight takes, by its kind, for a question without a scenario: rival models side by side, intervals as such."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from dualtrack.errors import OutsideValidity, UserError
from dualtrack.models import bounded_altitude, equilibrium_glide
from dualtrack.models.drag_flight.model import AIR_TIME_RANGES_KM, air_time_minutes
from dualtrack.models.free_flight import Arc, allowance_minutes, classify_flight, is_calibrated, lofted, minimum_energy
from dualtrack.models.free_flight.allowance import minimum_energy_allowance_minutes
from dualtrack.models.straight_flight import minutes

LIFT_TO_DRAG = (2.0, 3.0)
POWERED_MINUTES = (2.0, 5.0)


@dataclass(frozen=True, slots=True)
class Asked:
    """One flight: its ground range [km], and where given its greatest height [km] and its speed [m/s], for a low flight its top speed."""

    range_km: float
    apogee_km: float | None = None
    speed_m_s: float | None = None


def flight_answer(profile: str, asked: Asked) -> dict[str, Any]:
    """Time [minutes] of one flight, or its interval, by the kind of flight; raises OutsideValidity for a kind no model covers."""
    if profile not in _KINDS:
        raise OutsideValidity(f"no model here is valid for {profile} flight; there are {', '.join(_KINDS)}")
    return {"profile": profile, "range_km": asked.range_km, **_KINDS[profile](asked)}


def _cruise(asked: Asked) -> dict[str, Any]:
    if asked.speed_m_s is None:
        raise UserError("--speed: a cruise flight needs its speed; write it in metres a second, for example --speed 250")
    time = float(minutes(asked.range_km, asked.speed_m_s))
    return {"speed_m_s": asked.speed_m_s, "minutes": time, "bound": "at least: routes bend"}


def _ballistic(asked: Asked) -> dict[str, Any]:
    high = asked.apogee_km
    kind = "minimum-energy" if high is None else classify_flight(high, asked.range_km)
    arc = minimum_energy(asked.range_km) if high is None else lofted(high, asked.range_km)
    return {
        "kind": kind,
        "apogee_km": float(arc.apogee_km),
        "minutes": float(arc.minutes),
        "speed_km_s": float(arc.speed_km_s),
        "angle_degrees": float(arc.angle_deg),
        "note": "free flight between burnout and re-entry; boost and re-entry are not in it",
        **_launch_to_impact(arc, kind, asked.range_km),
    }


def _low(asked: Asked) -> dict[str, Any]:
    """A flight shaped by the air: its interval by the average speed, and what free fall as low as that would take, or why it would not."""
    if asked.speed_m_s is None or asked.apogee_km is None:
        raise UserError(
            "--speed and --apogee-km: a flight of bounded altitude needs its top speed and its greatest height, as claimed; write for "
            "example --speed 2100 --apogee-km 50"
        )
    shares = np.array(bounded_altitude.AVERAGE_SHARE)
    slow, fast = bounded_altitude.flown_at_share_of_top_speed(asked.range_km, asked.apogee_km, asked.speed_m_s, shares) / 60.0
    answer: dict[str, Any] = {
        "kind": "bounded-altitude",
        "apogee_km": asked.apogee_km,
        "speed_m_s": asked.speed_m_s,
        "interval_minutes": [float(fast), float(slow)],
        "note": f"an average of {shares[0]:.0%} to {shares[1]:.0%} of the top speed: an interval of the model, not a trajectory",
    }
    try:
        rival = float(bounded_altitude.depressed_arc(asked.range_km, asked.apogee_km, asked.speed_m_s)) / 60.0
    except OutsideValidity as error:
        return answer | {"rival": f"free fall as low as that: not possible: {error}"}
    return answer | {"rival": f"free fall as low as that would take {rival:.1f} minutes"}


def _glide(asked: Asked) -> dict[str, Any]:
    """Equilibrium glide over the distance: lift over drag, pull-up and powered flight as intervals."""
    lift, loss = np.meshgrid(LIFT_TO_DRAG, equilibrium_glide.PULL_UP_LOSS)
    entry = equilibrium_glide.entry_speed_for_range(asked.range_km, lift, pull_up_loss=loss)
    longest = equilibrium_glide.glide(entry, lift).range_km
    _, time = equilibrium_glide.speed_along(asked.range_km / longest, longest, lift)
    low, high = float(time.min()) / 60.0, float(time.max()) / 60.0
    return {
        "kind": "equilibrium-glide",
        "speed_km_s": [float(entry.min()), float(entry.max())],
        "interval_minutes": [low + POWERED_MINUTES[0], high + POWERED_MINUTES[1]],
        "glide_minutes": [low, high],
        "note": (
            f"lift over drag {LIFT_TO_DRAG[0]:g} to {LIFT_TO_DRAG[1]:g}, a pull-up that costs 10 to 20 % of range, powered flight of "
            f"{POWERED_MINUTES[0]:g} to {POWERED_MINUTES[1]:g} minutes (assumed): a bound, not a prediction"
        ),
    }


_KINDS: Mapping[str, Callable[[Asked], dict[str, Any]]] = {
    "ballistic": _ballistic,
    "quasi-ballistic": _low,
    "aeroballistic": _low,
    "cruise": _cruise,
    "boost-glide": _glide,
}


def _launch_to_impact(arc: Arc, kind: str, range_km: float) -> dict[str, Any]:
    """Free flight with its allowance [minutes], whether that is calibrated at this speed, and what the air alone does to the descent."""
    allowed = minimum_energy_allowance_minutes if kind == "minimum-energy" else allowance_minutes
    least, most = (float(end) for end in allowed(arc.speed_km_s))
    found: dict[str, Any] = {
        "launch_to_impact_minutes": [float(arc.minutes) + least, float(arc.minutes) + most],
        "allowance_calibrated": bool(is_calibrated(arc.speed_km_s)),
    }
    if kind == "minimum-energy" and AIR_TIME_RANGES_KM[0] <= range_km <= AIR_TIME_RANGES_KM[1]:
        found["air_adds_minutes"] = [float(end) for end in air_time_minutes(range_km)]
    return found
