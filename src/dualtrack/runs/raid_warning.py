"""Room: runs. When the batteries before a raid are ready: the warning model asked about the raid's own flights, with an option's sensors.

A battery on watch is ready all the time. One that is not is ready so many minutes after the first flight of the raid could be seen, or
has arrived unseen. How far a flight is when it could be seen comes from the warning model, on the straight way that the raid gives.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dualtrack.facts import Claim, Label, Quantity
from dualtrack.models.warning import CLASSES, MODEL, answer
from dualtrack.models.warning.detection import distance_km
from dualtrack.runs.draws import sample, uniforms
from dualtrack.runs.sensing import Watch
from dualtrack.runs.tables import Tables

Array = NDArray[np.float64]
AS_LOW_FLIGHTS = {"drone": "cruise"}
"""Classes of a raid that the warning model flies as another: a drone flies low and straight, slower."""
GROUND = ("terrain_heights", "terrain_corner")
SECONDS = 60.0
QUANTILES = (0.05, 0.5, 0.95)


@dataclass(frozen=True, slots=True)
class Lookout:
    """Who watches for a raid: the sensors as arrays, over which ground; and the seed of what is drawn."""

    sensors: Watch
    ground: Tables
    seed: int

    @property
    def draws(self) -> int:
        """How many draws the sensors' figures have."""
        return int(self.sensors.arrays["detection_range"].shape[1])


@dataclass(frozen=True, slots=True)
class Readiness:
    """From when each battery is ready [batteries, draws, s]; the minutes between first possible detection and arrival of each group of
    flights [draws]; in words what it rests on, with its claims and label."""

    ready_s: Array
    minutes: Mapping[str, Array]
    words: str
    claims: tuple[Claim, ...]
    label: Label


def readiness(
    arrivals: Sequence[Mapping[str, Any]],
    areas: Mapping[str, Mapping[str, Any]],
    expanded: Sequence[tuple[int, Mapping[str, Any]]],
    lookout: Lookout,
) -> Readiness:
    """When every battery of a defence is ready for a raid, draw by draw; `expanded` has one (kind, entry) for each battery.

    Batteries entered without an `alert` are taken to be on watch. Without a sensor on record nothing is seen before it arrives.
    """
    draws, seed, watched = lookout.draws, lookout.seed, lookout.sensors
    ready = np.full((len(expanded), draws), -np.inf)
    if not any(entry.get("alert") for _, entry in expanded):
        return Readiness(ready, {}, "every battery is taken to be on watch when the raid comes", (), Label.ASSUMED)
    minutes = {name: _minutes(group, areas[group["area"]], lookout, name) for name, group in named(arrivals).items()}
    starts = {name: group.get("from_minutes", 0.0) for name, group in named(arrivals).items()}
    noticed = np.min([SECONDS * (starts[name] - found) for name, found in minutes.items()], axis=0)
    for number, (kind, entry) in enumerate(expanded):
        alert = entry.get("alert")
        if alert is None:
            continue
        name = f"{entry['system']}.{kind}.alert"
        chance = _drawn(alert["on_watch"], seed, f"{name}.on_watch", draws)
        needs = SECONDS * _drawn(alert["needs_minutes"], seed, f"{name}.needs", draws)
        asleep = uniforms(seed, f"{name}.{number}", draws) >= chance
        ready[number, asleep] = (noticed + needs)[asleep]
    claims = tuple(dict.fromkeys(claim for found in watched.claims.values() for claim in found)) if watched.posts else ()
    return Readiness(ready, minutes, _words(expanded, minutes, watched), claims, Label.ASSUMED)


def named(arrivals: Sequence[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """The groups of a raid by a name: class, where from, and where to if they come to several areas; numbered where several are alike."""
    found: dict[str, Mapping[str, Any]] = {}
    several = len({group["area"] for group in arrivals}) > 1
    for group in arrivals:
        name = f"{group['flight']} from {group['comes_from']['name']}" + (f" to {group['area']}" if several else "")
        count = sum(each == name or each.startswith(f"{name} (") for each in found)
        found[f"{name} ({count + 1})" if count else name] = group
    return found


def _minutes(group: Mapping[str, Any], area: Mapping[str, Any], lookout: Lookout, name: str) -> Array:
    """From the first possible detection of a group's flights to their arrival [draws, minutes]; none where nothing sees them."""
    draws, seed, watched = lookout.draws, lookout.seed, lookout.sensors
    if not watched.posts:
        return np.zeros(draws)
    start, end = group["comes_from"], area["place"]
    away = float(distance_km(start["latitude"], start["longitude"], end["latitude"], end["longitude"]))
    profile = AS_LOW_FLIGHTS.get(group["flight"], group["flight"])
    given = {
        "launch_latitudes": np.array([start["latitude"]]),
        "launch_longitudes": np.array([start["longitude"]]),
        "capital_latitudes": np.array([end["latitude"]]),
        "capital_longitudes": np.array([end["longitude"]]),
        "range_km": np.full(draws, away + 1.0),
        "profile": np.array([float(CLASSES.index(profile))]),
        "cruise_speed_m_s": _drawn(group["speed_m_s"], seed, f"{name}.speed", draws),
    }
    if group.get("height_m"):
        given["cruise_height_m"] = _drawn(group["height_m"], seed, f"{name}.height", draws)
    for port in MODEL.inputs:
        if port.subject == "sensor":
            given[port.name] = watched.arrays[port.attribute]
        elif port.subject == "terrain":
            given[port.name] = lookout.ground.array("terrain", port.attribute)
        elif port.name not in given and port.band is not None:
            given[port.name] = sample(Quantity.between(*port.band, port.unit), seed, f"{name}.{port.name}", draws)
    found = answer(**given)["warning_time"][:, 0]
    return np.where(np.isfinite(found), found, 0.0)


def _drawn(band: Mapping[str, Any], seed: int, name: str, draws: int) -> Array:
    return float(band["low"]) + (float(band["high"]) - float(band["low"])) * uniforms(seed, name, draws)


def _words(expanded: Sequence[tuple[int, Mapping[str, Any]]], minutes: Mapping[str, Array], watched: Watch) -> str:
    """What readiness rests on: how the batteries are manned, alike ones together, and when each group could first be seen."""
    alike: dict[str, list[str]] = {}
    for entry in dict(expanded).values():
        names = alike.setdefault(_manned(entry.get("alert")), [])
        names += [entry["system"]] if entry["system"] not in names else []
    manned = "; ".join(f"{', '.join(names)} {words}" for words, names in alike.items())
    seen = "; ".join(f"{name} {said(found)} before it arrives" for name, found in minutes.items())
    sensors = f"by the {len(watched.posts)} sensors on record" if watched.posts else "as no sensor is on record"
    return f"{manned}. Could first be seen, {sensors}: {seen}"


def _manned(alert: Mapping[str, Any] | None) -> str:
    if alert is None:
        return "taken to be on watch"
    watch, minutes = _band(alert["on_watch"], 100.0), _band(alert["needs_minutes"])
    return f"on watch {watch} % of the time, else ready {minutes} minutes after a first detection"


def said(found: Array) -> str:
    """Minutes of warning in words: the middle, where nine draws in ten lie, and how often nothing is seen."""
    low, middle, high = np.quantile(found, QUANTILES)
    unseen = float((found <= 0.0).mean())
    if unseen == 1.0:
        return "not at all"
    words = f"{middle:.1f} minutes ({low:.1f} to {high:.1f})"
    return words if unseen == 0.0 else f"{words}, not at all in {unseen:.0%} of draws,"


def _band(band: Mapping[str, Any], times: float = 1.0) -> str:
    low, high = times * band["low"], times * band["high"]
    return f"{low:g} to {high:g}" if low < high else f"{low:g}"
