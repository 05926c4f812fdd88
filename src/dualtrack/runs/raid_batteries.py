"""Room: runs. The batteries before a raid as arrays by attribute of the leakage model's ports: where, when and how surely they can launch.

Chances are drawn for each replication inside their bands; reaches, times and channels stand at the middle of theirs. The footprint
comes from geometry: along the straight way to the area, where the flight is inside the battery's public reach and over the horizon of
its own radar.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dualtrack.catalogue import Record
from dualtrack.models.radar_horizon import horizon_km
from dualtrack.models.raid import FLIGHT_CLASSES
from dualtrack.models.warning.detection import between, distance_km
from dualtrack.runs.draws import uniforms

Array = NDArray[np.float64]
STEP_KM = 0.5
LONGEST_KM = 300.0


def one_by_one(batteries: Sequence[Mapping[str, Any]]) -> list[tuple[int, Mapping[str, Any]]]:
    """Every battery by itself, with the number of its kind: an entry stands for `number` of them."""
    return [(kind, entry) for kind, entry in enumerate(batteries) for _ in range(entry.get("number", 1))]


def battery_arrays(batteries: Sequence[Mapping[str, Any]], raid: Record, seed: int, draws: int) -> dict[str, Array]:
    """The arrays of all batteries: [batteries], footprints [batteries, classes, groups], chances [kinds, classes, draws].

    Every group of flights is an area of its own to the model: two groups may come to one area from different sides.
    """
    expanded = one_by_one(batteries)
    return {
        "battery_kinds": np.array([kind for kind, _ in expanded], dtype=np.float64),
        "channels": np.array([round(middle(entry["channels"])) for _, entry in expanded], dtype=np.float64),
        "salvos": np.array([entry.get("salvo", 1) for _, entry in expanded], dtype=np.float64),
        "looks": np.array([entry.get("looks", 1) for _, entry in expanded], dtype=np.float64),
        "reload_times": np.array([_reload_s(entry) for _, entry in expanded], dtype=np.float64),
        "reload_rounds": np.array([entry.get("reload_rounds", 0) for _, entry in expanded], dtype=np.float64),
        "opens": _footprint(batteries, raid, 1),
        "closes": np.nan_to_num(_footprint(batteries, raid, 0), nan=0.0),
        "engagement_times": np.array([[_engagement(entry, flight) for flight in FLIGHT_CLASSES] for _, entry in expanded]).reshape(-1, 6),
        "works": np.array([middle(entry["works"]) for _, entry in expanded], dtype=np.float64),
        "fails_together": np.array([middle(entry["fails_together"]) for entry in batteries], dtype=np.float64),
        "kill": _kill(batteries, seed, draws),
    }


def _window(entry: Mapping[str, Any], group: Mapping[str, Any], raid: Record) -> tuple[float, float]:
    """Seconds before arrival between which the battery can reach a group of flights on its way: last, first; not numbers if never."""
    against = _against(entry, group["flight"])
    if against is None:
        return np.nan, np.nan
    start = next(area["place"] for area in raid.details["areas"] if area["id"] == group["area"])
    end, here = group["comes_from"], entry["place"]
    whole = float(distance_km(start["latitude"], start["longitude"], end["latitude"], end["longitude"]))
    left = np.arange(0.0, min(LONGEST_KM, whole) + STEP_KM, STEP_KM)
    origin = np.asarray(start["latitude"]), np.asarray(start["longitude"])
    way = between(*origin, (np.array([end["latitude"]]), np.array([end["longitude"]])), left / whole)
    reach = middle(against["reach_km"])
    if group.get("height_m"):
        reach = min(reach, float(horizon_km(middle(entry["antenna_m"]), middle(group["height_m"]))))
    inside = np.flatnonzero(distance_km(here["latitude"], here["longitude"], *way) <= reach)
    if not inside.size:
        return np.nan, np.nan
    speed = middle(group["speed_m_s"]) / 1000.0
    return float(left[inside[0]]) / speed, float(left[inside[-1]]) / speed


def _footprint(batteries: Sequence[Mapping[str, Any]], raid: Record, which: int) -> Array:
    """The last (0) or the first (1) launch before arrival [batteries, classes, groups of flights, s]; a group has one class."""
    groups, expanded = raid.details["arrivals"], one_by_one(batteries)
    seconds = np.full((len(batteries), len(FLIGHT_CLASSES), len(groups)), np.nan)
    for kind, entry in enumerate(batteries):
        for number, group in enumerate(groups):
            seconds[kind, FLIGHT_CLASSES.index(group["flight"]), number] = _window(entry, group, raid)[which]
    return seconds[[kind for kind, _ in expanded]]


def _kill(batteries: Sequence[Mapping[str, Any]], seed: int, draws: int) -> Array:
    """Chances [kinds, classes, draws], drawn evenly inside their bands; zero against what a battery is not entered for."""
    chances = np.zeros((len(batteries), len(FLIGHT_CLASSES), draws))
    for kind, entry in enumerate(batteries):
        for code, flight in enumerate(FLIGHT_CLASSES):
            against = _against(entry, flight)
            if against is not None:
                band = against["kill"]
                drawn = uniforms(seed, f"{entry['system']}.kill.{flight}", draws)
                chances[kind, code] = band["low"] + (band["high"] - band["low"]) * drawn
    return chances


def _against(entry: Mapping[str, Any], flight: str) -> Mapping[str, Any] | None:
    return next((each for each in entry["against"] if each["flight"] == flight), None)


def _engagement(entry: Mapping[str, Any], flight: str) -> float:
    against = _against(entry, flight)
    return middle(against["engagement_s"]) if against else 0.0


def _reload_s(entry: Mapping[str, Any]) -> float:
    return middle(entry["reload_minutes"]) * 60.0 if entry.get("reload_minutes") else 0.0


def middle(band: Mapping[str, Any]) -> float:
    """The middle of a band."""
    return float(band["low"] + band["high"]) / 2.0
