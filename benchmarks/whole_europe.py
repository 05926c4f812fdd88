"""Who in Europe is in reach of four sites: the reach model side by side with a plain loop over pyproj, with the same counts.

The loop asks pyproj's Geod.inv for the distance of every pair of a site and a town, one by one, and keeps the nearest site. The longer
loop does so for capitals and border points too, as the model does in every run. A third way asks pyproj for all towns of a site at
once. The sites are the four reported garrisons of one system in the shipped data; towns, capitals and borders are the shipped ones of
45 states. Pinned to one core. The counts are asserted to be equal for every range; nothing is asserted about time.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyproj import Geod

import dualtrack
from dualtrack.models import reach
from dualtrack.runs.tables import Tables, tables

Array = NDArray[np.float64]
EUROPE = """
    ALB AND AUT BEL BGR BIH BLR CHE CYP CZE DEU DNK ESP EST FIN FRA GBR GRC HRV HUN IRL ISL ITA
    LIE LTU LUX LVA MCO MDA MKD MLT MNE NLD NOR POL PRT ROU RUS SMR SRB SVK SVN SWE TUR UKR
"""
STATES = tuple(EUROPE.split())
SITES = ("9m729-kamyshlov", "9m729-kapustin-yar", "9m729-mozdok", "9m729-shuya")
RANGES_KM = np.array([500.0, 1000.0, 2000.0, 2350.0, 3000.0, 5500.0])
EARTH = Geod(ellps="WGS84")


def sites() -> tuple[Array, Array]:
    """Latitudes and longitudes [degrees] of the sites."""
    catalogue = dualtrack.open_catalogue()
    places = [catalogue.record(each, "deployments").details["place"] for each in SITES]
    return np.array([each["latitude"] for each in places]), np.array([each["longitude"] for each in places])


def by_model(north: Array, east: Array, shipped: Tables) -> dict[str, Any]:
    """The whole answer of the model: towns, people, capitals, countries and rings."""
    arrays = shipped.arrays
    found = reach.answer(
        launch_latitudes=north,
        launch_longitudes=east,
        range_km=RANGES_KM,
        place_latitudes=arrays["place", "latitude"],
        place_longitudes=arrays["place", "longitude"],
        place_populations=arrays["place", "population"],
        place_owners=arrays["place", "country"],
        capital_latitudes=arrays["place", "capital_latitude"],
        capital_longitudes=arrays["place", "capital_longitude"],
        capital_owners=arrays["place", "capital_country"],
        border_latitudes=arrays["country", "border_latitude"],
        border_longitudes=arrays["country", "border_longitude"],
        border_owners=arrays["country", "border_country"],
        country_count=arrays["country", "count"],
    )
    return {name: found[name].tolist() for name in ("towns_reached", "people_reached", "capitals_reached", "countries_reached")}


def looped(north: Array, east: Array, to_north: Array, to_east: Array) -> list[float]:
    """The distance [km] of each point from its nearest site, pair by pair."""
    starts = list(zip(east.tolist(), north.tolist(), strict=True))
    nearest = []
    for longitude, latitude in zip(to_east.tolist(), to_north.tolist(), strict=True):
        nearest.append(min(EARTH.inv(x, y, longitude, latitude)[2] for x, y in starts) / 1000.0)
    return nearest


def at_once(north: Array, east: Array, to_north: Array, to_east: Array) -> list[float]:
    """The same, all points of a site in one call of pyproj."""
    count, rows = to_north.size, []
    for x, y in zip(east.tolist(), north.tolist(), strict=True):
        rows.append(np.asarray(EARTH.inv(np.full(count, x), np.full(count, y), to_east, to_north)[2]) / 1000.0)
    nearest: list[float] = np.min(rows, axis=0).tolist()
    return nearest


def counted(shipped: Tables, nearest: list[float], capitals: list[float], border: list[float]) -> dict[str, Any]:
    """Towns, people, capitals and countries in reach for every range, by plain loops; without borders, towns and people only."""
    arrays = shipped.arrays
    people, ranges = arrays["place", "population"].tolist(), RANGES_KM.tolist()
    found: dict[str, Any] = {
        "towns_reached": [float(sum(km <= most for km in nearest)) for most in ranges],
        "people_reached": [float(sum(n for km, n in zip(nearest, people, strict=True) if km <= most)) for most in ranges],
    }
    if not border:
        return found
    owners = [arrays["place", "country"], arrays["place", "capital_country"], arrays["country", "border_country"]]
    closest = [np.inf] * len(shipped.codes)
    for owner, distances in zip(owners, (nearest, capitals, border), strict=True):
        for country, km in zip(owner.astype(int).tolist(), distances, strict=True):
            closest[country] = min(closest[country], km)
    found["capitals_reached"] = [float(sum(km <= most for km in capitals)) for most in ranges]
    found["countries_reached"] = [float(sum(km <= most for km in closest)) for most in ranges]
    return found


def by_towns(way: Callable[..., list[float]], north: Array, east: Array, shipped: Tables) -> dict[str, Any]:
    arrays = shipped.arrays
    return counted(shipped, way(north, east, arrays["place", "latitude"], arrays["place", "longitude"]), [], [])


def by_everything(way: Callable[..., list[float]], north: Array, east: Array, shipped: Tables) -> dict[str, Any]:
    arrays = shipped.arrays
    pairs = (("place", ""), ("place", "capital_"), ("country", "border_"))
    distances = [way(north, east, arrays[kind, f"{part}latitude"], arrays[kind, f"{part}longitude"]) for kind, part in pairs]
    return counted(shipped, *distances)


def timed(work: Callable[[], dict[str, Any]], repeats: int) -> tuple[float, dict[str, Any]]:
    """The shortest of some runs [s], and what it found."""
    taken, found = [], {}
    for _ in range(repeats):
        begin = time.perf_counter()
        found = work()
        taken.append(time.perf_counter() - begin)
    return min(taken), found


def main() -> None:
    """Print seconds and ratios, after the counts were found equal."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:1])
    north, east = sites()
    shipped = tables(STATES)
    arrays = shipped.arrays
    towns, border = arrays["place", "latitude"].size, arrays["country", "border_latitude"].size
    print(f"{len(SITES)} sites, {towns:,} towns, {len(STATES)} states, {border:,} border points, {RANGES_KM.size} ranges; one core")
    mine, whole = timed(lambda: by_model(north, east, shipped), 9)
    ways: list[tuple[str, Callable[[], dict[str, Any]], int]] = [
        ("loop over every (site, town)", lambda: by_towns(looped, north, east, shipped), 3),
        ("loop over every (site, point)", lambda: by_everything(looped, north, east, shipped), 2),
        ("all towns of a site at once", lambda: by_towns(at_once, north, east, shipped), 5),
        ("all points of a site at once", lambda: by_everything(at_once, north, east, shipped), 5),
    ]
    print(f"{'way':<36}{'seconds':>9}{'model is':>10}  equal to the model")
    print(f"{'dualtrack.models.reach.answer':<36}{mine:>9.4f}{1.0:>9.1f}x  towns, people, capitals, countries, rings")
    for name, way, repeats in ways:
        seconds, found = timed(way, repeats)
        for key, counts in found.items():
            assert counts == whole[key], (name, key, counts, whole[key])
        told = ", ".join(key.removesuffix("_reached") for key in found)
        print(f"{name:<36}{seconds:>9.4f}{seconds / mine:>9.1f}x  {told}", flush=True)
    print(f"\nwithin {', '.join(f'{km:,.0f}' for km in RANGES_KM)} km")
    for key, counts in whole.items():
        print(f"{key.replace('_', ' '):<20}{', '.join(f'{count:,.0f}' for count in counts)}")


if __name__ == "__main__":
    main()
