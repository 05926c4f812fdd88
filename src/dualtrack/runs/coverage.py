"""Room: runs. What the alliance's radars cover over a map, for flights at given heights: a raster of how many see each cell.

Each radar is swept over terrain in a plane of its own, in which distances from it are true, and the result is laid over one equal-area
map. Memory grows with the cells of the map, not with the number of radars.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dualtrack import geography
from dualtrack.catalogue import Catalogue, Record
from dualtrack.errors import UnknownName, UserError
from dualtrack.models.radar_horizon import horizon_km
from dualtrack.models.viewshed import lowest_visible
from dualtrack.models.warning.detection import AIRBORNE, GROUND, bearing_deg, distance_km
from dualtrack.runs.ground import Ground, shipped_ground
from dualtrack.runs.sensing import Watch, watch
from dualtrack.scenarios import apply, freeze

CRS = "EPSG:3035"
"""Lambert azimuthal equal-area for Europe: every cell stands for the same area."""
EUROPE = (-25.0, 34.0, 45.0, 72.0)
"""West, south, east, north [degrees]."""
MOST_CELLS = 60_000_000
FINEST, COARSEST = 1000, 150
"""Cells of a radar's own raster from the radar to its rim: as many as the map has there, within these."""
HIGHEST_GROUND_M = 3000.0
MIDDLE = 201
"""Draws of each uncertain figure, of which the middle one counts here."""

Counts = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many radars see each cell, [heights, rows, columns]; row 0 is the northernmost; `west`, `north` and `cell_m` in metres of CRS."""

    counts: Counts
    heights_m: tuple[float, ...]
    west: float
    north: float
    cell_m: float
    facts: dict[str, Any]
    places: tuple[tuple[str, float, float], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a map is asked for: heights above ground [m], cells [km], window [degrees], whose terrain, and under which option."""

    heights_m: tuple[float, ...]
    cell_km: float = 10.0
    window: tuple[float, float, float, float] = EUROPE
    terrain: Path | None = None
    option: str = "hold"


def coverage(record: Record, catalogue: Catalogue, overrides: Mapping[str, Any], asked: Asked) -> Coverage:
    """The map and its figures; raises UserError for a map that is too large, heights that are none, or no radar to draw."""
    scenario = freeze(record, catalogue, overrides)
    if asked.option not in (known := [option.id for option in scenario.options]):
        raise UnknownName("option of the scenario", asked.option, known, "--option")
    patched = apply(scenario.option(asked.option), scenario, catalogue.add(record), scenario.perspectives[0])
    found = watch(patched.sensors, catalogue, scenario.dates, 1, MIDDLE)
    numbers = [index for index, kind in enumerate(found.arrays["kind"]) if kind in (GROUND, AIRBORNE)]
    if not numbers:
        raise UserError("no radar of the alliance with a public range and a place was on record by the date; add a sensor record")
    ground = shipped_ground(asked.terrain)
    grid = _grid(asked)
    counts = np.zeros((len(asked.heights_m), *grid.latitudes.shape), dtype=np.uint8)
    for number in numbers:
        _add(counts, grid, _radar(found, number), asked, ground)
    facts = {
        "scenario": scenario.id,
        "option": asked.option,
        "known_by": str(scenario.dates.known_by),
        "radars": [found.posts[number].sensor for number in numbers],
        "left_out": {post.sensor: why for post, why in found.left_out},
        "terrain": ground.words,
        "cell_km": asked.cell_km,
        "uncertain": "ranges and heights at the middle of what is claimed or assumed",
        "heights": [_covered(counts[index], grid, height, scenario.members) for index, height in enumerate(asked.heights_m)],
    }
    posts = tuple((found.posts[n].sensor, found.arrays["latitude"][n], found.arrays["longitude"][n]) for n in numbers)
    return Coverage(counts, asked.heights_m, grid.west, grid.north, asked.cell_km * 1000.0, facts, posts)


@dataclass(frozen=True, slots=True)
class _Grid:
    """The map's cells: places of their middles [rows, columns, degrees, single precision], its corner and cell [m of CRS]."""

    latitudes: NDArray[np.float32]
    longitudes: NDArray[np.float32]
    west: float
    north: float
    cell_m: float


@dataclass(frozen=True, slots=True)
class _Radar:
    """One radar: where [degrees], its eye above ground and above the sea [m], range [km], the sector it watches [degrees]."""

    latitude: float
    longitude: float
    eye_m: float
    airborne: bool
    range_km: float
    bearing: float
    sector: float


def _radar(found: Watch, number: int) -> _Radar:
    arrays = found.arrays
    return _Radar(
        float(arrays["latitude"][number]),
        float(arrays["longitude"][number]),
        float(np.median(arrays["height"][number])),
        arrays["kind"][number] == AIRBORNE,
        float(np.median(arrays["detection_range"][number])),
        float(arrays["bearing"][number]),
        float(arrays["sector"][number]),
    )


def _grid(asked: Asked) -> _Grid:
    from pyproj import Transformer

    west, south, east, north = asked.window
    forward = Transformer.from_crs("EPSG:4326", CRS, always_xy=True)
    left, bottom, right, top = forward.transform_bounds(west, south, east, north, densify_pts=41)
    cell = asked.cell_km * 1000.0
    columns, rows = math.ceil((right - left) / cell), math.ceil((top - bottom) / cell)
    if columns * rows * len(asked.heights_m) > MOST_CELLS * 3:
        least = math.sqrt((right - left) * (top - bottom) / MOST_CELLS) / 1000.0
        raise UserError(f"--cell-km: {asked.cell_km:g} makes {columns * rows:,} cells; write {math.ceil(least * 10) / 10:g} or more")
    latitudes = np.empty((rows, columns), dtype=np.float32)
    longitudes = np.empty_like(latitudes)
    x = left + (np.arange(columns) + 0.5) * cell
    back = Transformer.from_crs(CRS, "EPSG:4326", always_xy=True)
    for row in range(rows):
        longitudes[row], latitudes[row] = back.transform(x, np.full(columns, top - (row + 0.5) * cell))
    return _Grid(latitudes, longitudes, left, top, cell)


def _add(counts: Counts, grid: _Grid, radar: _Radar, asked: Asked, ground: Ground) -> None:
    """Count one radar in the cells in which it sees flights, at each height."""
    top = max(asked.heights_m)
    site = 0.0 if radar.airborne else max(float(ground.at(radar.latitude, radar.longitude)), 0.0)
    radius = min(radar.range_km, float(horizon_km(site + radar.eye_m, top + HIGHEST_GROUND_M)))
    rim = min(max(math.ceil(radius / (grid.cell_m / 1000.0)), COARSEST), FINEST)
    cell_km = radius / rim
    heights = ground.around(radar.latitude, radar.longitude, rim, cell_km)
    eye = max(radar.eye_m - float(heights[rim, rim]), 0.0) if radar.airborne else radar.eye_m
    lowest = lowest_visible(heights, cell_m=cell_km * 1000.0, sensor_height_m=eye, range_m=radius * 1000.0)
    for low, high in _bands(grid, radar, radius):
        distance = distance_km(radar.latitude, radar.longitude, grid.latitudes[low:high], grid.longitudes[low:high])
        near = distance <= radius
        if not near.any():
            continue
        away = distance[near]
        turned = bearing_deg(radar.latitude, radar.longitude, grid.latitudes[low:high][near], grid.longitudes[low:high][near])
        angle = np.radians(turned)
        row = np.clip(np.rint(rim - away * np.cos(angle) / cell_km), 0, 2 * rim).astype(np.intp)
        column = np.clip(np.rint(rim + away * np.sin(angle) / cell_km), 0, 2 * rim).astype(np.intp)
        needed = lowest[row, column]
        if np.isfinite(radar.bearing):
            needed = np.where(np.abs((turned - radar.bearing + 180.0) % 360.0 - 180.0) <= radar.sector / 2.0, needed, np.inf)
        for index, height in enumerate(asked.heights_m):
            seen = (needed <= height) & (np.hypot(away, (height - radar.eye_m) / 1000.0) <= radar.range_km)
            counts[index, low:high][near] += seen.astype(np.uint8)


def _bands(grid: _Grid, radar: _Radar, radius_km: float) -> list[tuple[int, int]]:
    """The rows of the map that a radar's circle touches, in bands of a million cells, so that no array grows with the map."""
    columns = grid.latitudes.shape[1]
    near = np.abs(grid.latitudes - radar.latitude).min(axis=1) <= radius_km / 111.0 * 1.02
    touched = np.flatnonzero(near)
    if not touched.size:
        return []
    step = max(1_000_000 // columns, 1)
    return [(low, min(low + step, int(touched[-1]) + 1)) for low in range(int(touched[0]), int(touched[-1]) + 1, step)]


def _covered(counts: Counts, grid: _Grid, height_m: float, members: Sequence[str]) -> dict[str, Any]:
    """The share of the members' land and of the people in their towns that one radar, and two, cover at a height."""
    from dualtrack.runs.ground import state_raster

    owner = state_raster(members, grid.west, grid.north, grid.cell_m, counts.shape)
    land = owner > 0
    towns = geography.towns(members, minimum_population=15_000)
    from pyproj import Transformer

    x, y = Transformer.from_crs("EPSG:4326", CRS, always_xy=True).transform(towns.longitudes, towns.latitudes)
    column, row = ((np.asarray(x) - grid.west) // grid.cell_m).astype(int), ((grid.north - np.asarray(y)) // grid.cell_m).astype(int)
    inside = (row >= 0) & (row < counts.shape[0]) & (column >= 0) & (column < counts.shape[1])
    seen = counts[row[inside], column[inside]]
    people = towns.populations[inside]
    by_state = {
        code: round(float((counts[owner == number] > 0).mean()), 4)
        for number, code in enumerate(members, 1)
        if (owner == number).any()
    }  # fmt: skip
    return {
        "height_m": height_m,
        "land_seen_by_one": round(float((counts[land] > 0).mean()), 4),
        "land_seen_by_two": round(float((counts[land] > 1).mean()), 4),
        "people_in_towns_seen_by_one": int(people[seen > 0].sum()),
        "people_in_towns": int(people.sum()),
        "land_by_state": by_state,
    }
