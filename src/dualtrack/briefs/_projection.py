"""Room: briefs, support. The window of a map: its projection, the rectangle shown, and land brought into it.

May import outline and geography; touches no file. Coordinates on the page are in points [pt, 1/72 inch] from the lower left
corner of the map; places are longitude and latitude [degrees] on WGS-84.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from dualtrack.outline.document import Figure

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Array = NDArray[np.float64]
Bounds = tuple[float, float, float, float]

EUROPE = "EPSG:3035"
EUROPE_BOUNDS: Bounds = (-35.0, 25.0, 70.0, 78.0)
WIDTH_PT = 360.0
PADDING = 0.05
SHAPE = (0.62, 0.85)
"""Least and greatest height of a map as a share of its width."""
WINDOW_MARGIN_DEGREES = 2.0
DENSE_DEGREES = 1.0
FINEST_PT = 0.25


@dataclass(frozen=True, slots=True)
class View:
    """A projection (a pyproj transformer) with the rectangle shown [m] and its size on the page [pt]."""

    transformer: Any
    west_m: float
    south_m: float
    metres_per_pt: float
    width_pt: float
    height_pt: float
    bounds: Bounds

    def place(self, longitudes: Any, latitudes: Any) -> tuple[Array, Array]:
        """Places [degrees] on the page [pt]."""
        x, y = self.transformer.transform(np.asarray(longitudes, dtype=float), np.asarray(latitudes, dtype=float))
        return (x - self.west_m) / self.metres_per_pt, (y - self.south_m) / self.metres_per_pt

    def whereabouts(self, x_pt: Any, y_pt: Any) -> tuple[Array, Array]:
        """Longitudes and latitudes [degrees] of points on the page [pt]."""
        x = np.asarray(x_pt, dtype=float) * self.metres_per_pt + self.west_m
        y = np.asarray(y_pt, dtype=float) * self.metres_per_pt + self.south_m
        longitudes, latitudes = self.transformer.transform(x, y, direction="INVERSE")
        return longitudes, latitudes

    def shows(self, x_pt: float, y_pt: float) -> bool:
        """Whether a point [pt] lies inside the map."""
        return 0.0 <= x_pt <= self.width_pt and 0.0 <= y_pt <= self.height_pt


def width_degrees(bounds: Bounds) -> float:
    """From west to east [degrees], across the antimeridian when west is greater."""
    return (bounds[2] - bounds[0]) % 360.0 or 360.0


def view_of(figure: Figure) -> View:
    """The window of a figure: around its rings and points within its bounds, or around the bounds when they hold none."""
    transformer = _transformer(figure.bounds)
    frame = _extent(transformer, *_frame(figure.bounds))
    longitudes, latitudes = _content(figure)
    shown = _extent(transformer, longitudes, latitudes) if longitudes.size > 1 else frame
    padding = PADDING * max(shown[2] - shown[0], shown[3] - shown[1], 1000.0)
    west, south, east, north = shown[0] - padding, shown[1] - padding, shown[2] + padding, shown[3] + padding
    west, south, east, north = max(west, frame[0]), max(south, frame[1]), min(east, frame[2]), min(north, frame[3])
    west, south, east, north = _shaped(west, south, east, north)
    scale = (east - west) / WIDTH_PT
    view = View(transformer, west, south, scale, WIDTH_PT, (north - south) / scale, figure.bounds)
    return View(transformer, west, south, scale, WIDTH_PT, view.height_pt, _window(view))


def _transformer(bounds: Bounds) -> Any:
    """From WGS-84 to equal-area metres: Europe's own projection, or one centred on the bounds."""
    import pyproj

    west, south, east, north = bounds
    target = EUROPE
    inside = EUROPE_BOUNDS[0] <= west < east <= EUROPE_BOUNDS[2] and EUROPE_BOUNDS[1] <= south and north <= EUROPE_BOUNDS[3]
    if not inside:
        middle = (west + width_degrees(bounds) / 2.0 + 180.0) % 360.0 - 180.0
        target = f"+proj=laea +lat_0={(south + north) / 2.0:.6f} +lon_0={middle:.6f} +datum=WGS84 +units=m"
    return pyproj.Transformer.from_crs("EPSG:4326", target, always_xy=True)


def _frame(bounds: Bounds) -> tuple[Array, Array]:
    """The edges of the bounds, dense enough to bend with the projection [degrees]."""
    west, south, _, north = bounds
    across = np.linspace(west, west + width_degrees(bounds), 181)
    along = np.linspace(south, north, 91)
    longitudes = np.concatenate([across, across, np.full(91, across[0]), np.full(91, across[-1])])
    latitudes = np.concatenate([np.full(181, south), np.full(181, north), along, along])
    return longitudes, latitudes


def _content(figure: Figure) -> tuple[Array, Array]:
    """Every place of the rings and points that lies within the bounds [degrees]."""
    longitudes = np.array([value for ring in figure.rings for value in ring.longitudes] + [point.longitude for point in figure.points])
    latitudes = np.array([value for ring in figure.rings for value in ring.latitudes] + [point.latitude for point in figure.points])
    west, south, _, north = figure.bounds
    inside = ((longitudes - west) % 360.0 <= width_degrees(figure.bounds)) & (latitudes >= south) & (latitudes <= north)
    return longitudes[inside], latitudes[inside]


def _extent(transformer: Any, longitudes: Array, latitudes: Array) -> Bounds:
    """The smallest rectangle [m] around some places [degrees]."""
    x, y = transformer.transform(longitudes, latitudes)
    finite = np.isfinite(x) & np.isfinite(y)
    return float(x[finite].min()), float(y[finite].min()), float(x[finite].max()), float(y[finite].max())


def _shaped(west: float, south: float, east: float, north: float) -> Bounds:
    """The rectangle [m], widened or heightened until its shape suits a page and a phone."""
    width, height = east - west, north - south
    if height < SHAPE[0] * width:
        spare = (SHAPE[0] * width - height) / 2.0
        return west, south - spare, east, north + spare
    if height > SHAPE[1] * width:
        spare = (height / SHAPE[1] - width) / 2.0
        return west - spare, south, east + spare, north
    return west, south, east, north


def _window(view: View) -> Bounds:
    """West, south, east, north [degrees] wide enough to hold everything the rectangle shows, poles and antimeridian included."""
    x, y = np.meshgrid(np.linspace(0.0, view.width_pt, 41), np.linspace(0.0, view.height_pt, 41))
    longitudes, latitudes = view.whereabouts(x.ravel(), y.ravel())
    finite = np.isfinite(longitudes) & np.isfinite(latitudes)
    poles = [pole for pole in (-90.0, 90.0) if view.shows(*(float(value) for value in view.place(0.0, pole)))]
    south = max(float(latitudes[finite].min()) - WINDOW_MARGIN_DEGREES, -90.0)
    north = min(float(latitudes[finite].max()) + WINDOW_MARGIN_DEGREES, 90.0)
    middle = float(view.whereabouts(view.width_pt / 2.0, view.height_pt / 2.0)[0])
    turns = (longitudes[finite] - middle + 180.0) % 360.0 - 180.0
    least, most = float(turns.min()) - WINDOW_MARGIN_DEGREES, float(turns.max()) + WINDOW_MARGIN_DEGREES
    if poles or not finite.all() or most - least >= 350.0:
        return -180.0, min([south, *poles]), 180.0, max([north, *poles])
    return (middle + least + 180.0) % 360.0 - 180.0, south, (middle + most + 180.0) % 360.0 - 180.0, north


def land(view: View) -> dict[str, tuple[BaseGeometry, BaseGeometry]]:
    """Each area inside the window by its code: its surface and its outline on the page [pt], without the seam at the antimeridian."""
    import shapely

    from dualtrack.geography import outlines

    seam = shapely.MultiLineString([[(-180.0, -90.0), (-180.0, 90.0)], [(180.0, -90.0), (180.0, 90.0)]]).buffer(1e-3)
    found = {}
    for code, shape in sorted(outlines(view.bounds).items()):
        dense = shapely.segmentize(shape, DENSE_DEGREES)
        edge = shapely.boundary(dense)
        if view.bounds[0] > view.bounds[2] or view.bounds[2] - view.bounds[0] >= 350.0:
            edge = shapely.difference(edge, seam)
        surface = _on_page(dense, view)
        if not surface.is_empty:
            found[code] = (surface, _on_page(edge, view))
    return found


def _on_page(shape: BaseGeometry, view: View) -> BaseGeometry:
    """A shape [degrees] projected, cut to the map and thinned to what can be seen [pt]."""
    import shapely

    def project(coordinates: Array) -> Array:
        return np.column_stack(view.place(coordinates[:, 0], coordinates[:, 1]))

    projected = shapely.transform(shape, project)
    if not np.isfinite(shapely.get_coordinates(projected)).all():
        return shapely.GeometryCollection()
    thinned = shapely.simplify(projected, FINEST_PT)
    return shapely.clip_by_rect(thinned, -2.0, -2.0, view.width_pt + 2.0, view.height_pt + 2.0)


def kilometres_per_pt(view: View, x_pt: float, y_pt: float) -> float:
    """How far one point to the right is on the ground [km], at a place on the page [pt]."""
    import pyproj

    longitudes, latitudes = view.whereabouts([x_pt, x_pt + 1.0], [y_pt, y_pt])
    _, _, distance_m = pyproj.Geod(ellps="WGS84").inv(longitudes[0], latitudes[0], longitudes[1], latitudes[1])
    return float(distance_m) / 1000.0


def round_step(span: float) -> float:
    """A round number no larger than the span: one, two or five times a power of ten."""
    power = 10.0 ** math.floor(math.log10(span))
    return max(step * power for step in (1.0, 2.0, 5.0) if step * power <= span)
