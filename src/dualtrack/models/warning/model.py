"""Room: models. Warning: when a flight to each capital is first seen by the sensors there are, and how long that leaves.
Imports errors, its profiles and its detection, and numpy only. Pure functions: no file, no catalogue, no clock.

Valid for
    First possible detection by the sensors given, and the time from it to arrival. Not what a state is told, understands or does.

References
    The models of flight in `profiles` and the geometry in `detection`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypedDict, Unpack

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dualtrack.errors import OutsideValidity
from dualtrack.models.warning.detection import INFRARED, Grid, Sensors, between, distance_km, in_view
from dualtrack.models.warning.profiles import Flown, class_of, fly

Array = NDArray[np.float64]

POINTS_ALONG = 161
"""Points at which a flight is looked at, launch and arrival among them."""


class WarningInputs(TypedDict):
    """The inputs of `answer`: coordinates [degrees], the rest as its ports say.

    launch_*: [sites]; capital_*: [capitals]; profile: one code; terrain_heights: [rows, columns, m]; terrain_corner: north, west and
    cell [degrees]; sensor_kinds, sensor_latitudes, sensor_longitudes, sensor_bearings, sensor_sectors: [sensors]; sensor_heights [m],
    sensor_ranges [km], sensor_delays [s]: [sensors, draws]; everything else: [draws].
    """

    launch_latitudes: ArrayLike
    launch_longitudes: ArrayLike
    capital_latitudes: ArrayLike
    capital_longitudes: ArrayLike
    range_km: ArrayLike
    profile: ArrayLike
    cruise_speed_m_s: ArrayLike
    cruise_height_m: ArrayLike
    top_speed_m_s: ArrayLike
    average_share: ArrayLike
    apogee_km: ArrayLike
    allowance_place: ArrayLike
    powered_share: ArrayLike
    lift_to_drag: ArrayLike
    glide_place: ArrayLike
    glide_height_km: ArrayLike
    pull_up_loss: ArrayLike
    powered_minutes: ArrayLike
    sensor_kinds: ArrayLike
    sensor_latitudes: ArrayLike
    sensor_longitudes: ArrayLike
    sensor_heights: ArrayLike
    sensor_ranges: ArrayLike
    sensor_delays: ArrayLike
    sensor_bearings: ArrayLike
    sensor_sectors: ArrayLike
    skip_km: ArrayLike
    terrain_heights: ArrayLike
    terrain_corner: ArrayLike


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the sensors make of one flight, [draws]: minutes from first detection to arrival, by anything and by radar; duration [min];
    share of the way when first seen and share of it out of view; and whether each point is in view [draws, along]."""

    warning: Array
    by_radar: Array
    duration: Array
    first: Array
    unseen: Array
    in_view: NDArray[np.bool_]


def answer(**inputs: Unpack[WarningInputs]) -> Mapping[str, Array]:
    """How much warning each capital would have, by question id; see `MODEL` for titles, units [minutes, share] and dims.

    Of the sites that have the capital in range the one that leaves least warning counts. A capital out of range is infinitely far away: its
    times are infinite and its shares 1. A flight that no sensor here sees leaves 0 minutes. With no sensor at all nothing can be
    said, which is refused. Raises OutsideValidity for that, and where the flight's model refuses.

    Valid for: first possible detection. References: as the module says.
    """
    given = {name: np.asarray(value, dtype=np.float64) for name, value in inputs.items()}
    if not given["sensor_kinds"].size:
        raise OutsideValidity("no sensor of the alliance with a public range and a place was on record by the date; add a sensor record")
    sensors, grid = _sensors(given), _grid(given)
    found = [_capital(given, capital, sensors, grid) for capital in range(given["capital_latitudes"].size)]

    def stacked(name: str, axis: int) -> Array:
        shapes = {0: (0, POINTS_ALONG), 1: (given["range_km"].size if name in WORST else POINTS_ALONG, 0)}
        return np.stack([getattr(each, name) for each in found], axis=axis) if found else np.empty(shapes[axis])

    return {
        "warning_time": (warning := stacked("warning", 1)),
        "radar_warning_time": stacked("by_radar", 1),
        "flight_duration": stacked("duration", 1),
        "first_seen_share": stacked("first", 1),
        "unseen_share": stacked("unseen", 1),
        "least_warning": warning.min(axis=1, initial=np.inf),
        "detected_by_share": stacked("seen_by", 1),
        "way_latitude": stacked("latitude", 0),
        "way_longitude": stacked("longitude", 0),
        "way_in_view": stacked("view", 0),
    }


WORST = {"warning": np.inf, "by_radar": np.inf, "duration": np.inf, "first": 1.0, "unseen": 1.0}
"""The figures of a flight that are kept draw by draw, and what they are while no site has the capital in range."""


@dataclass(frozen=True, slots=True)
class _Capital:
    """What one capital is left with: [draws] for each of `WORST`; the way of the site that typically leaves least, [along]."""

    warning: Array
    by_radar: Array
    duration: Array
    first: Array
    unseen: Array
    seen_by: Array
    latitude: Array
    longitude: Array
    view: Array


def _capital(given: Mapping[str, Array], capital: int, sensors: Sensors, grid: Grid) -> _Capital:
    """The least warning over the sites that have a capital in range, draw by draw; on a tie the quicker flight counts."""
    share = np.linspace(0.0, 1.0, POINTS_ALONG)
    end = given["capital_latitudes"][capital : capital + 1], given["capital_longitudes"][capital : capital + 1]
    worst = {name: np.full(given["range_km"].size, value) for name, value in WORST.items()}
    nothing, never = np.zeros(POINTS_ALONG), (np.inf, np.inf)
    kept = (*never, np.inf), (nothing, nothing), nothing, nothing
    for latitude, longitude in zip(given["launch_latitudes"], given["launch_longitudes"], strict=True):
        away = float(distance_km(latitude, longitude, *end)[0])
        way = between(latitude, longitude, end, share)
        inside = away <= given["range_km"]
        if not inside.any():
            kept = min(kept, ((*never, away), way, nothing, nothing), key=lambda each: each[0])
            continue
        found = _look(fly(class_of(float(given["profile"].flat[0])), max(away, 1.0), share, given), way, sensors, grid)
        tie = (found.warning == worst["warning"]) & (found.duration < worst["duration"])
        worse = inside & ((found.warning < worst["warning"]) | tie)
        for name in WORST:
            worst[name] = np.where(worse, getattr(found, name), worst[name])
        typical = (float(np.median(found.warning)), float(np.median(found.duration)), away)
        by_share = ((found.first[:, None] <= share) & (found.first[:, None] < 1.0)).mean(axis=0)
        kept = min(kept, (typical, way, by_share, found.in_view.mean(axis=0)), key=lambda each: each[0])
    _, way, seen_by, view = kept
    return _Capital(**worst, seen_by=seen_by, latitude=way[0], longitude=way[1], view=view)


def _look(flown: Flown, way: tuple[Array, Array], sensors: Sensors, grid: Grid) -> _Seen:
    """What the sensors make of a flight along a way [along, degrees]."""
    ground = grid.at(*way) if flown.over_ground else 0.0
    heights = flown.height_km + ground
    draws, points = heights.shape
    every = np.arange(draws)
    duration = flown.duration_s
    earliest = np.full(draws, np.inf)
    by_radar = np.full(draws, np.inf)
    view = np.zeros((draws, points), dtype=bool)
    for number, kind in enumerate(sensors.kind):
        if kind == INFRARED:
            if flown.bright:
                earliest = np.minimum(earliest, sensors.delay_s[number])
            continue
        seen = in_view(sensors, number, way, heights, grid)
        view |= seen
        some = seen.any(axis=1)
        when = np.where(some, flown.time_s[every, seen.argmax(axis=1)] + sensors.delay_s[number], np.inf)
        by_radar = np.minimum(by_radar, when)
    earliest = np.minimum(earliest, by_radar)
    first = (flown.time_s < earliest[:, None]).sum(axis=1) / points
    return _Seen(
        warning=np.maximum(duration - earliest, 0.0) / 60.0,
        by_radar=np.maximum(duration - by_radar, 0.0) / 60.0,
        duration=duration / 60.0,
        first=np.where(np.isfinite(earliest), first, 1.0),
        unseen=1.0 - view.mean(axis=1),
        in_view=view,
    )


def _sensors(given: Mapping[str, Array]) -> Sensors:
    kind = given["sensor_kinds"].astype(np.intp)
    grid = _grid(given)
    latitude, longitude = given["sensor_latitudes"], given["sensor_longitudes"]
    site = np.where(kind == 0, grid.at(latitude, longitude), 0.0)
    return Sensors(
        kind=kind,
        latitude=latitude,
        longitude=longitude,
        eye_km=np.maximum(site[:, None], 0.0) + given["sensor_heights"] / 1000.0,
        range_km=given["sensor_ranges"],
        delay_s=given["sensor_delays"],
        bearing=given["sensor_bearings"],
        sector=given["sensor_sectors"],
        skip_km=np.broadcast_to(given["skip_km"], given["sensor_ranges"].shape),
    )


def _grid(given: Mapping[str, Array]) -> Grid:
    north, west, cell = (float(value) for value in given["terrain_corner"])
    return Grid(given["terrain_heights"] / 1000.0, north, west, cell)
