"""Room: models. When sensors see a flight: the line of sight over coarse terrain on an earth of 4/3 radius, range and sector.
Imports errors, the radar horizon and numpy only; pure functions over arrays.

Valid for
    First possible detection: a target in range, in the sector and over the horizon counts as seen. Weather, clutter, jamming, size of
    the target and how busy the radar is are not modelled, so a real detection comes later or not at all.

References
    The 4/3 earth as in `radar_horizon`. For the rest, geometry.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]
Bools = NDArray[np.bool_]

EARTH_RADIUS_KM = 6371.0
BENT_RADIUS_KM = EARTH_RADIUS_KM * 4.0 / 3.0
"""The radius of an earth on which standard refraction makes rays straight [km]."""
NEAREST_KM = 8.0
"""Ground nearer than a cell of the coarse terrain cannot hide anything here [km]."""
STEPS_OF_A_RAY = 40
FINE_BELOW_KM, FINE_KM, COARSE_KM = 1.0, 0.04, 0.5
"""Below this height of the eye sights are worked out every so many km, above it at wider steps."""

GROUND, AIRBORNE, OVER_THE_HORIZON, INFRARED = 0, 1, 2, 3
"""Kinds of sensor by code: radar on the ground, radar in the air, over-the-horizon radar, infrared satellite."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Terrain heights [rows, columns, km] with the middle of the first cell at `north` and `west` and steps of `cell` [degrees]."""

    heights_km: Array
    north: float
    west: float
    cell: float

    def at(self, latitude: Array, longitude: Array) -> Array:
        """Height [km] between the middles of cells at places [degrees]; at the edge's beyond it. Shapes broadcast."""
        rows, columns = self.heights_km.shape
        down = np.clip((self.north - np.asarray(latitude)) / self.cell, 0.0, rows - 1.0)
        along = np.clip((np.asarray(longitude) - self.west) / self.cell, 0.0, columns - 1.0)
        top, left = np.minimum(down.astype(np.intp), rows - 2), np.minimum(along.astype(np.intp), columns - 2)
        lower, right = down - top, along - left
        flat, first = self.heights_km.ravel(), top * columns + left
        upper = flat[first] * (1.0 - right) + flat[first + 1] * right
        height: Array = upper * (1.0 - lower) + (flat[first + columns] * (1.0 - right) + flat[first + columns + 1] * right) * lower
        return height


@dataclass(frozen=True, slots=True)
class Sensors:
    """Sensors by kind [sensors]: where [degrees], eye above the sea [km], range [km] and delay [s], each [sensors, draws].

    `bearing` and `sector` [degrees, sensors] are the middle and the width of what is watched; a bearing that nobody gave is not a
    number, and the sector then counts as all round.
    """

    kind: NDArray[np.intp]
    latitude: Array
    longitude: Array
    eye_km: Array
    range_km: Array
    delay_s: Array
    bearing: Array
    sector: Array
    skip_km: Array


def distance_km(latitude: ArrayLike, longitude: ArrayLike, to_latitude: ArrayLike, to_longitude: ArrayLike) -> Array:
    """Distance over a spherical earth [km] between places [degrees]; shapes broadcast.

    Valid for: warning times; up to 0.6 percent off the ellipsoid. References: the haversine formula; none needed.
    """
    first, second = np.radians(np.asarray(latitude)), np.radians(np.asarray(to_latitude))
    east = np.radians(np.asarray(to_longitude) - np.asarray(longitude))
    half = np.sin((second - first) / 2.0) ** 2 + np.cos(first) * np.cos(second) * np.sin(east / 2.0) ** 2
    found: Array = 2.0 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0)))
    return found


def bearing_deg(latitude: ArrayLike, longitude: ArrayLike, to_latitude: ArrayLike, to_longitude: ArrayLike) -> Array:
    """The direction [degrees from north, clockwise] in which a place lies; shapes broadcast.

    Valid for: a spherical earth. References: spherical trigonometry; none needed.
    """
    first, second = np.radians(np.asarray(latitude)), np.radians(np.asarray(to_latitude))
    east = np.radians(np.asarray(to_longitude) - np.asarray(longitude))
    direction = np.arctan2(np.sin(east) * np.cos(second), np.cos(first) * np.sin(second) - np.sin(first) * np.cos(second) * np.cos(east))
    found: Array = np.degrees(direction) % 360.0
    return found


def between(latitude: Array, longitude: Array, to: tuple[Array, Array], share: Array) -> tuple[Array, Array]:
    """Places [degrees] at shares [..., along] of the great circles from one place to others [..., 1]; shapes broadcast.

    Valid for: places that are not opposite each other. References: interpolation on the sphere; none needed.
    """
    start, ends = _unit(latitude, longitude), _unit(*to)
    angle = np.arccos(np.clip(sum(a * b for a, b in zip(start, ends, strict=True)), -1.0, 1.0))
    small = angle < 1e-9
    sine = np.where(small, 1.0, np.sin(angle))
    before = np.where(small, 1.0 - share, np.sin((1.0 - share) * angle) / sine)
    after = np.where(small, share, np.sin(share * angle) / sine)
    x, y, z = (before * a + after * b for a, b in zip(start, ends, strict=True))
    return np.degrees(np.arctan2(z, np.hypot(x, y))), np.degrees(np.arctan2(y, x))


def lowest_in_view_km(grid: Grid, place: tuple[Array, Array], eye_km: Array, to: tuple[Array, Array], distance: Array) -> Array:
    """The lowest height above the sea [km] in view of an eye at heights [eyes, km] over places [points]; [eyes, points].

    Terrain and the bent earth stand in the way. Valid for: terrain as the grid has it. References: geometry; none needed.
    """
    share = np.linspace(0.0, 1.0, STEPS_OF_A_RAY + 1)[1:]
    latitudes, longitudes = between(*place, (to[0][:, None], to[1][:, None]), share)
    away = np.maximum(distance[:, None] * share, 1e-6)
    ground = grid.at(latitudes, longitudes)
    drop = away**2 / (2.0 * BENT_RADIUS_KM)
    hides = away[None] >= NEAREST_KM
    slope = np.where(hides, (ground[None] - drop[None] - eye_km[:, None, None]) / away[None], -np.inf).max(axis=2)
    sight: Array = eye_km[:, None] + np.where(np.isfinite(slope), slope, -1.0) * distance + distance**2 / (2.0 * BENT_RADIUS_KM)
    return sight


def in_view(sensors: Sensors, number: int, path: tuple[Array, Array], height_km: Array, grid: Grid) -> Bools:
    """Whether one sensor could see a flight at each point of its way [draws, along], from its heights above the sea [draws, along, km].

    Infrared satellites see none of the way: they see the launch. Valid for: as the module says. References: geometry; none needed.
    """
    seen = np.zeros(height_km.shape, dtype=bool)
    kind, reach = sensors.kind[number], sensors.range_km[number]
    if kind == INFRARED:
        return seen
    place = sensors.latitude[number], sensors.longitude[number]
    distance = distance_km(place[0], place[1], *path)
    near = distance <= reach.max()
    if np.isfinite(sensors.bearing[number]):
        turned = (bearing_deg(place[0], place[1], *path) - sensors.bearing[number] + 180.0) % 360.0 - 180.0
        near &= np.abs(turned) <= sensors.sector[number] / 2.0
    if not near.any():
        return seen
    away, heights = distance[near], height_km[:, near]
    if kind == OVER_THE_HORIZON:
        seen[:, near] = (away >= sensors.skip_km[number][:, None]) & (away <= reach[:, None])
        return seen
    eye = sensors.eye_km[number]
    over = heights >= _lowest_by_draw(grid, place, eye, (path[0][near], path[1][near]), away)
    seen[:, near] = over & (np.hypot(away, heights - eye[:, None]) <= reach[:, None])
    return seen


def _lowest_by_draw(grid: Grid, place: tuple[Array, Array], eye_km: Array, to: tuple[Array, Array], distance: Array) -> Array:
    """As `lowest_in_view_km`, [draws, points], worked out at round heights of the eye and interpolated for each draw by itself."""
    step = np.where(eye_km < FINE_BELOW_KM, FINE_KM, COARSE_KM)
    below = np.floor(eye_km / step) * step
    knots, places = np.unique(np.concatenate((below, below + step)).round(9), return_inverse=True)
    sight = lowest_in_view_km(grid, place, knots, to, distance)
    low, high = sight[places[: eye_km.size]], sight[places[eye_km.size :]]
    lowest: Array = low + (high - low) * ((eye_km - below) / step)[:, None]
    return lowest


def _unit(latitude: Array, longitude: Array) -> tuple[Array, Array, Array]:
    north, east = np.radians(latitude), np.radians(longitude)
    return np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)
