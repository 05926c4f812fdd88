"""Room: geography. Outlines of countries: borders, what lies inside, what to draw. Imports errors, places, shipped."""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from dualtrack.errors import QuestionError, UnknownName
from dualtrack.geography.places import LandPart
from dualtrack.geography.shipped import read_arrays

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from shapely import STRtree
    from shapely.geometry.base import BaseGeometry

UNITS_PER_DEGREE = 10_000
EARTH_RADIUS_KM = 6371.0088
KM_PER_DEGREE = EARTH_RADIUS_KM * math.pi / 180.0
COAST_TOLERANCE_KM = 5.0  # how far the generalised coast may be from the shore
CUT_LONGITUDE = 180.0
CUT_LATITUDE = -89.9

Parts = Literal["all", "home"]


@dataclass(frozen=True, slots=True, eq=False)
class _Rings:
    """Outlines of all areas: points (longitude, latitude [deg]), and where rings, parts and areas begin in the level below."""

    codes: list[str]
    points: NDArray[np.float64]
    ring_offsets: NDArray[np.int32]
    part_offsets: NDArray[np.int32]
    area_offsets: NDArray[np.int32]
    part_is_home: NDArray[np.bool_]
    part_area_km2: NDArray[np.float32]


@functools.cache
def _rings() -> _Rings:
    """The shipped outlines, read once."""
    import numpy

    data = read_arrays("outlines.npz")
    steps = numpy.column_stack([data["longitude_steps"], data["latitude_steps"]])
    return _Rings(
        codes=[str(code) for code in data["codes"]],
        points=numpy.cumsum(steps, axis=0, dtype=numpy.int64) / UNITS_PER_DEGREE,
        ring_offsets=data["ring_offsets"],
        part_offsets=data["part_offsets"],
        area_offsets=data["area_offsets"],
        part_is_home=data["part_is_home"],
        part_area_km2=data["part_area_km2"],
    )


@functools.cache
def _shapes() -> Mapping[str, BaseGeometry]:
    """A multipolygon for every area, by code."""
    import shapely

    rings = _rings()
    offsets = (rings.ring_offsets, rings.part_offsets, rings.area_offsets)
    shapes = shapely.from_ragged_array(shapely.GeometryType.MULTIPOLYGON, rings.points, offsets)
    shapely.prepare(shapes)
    return MappingProxyType(dict(zip(rings.codes, shapes, strict=True)))


@functools.cache
def _tree() -> STRtree:
    """A search tree over the areas, in the order of their codes."""
    import shapely

    return shapely.STRtree(list(_shapes().values()))


def _number(code: str) -> int:
    """Where an area stands among the outlines; raises UnknownName."""
    codes = _rings().codes
    if code not in codes:
        raise UnknownName("country code", code, codes)
    return codes.index(code)


def _longitude(degrees: float) -> float:
    """A longitude brought into -180 to 180 [deg]."""
    return degrees if -180.0 <= degrees <= 180.0 else (degrees + 180.0) % 360.0 - 180.0


def contains(code: str, latitude: float, longitude: float, tolerance_km: float = COAST_TOLERANCE_KM) -> bool:
    """Whether a place [deg] is on the land of a country, its border included; raises UnknownName.

    The coast is generalised, so a place off every coast counts when this country's is within the tolerance [km].
    """
    import shapely

    _number(code)
    if shapely.intersects_xy(_shapes()[code], _longitude(longitude), latitude):
        return True
    ashore = country_at(latitude, longitude, tolerance_km=0.0) is not None
    return not ashore and tolerance_km > 0.0 and _coast_km(code, latitude, longitude) <= tolerance_km


def country_at(latitude: float, longitude: float, tolerance_km: float = COAST_TOLERANCE_KM) -> str | None:
    """The code of the area whose land holds a place [deg], or None at sea; on a border the first code by alphabet.

    Off every coast, the area with the nearest one answers when that is within the tolerance [km].
    """
    import shapely

    east, codes = _longitude(longitude), _rings().codes
    found = _tree().query(shapely.Point(east, latitude), predicate="intersects")
    if len(found):
        return codes[int(found.min())]
    if not tolerance_km > 0.0:
        return None
    height = tolerance_km / KM_PER_DEGREE
    width = min(height / max(math.cos(math.radians(latitude)), 0.01), 180.0)
    about = _tree().query(shapely.box(east - width, latitude - height, east + width, latitude + height))
    distances = [(_coast_km(codes[number], latitude, east), codes[number]) for number in sorted(about.tolist())]
    nearest = min(distances, default=(math.inf, ""))
    return nearest[1] if nearest[0] <= tolerance_km else None


def _coast_km(code: str, latitude: float, longitude: float) -> float:
    """About how far a place [deg] is from the outline of a country [km]; good for short distances."""
    import numpy

    starts, ends = _segments(code, "all")
    scale = numpy.array([math.cos(math.radians(latitude)), 1.0]) * KM_PER_DEGREE
    origin = numpy.array([_longitude(longitude), latitude])
    first, along = (starts - origin) * scale, (ends - starts) * scale
    length = numpy.maximum((along**2).sum(axis=1), 1e-12)
    fraction = numpy.clip(-(first * along).sum(axis=1) / length, 0.0, 1.0)
    return float(numpy.sqrt(((first + fraction[:, None] * along) ** 2).sum(axis=1)).min())


def outlines(bounds: tuple[float, float, float, float] | None = None) -> Mapping[str, BaseGeometry]:
    """All land for drawing: shapely multipolygons in longitude and latitude [deg] by area code, Antarctica included.

    `bounds` (west, south, east, north [deg]) leaves out what lies outside and cuts the rest at the edge: choose them wider than
    the picture. West may be greater than east across the antimeridian. Raises QuestionError for bounds that hold nothing.
    """
    if bounds is None:
        return _shapes()
    import shapely

    west, south, east, north = bounds
    if south >= north or west == east:
        raise QuestionError(f"map bounds {bounds} hold no area; write west, south, east, north in degrees")
    boxes = [shapely.box(west, south, east, north)]
    if west > east:
        boxes = [shapely.box(west, south, 180.0, north), shapely.box(-180.0, south, east, north)]
    window = shapely.union_all(boxes)
    shapely.prepare(window)
    cut = {code: _cut(shape, window) for code, shape in _shapes().items() if shapely.intersects(window, shape)}
    return MappingProxyType({code: shape for code, shape in cut.items() if not shape.is_empty})


def _cut(shape: BaseGeometry, window: BaseGeometry) -> BaseGeometry:
    """The land of a shape inside a window, as a multipolygon."""
    import shapely

    inside: Any = shape if shapely.contains_properly(window, shape) else shapely.intersection(shape, window)
    pieces = shapely.get_parts(inside)
    return shapely.multipolygons(pieces[shapely.get_type_id(pieces) == shapely.GeometryType.POLYGON])


def land_parts(code: str) -> tuple[LandPart, ...]:
    """The unbroken pieces of a country's land, largest first; raises UnknownName."""
    rings, number = _rings(), _number(code)
    shape: Any = _shapes()[code]
    inside = [part.representative_point() for part in shape.geoms]
    first = int(rings.area_offsets[number])
    return tuple(
        LandPart(code, float(rings.part_area_km2[first + index]), point.y, point.x, bool(rings.part_is_home[first + index]))
        for index, point in enumerate(inside)
    )


@functools.lru_cache(maxsize=64)
def border_points(code: str, spacing_km: float = 10.0, parts: Parts = "all") -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Latitudes and longitudes [deg] of points along the outline of a country, neighbours at most `spacing_km` [km] apart.

    For questions of the nearest distance to a country from outside it. `parts`: `all`, or `home` without the parts overseas
    (see land_parts). The arrays are read-only. Raises UnknownName, and QuestionError for a spacing that is not positive.
    """
    import numpy

    if not spacing_km > 0.0:
        raise QuestionError(f"border points {spacing_km} km apart cannot be drawn; write a spacing above 0 km")
    starts, ends = _segments(code, parts)
    count = numpy.maximum(numpy.ceil(_length_km(starts, ends) / spacing_km), 1).astype(int)
    before = numpy.cumsum(count) - count
    fraction = (numpy.arange(count.sum()) - numpy.repeat(before, count)) / numpy.repeat(count, count)
    points = numpy.repeat(starts, count, axis=0) + fraction[:, None] * numpy.repeat(ends - starts, count, axis=0)
    latitudes, longitudes = points[:, 1].copy(), points[:, 0].copy()
    latitudes.setflags(write=False)
    longitudes.setflags(write=False)
    return latitudes, longitudes


def _segments(code: str, parts: Parts) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Starts and ends of the straight pieces of an outline, without those that only cut the map; shape (n, 2) each [deg]."""
    import numpy

    rings, number = _rings(), _number(code)
    chosen = range(int(rings.area_offsets[number]), int(rings.area_offsets[number + 1]))
    starts, ends = [], []
    for part in chosen:
        if parts == "home" and not rings.part_is_home[part]:
            continue
        for ring in range(int(rings.part_offsets[part]), int(rings.part_offsets[part + 1])):
            points = rings.points[rings.ring_offsets[ring] : rings.ring_offsets[ring + 1]]
            starts.append(points[:-1])
            ends.append(points[1:])
    first, second = numpy.concatenate(starts), numpy.concatenate(ends)
    along_cut = (abs(first[:, 0]) == CUT_LONGITUDE) & (abs(second[:, 0]) == CUT_LONGITUDE)
    along_cut |= (first[:, 1] < CUT_LATITUDE) & (second[:, 1] < CUT_LATITUDE)
    return first[~along_cut], second[~along_cut]


def _length_km(starts: NDArray[np.float64], ends: NDArray[np.float64]) -> NDArray[np.float64]:
    """Great-circle lengths of straight pieces given by longitude and latitude [deg]; [km]."""
    import numpy

    (east, north), (other_east, other_north) = numpy.radians(starts).T, numpy.radians(ends).T
    chord = numpy.sin((north - other_north) / 2) ** 2
    chord += numpy.cos(north) * numpy.cos(other_north) * numpy.sin((east - other_east) / 2) ** 2
    length: NDArray[np.float64] = 2.0 * EARTH_RADIUS_KM * numpy.arcsin(numpy.sqrt(numpy.minimum(chord, 1.0)))
    return length
