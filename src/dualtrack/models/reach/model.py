"""Room: models. Reach: geodesic distances from launch sites, and who lies within range. Imports errors and numpy only;
pyproj is imported inside the functions that measure. Pure functions: no file, no catalogue, no clock.

Valid for
    Ranges over the ground from fixed sites, on the WGS-84 ellipsoid; towns and capitals as points, countries as border points.

References
    C. F. F. Karney, Algorithms for geodesics, Journal of Geodesy 87, 2013.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypedDict, Unpack

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dualtrack.errors import OutsideValidity

Array = NDArray[np.float64]
Indices = NDArray[np.intp]

RING_POINTS = 181
LARGEST_RING_KM = 19_950.0
"""A ring of larger radius would close on the far side of the earth; it is drawn with this radius [km]."""

_MEAN_RADIUS_KM = 6371.0088
_CLOSE_FACTOR = 1.012
"""A WGS-84 distance is between 0.994 and 1.005 times the spherical one, so nothing outside this factor can be the nearest."""
_CLOSE_KM = 1e-6


class ReachInputs(TypedDict):
    """The inputs of `answer`: coordinates [degrees], populations [people], owners [index of a country, negative for none].

    launch_*: [sites]; range_km [km]: [draws]; place_*: [places]; capital_*: [capitals]; border_*: [points]; country_count: one
    number.
    """

    launch_latitudes: ArrayLike
    launch_longitudes: ArrayLike
    range_km: ArrayLike
    place_latitudes: ArrayLike
    place_longitudes: ArrayLike
    place_populations: ArrayLike
    place_owners: ArrayLike
    capital_latitudes: ArrayLike
    capital_longitudes: ArrayLike
    capital_owners: ArrayLike
    border_latitudes: ArrayLike
    border_longitudes: ArrayLike
    border_owners: ArrayLike
    country_count: ArrayLike


@dataclass(frozen=True, slots=True)
class _Points:
    """Latitudes and longitudes [degrees], both [points], and how to name them to a reader."""

    latitudes: Array
    longitudes: Array

    def __getitem__(self, kept: Any) -> _Points:
        return _Points(self.latitudes[kept], self.longitudes[kept])

    @property
    def size(self) -> int:
        return int(self.latitudes.size)


def answer(**inputs: Unpack[ReachInputs]) -> Mapping[str, Array]:
    """Who is in reach, by question id; see `MODEL` for titles, units [km, capitals, people ...] and dims.

    Distances do not depend on the draw; counts do: [draw]. Where no site is left (a measure removed them all) every distance is
    infinite, every count 0 and the rings have no site: nothing is deployed, so nothing is in reach. There is never a NaN.
    Raises OutsideValidity for a range that is not positive and finite, for coordinates off the globe, and for a country without
    a point.

    Valid for: fixed launch sites and ranges over the ground. References: Karney 2013.
    """
    sites = _points(inputs["launch_latitudes"], inputs["launch_longitudes"], "launch site")
    places = _points(inputs["place_latitudes"], inputs["place_longitudes"], "place")
    capitals = _points(inputs["capital_latitudes"], inputs["capital_longitudes"], "capital")
    border = _points(inputs["border_latitudes"], inputs["border_longitudes"], "border point")
    ranges = _ranges(inputs["range_km"])
    count = int(np.asarray(inputs["country_count"]).ravel()[0])

    capital_km = _nearest_km(sites, capitals)
    place_km = _nearest_km(sites, places)
    country_km = np.full(count, np.inf)
    _lower(country_km, _owners(inputs["capital_owners"], capitals.size, count, "capital"), capital_km)
    _lower(country_km, _owners(inputs["place_owners"], places.size, count, "place"), place_km)
    _lower_by_border(country_km, _owners(inputs["border_owners"], border.size, count, "border point"), sites, border)
    if sites.size and not np.isfinite(country_km).all():
        missing = int(np.flatnonzero(~np.isfinite(country_km))[0])
        raise OutsideValidity(f"country number {missing} has no border point, town or capital; give each at least one")

    populations = np.asarray(inputs["place_populations"], dtype=np.float64).ravel()
    return _counts(ranges, capital_km, country_km, place_km, populations) | _rings(sites, ranges)


def distance_km(latitude: ArrayLike, longitude: ArrayLike, to_latitude: ArrayLike, to_longitude: ArrayLike) -> Array:
    """The length [km] of the shortest line over the WGS-84 ellipsoid between points [degrees]; shapes broadcast.

    Raises OutsideValidity for coordinates that are not on the globe.

    Valid for: any two points on the globe. References: Karney 2013.
    """
    from pyproj import Geod

    start = _points(latitude, longitude, "point", flat=False)
    end = _points(to_latitude, to_longitude, "point", flat=False)
    arrays = np.broadcast_arrays(start.longitudes, start.latitudes, end.longitudes, end.latitudes)
    shape = arrays[0].shape
    east, north, to_east, to_north = (np.array(array, dtype=np.float64).ravel() for array in arrays)
    _, _, metres = Geod(ellps="WGS84").inv(east, north, to_east, to_north)
    kilometres: Array = np.asarray(metres, dtype=np.float64).reshape(shape)[()] / 1000.0
    return kilometres


def ring(latitude: float, longitude: float, radius_km: float, points: int = RING_POINTS) -> tuple[Array, Array]:
    """Latitudes and longitudes [degrees], both [points], of the line at `radius_km` [km] around a point; the last repeats the
    first.

    A radius beyond `LARGEST_RING_KM` is drawn with that radius. Raises OutsideValidity for a radius that is not positive.

    Valid for: a ring over the ground around a fixed site. References: Karney 2013.
    """
    from pyproj import Geod

    radius = min(float(_ranges(radius_km)[0]), LARGEST_RING_KM)
    centre = _points(latitude, longitude, "launch site")
    azimuths = np.linspace(0.0, 360.0, points)
    longitudes, latitudes, _ = Geod(ellps="WGS84").fwd(
        np.full(points, centre.longitudes[0]), np.full(points, centre.latitudes[0]), azimuths, np.full(points, radius * 1000.0)
    )
    return np.asarray(latitudes, dtype=np.float64), np.asarray(longitudes, dtype=np.float64)


def _points(latitudes: ArrayLike, longitudes: ArrayLike, what: str, flat: bool = True) -> _Points:
    north = np.asarray(latitudes, dtype=np.float64)
    east = np.asarray(longitudes, dtype=np.float64)
    if flat:
        north, east = north.ravel(), east.ravel()
    if flat and north.size != east.size:
        raise OutsideValidity(f"{north.size} latitudes but {east.size} longitudes of a {what}; give one of each per {what}")
    wrong = ~(np.abs(north) <= 90.0)
    if wrong.any():
        raise OutsideValidity(f"a {what} has latitude {north[wrong][0]:g}; write degrees between -90 and 90")
    wrong = ~(np.abs(east) <= 360.0)
    if wrong.any():
        raise OutsideValidity(f"a {what} has longitude {east[wrong][0]:g}; write degrees between -180 and 180")
    return _Points(north, east)


def _ranges(range_km: ArrayLike) -> Array:
    ranges = np.atleast_1d(np.asarray(range_km, dtype=np.float64)).ravel()
    wrong = ~(np.isfinite(ranges) & (ranges > 0.0))
    if not ranges.size or wrong.any():
        found = f"{ranges[wrong][0]:g} km" if ranges.size else "no range"
        raise OutsideValidity(f"reach needs a positive, finite range, found {found}; of a bound give the known end")
    return ranges


def _owners(owners: ArrayLike, size: int, count: int, what: str) -> Indices:
    found = np.asarray(owners).ravel().astype(np.intp)
    if found.size != size:
        raise OutsideValidity(f"{size} {what}s but {found.size} owners; give one owner for each {what}")
    if found.size and found.max() >= count:
        raise OutsideValidity(f"a {what} belongs to country number {found.max()}, but there are {count}; count countries from 0")
    return found


def _sphere_km(sites: _Points, points: _Points) -> Array:
    """Great-circle distances [km], [sites, points]; only used to leave out what cannot be nearest."""
    north, to_north = np.radians(sites.latitudes)[:, None], np.radians(points.latitudes)[None, :]
    east = np.radians(points.longitudes)[None, :] - np.radians(sites.longitudes)[:, None]
    half_chord = np.sin((to_north - north) / 2) ** 2 + np.cos(north) * np.cos(to_north) * np.sin(east / 2) ** 2
    distances: Array = 2 * _MEAN_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(half_chord, 1.0)))
    return distances


def _nearest_km(sites: _Points, points: _Points) -> Array:
    """Geodesic distance [km] from the nearest site to each point, [points]; infinite without sites."""
    if not sites.size or not points.size:
        return np.full(points.size, np.inf)
    sphere = _sphere_km(sites, points)
    site, point = np.nonzero(sphere <= sphere.min(axis=0) * _CLOSE_FACTOR + _CLOSE_KM)
    distances = np.full(sphere.shape, np.inf)
    near, far = sites[site], points[point]
    distances[site, point] = distance_km(near.latitudes, near.longitudes, far.latitudes, far.longitudes)
    nearest: Array = distances.min(axis=0)
    return nearest


def _lower(country_km: Array, owners: Indices, distances: Array) -> None:
    """Lower each country's distance [km] to that of the nearest of its points."""
    owned = owners >= 0
    np.minimum.at(country_km, owners[owned], distances[owned])


def _lower_by_border(country_km: Array, owners: Indices, sites: _Points, border: _Points) -> None:
    """The same for border points, measuring only those that can be the nearest of their country."""
    owned = np.flatnonzero(owners >= 0)
    if not sites.size or not owned.size:
        return
    owners, border = owners[owned], border[owned]
    sphere = _sphere_km(sites, border).min(axis=0)
    best = np.full(country_km.size, np.inf)
    _lower(best, owners, sphere)
    near = sphere <= best[owners] * _CLOSE_FACTOR + _CLOSE_KM
    _lower(country_km, owners[near], _nearest_km(sites, border[near]))


def _counts(ranges: Array, capital_km: Array, country_km: Array, place_km: Array, populations: Array) -> dict[str, Array]:
    if populations.size != place_km.size:
        raise OutsideValidity(f"{place_km.size} places but {populations.size} populations; give one for each place")
    order = np.argsort(place_km, kind="stable")
    towns = np.searchsorted(place_km[order], ranges, side="right")
    people = np.concatenate(([0.0], np.cumsum(populations[order])))
    capital_reached = (capital_km[None, :] <= ranges[:, None]).astype(np.float64)
    country_reached = (country_km[None, :] <= ranges[:, None]).astype(np.float64)
    return {
        "capital_distance": capital_km,
        "capital_reached": capital_reached,
        "capitals_reached": capital_reached.sum(axis=1),
        "country_distance": country_km,
        "country_reached": country_reached,
        "countries_reached": country_reached.sum(axis=1),
        "towns_reached": towns.astype(np.float64),
        "people_reached": people[towns],
    }


def _rings(sites: _Points, ranges: Array) -> dict[str, Array]:
    """Rings at the lowest and highest range drawn: radius [km] [bound], coordinates [degrees] [bound, site, point]."""
    radii = np.array([ranges.min(), ranges.max()])
    coordinates = np.empty((2, 2, sites.size, RING_POINTS))
    for bound, radius in enumerate(radii):
        for site in range(sites.size):
            coordinates[:, bound, site] = ring(sites.latitudes[site], sites.longitudes[site], radius)
    return {"ring_radius": radii, "ring_latitude": coordinates[0], "ring_longitude": coordinates[1]}
