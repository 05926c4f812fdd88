"""Tool: outlines of states and areas out of a TopoJSON map, repaired. Imports policy, and numpy, shapely, pyproj, antimeridian.

Repairs, in order: rings cut at the antimeridian, invalid rings made valid, boundary policy, coordinates on a grid of 1e-4 deg.
"""

from __future__ import annotations

import warnings
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import antimeridian
import numpy as np
import pyproj
import shapely
from shapely.geometry import MultiPolygon, Point, Polygon

from geography import policy

GRID_DEG = 1e-4
SMALLEST_PART_KM2 = 0.05
HOME_GAP_KM = 1500.0  # a part is at home when a chain of gaps no wider than this leads to the largest part
EARTH_RADIUS_KM = 6371.0088
_ELLIPSOID = pyproj.Geod(ellps="WGS84")


def _arcs(topology: dict[str, Any]) -> list[np.ndarray]:
    """Arcs of a quantised TopoJSON file as (points, 2) arrays of longitude and latitude [deg]."""
    scale, translate = np.array(topology["transform"]["scale"]), np.array(topology["transform"]["translate"])
    return [np.cumsum(np.array(arc), axis=0) * scale + translate for arc in topology["arcs"]]


def _ring(arcs: list[np.ndarray], indices: Iterable[int]) -> np.ndarray:
    """One closed ring from arc numbers; a negative number is the arc backwards."""
    pieces = [arcs[index] if index >= 0 else arcs[~index][::-1] for index in indices]
    return np.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])])


def _polygons(arcs: list[np.ndarray], geometry: dict[str, Any]) -> list[Polygon]:
    """The polygons of one feature, cut at the antimeridian where their rings cross it, and valid."""
    shapes = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    found: list[Polygon] = []
    for shape in shapes:
        rings = [ring for ring in (_ring(arcs, indices) for indices in shape) if len(ring) >= 4]
        if not rings:
            continue
        polygon: Any = Polygon(rings[0], rings[1:])
        if any(np.abs(np.diff(ring[:, 0])).max() > 180.0 for ring in rings):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                polygon = antimeridian.fix_polygon(polygon)
        found.extend(polygon_parts(shapely.make_valid(polygon)))
    return found


def polygon_parts(geometry: Any) -> list[Polygon]:
    """The polygons inside any geometry; lines and points that a repair left over are dropped."""
    if isinstance(geometry, Polygon):
        return [] if geometry.is_empty else [geometry]
    return [part for piece in getattr(geometry, "geoms", ()) for part in polygon_parts(piece)]


def area_km2(geometry: Any) -> float:
    """Area on the WGS-84 ellipsoid [km2]."""
    return sum(abs(_ELLIPSOID.geometry_area_perimeter(shapely.orient_polygons(part))[0]) / 1e6 for part in polygon_parts(geometry))


def _features(topology: dict[str, Any], code_of_number: dict[int, str], wanted: tuple[str, ...] | None = None) -> dict[str, list[Polygon]]:
    """Polygons by area code, of all areas or the wanted ones; refuses a feature that no table names."""
    arcs = _arcs(topology)
    found: dict[str, list[Polygon]] = defaultdict(list)
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        code = code_of_number.get(int(geometry["id"])) if "id" in geometry else policy.UNNUMBERED.get(name)
        if code is None and wanted is None:
            raise SystemExit(f"the map has a feature {name!r} that tools/geography/policy.py does not name")
        if code is not None and (wanted is None or code in wanted):
            found[policy.MERGED.get(code, code)].extend(_polygons(arcs, geometry))
    return found


def _move_parts(areas: dict[str, list[Polygon]]) -> None:
    """Apply the boundary policy to parts and regions that the source draws with another state."""
    for giver, taker, latitude, longitude in policy.MOVED_PARTS:
        moved = [part for part in areas[giver] if part.contains(Point(longitude, latitude))]
        if len(moved) != 1 or area_km2(moved[0]) > 40_000.0:
            raise SystemExit(f"the part at {latitude}, {longitude} is not a part of its own in {giver}: look at the map again")
        areas[giver].remove(moved[0])
        areas[taker].append(moved[0])
    for giver, taker, *bounds in policy.MOVED_REGIONS:
        region = shapely.box(*bounds)
        areas[taker].extend(polygon_parts(shapely.intersection(shapely.union_all(areas[giver]), region)))
        areas[giver] = polygon_parts(shapely.difference(shapely.union_all(areas[giver]), region))


def _on_grid(parts: list[Polygon]) -> MultiPolygon:
    """The union of the parts with coordinates on the grid, valid, without specks, outer rings anticlockwise."""
    snapped = shapely.set_precision(shapely.union_all(parts, grid_size=GRID_DEG), GRID_DEG)
    kept = [shapely.orient_polygons(part) for part in polygon_parts(snapped)]
    kept = [part for part in kept if area_km2(part) >= SMALLEST_PART_KM2] or kept
    return MultiPolygon(sorted(kept, key=lambda part: (-area_km2(part), part.bounds)))


def build_outlines(coarse: dict[str, Any], fine: dict[str, Any], code_of_number: dict[int, str]) -> dict[str, MultiPolygon]:
    """Every area of the world by code, parts sorted by area, largest first."""
    areas = _features(coarse, code_of_number)
    areas.update(_features(fine, code_of_number, policy.FROM_FINE_MAP))
    _move_parts(areas)
    return {code: _on_grid(areas[code]) for code in sorted(areas)}


def unit_vectors(points: np.ndarray) -> np.ndarray:
    """Longitude and latitude [deg], shape (n, 2), as vectors on the unit sphere, shape (n, 3)."""
    longitude, latitude = np.radians(points[:, 0]), np.radians(points[:, 1])
    return np.column_stack([np.cos(latitude) * np.cos(longitude), np.cos(latitude) * np.sin(longitude), np.sin(latitude)])


def _near(vectors: np.ndarray, others: np.ndarray) -> bool:
    """Whether any of two sets of unit vectors are within the gap of each other."""
    closest = np.cos(HOME_GAP_KM / EARTH_RADIUS_KM)
    blocks = range(0, len(vectors), 1000)
    return any(bool((vectors[start : start + 1000] @ others.T).max() >= closest) for start in blocks)


def home_parts(outline: MultiPolygon) -> list[bool]:
    """For each part, whether short gaps lead from it to the largest part."""
    vectors = [unit_vectors(shapely.get_coordinates(part)) for part in outline.geoms]
    home, frontier = {0}, [0]
    while frontier:
        reached = np.concatenate([vectors[index] for index in frontier])
        away = [index for index in range(len(vectors)) if index not in home]
        frontier = [index for index in away if _near(vectors[index], reached)]
        home.update(frontier)
    return [index in home for index in range(len(vectors))]
