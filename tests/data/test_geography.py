"""The shipped coast, borders and towns: what the boundary policy decides, and that the files are the ones that were built."""

from __future__ import annotations

import hashlib

import numpy as np
import pyproj
import pytest
import shapely

from dualtrack import geography
from dualtrack.geography.shipped import manifest, read_bytes

ALLIES = [
    "ALB", "BEL", "BGR", "CAN", "HRV", "CZE", "DNK", "EST", "FIN", "FRA", "DEU", "GRC", "HUN", "ISL", "ITA", "LVA",
    "LTU", "LUX", "MNE", "NLD", "MKD", "NOR", "POL", "PRT", "ROU", "SVK", "SVN", "ESP", "SWE", "TUR", "GBR", "USA",
]  # fmt: skip
ELLIPSOID = pyproj.Geod(ellps="WGS84")


def area_km2(code: str) -> float:
    parts = shapely.get_parts(geography.outlines()[code])
    return sum(abs(ELLIPSOID.geometry_area_perimeter(part)[0]) for part in parts) / 1e6


def test_files_are_the_ones_the_manifest_names() -> None:
    files = manifest()["files"]
    assert set(files) == {"ATTRIBUTION.md", "areas.json", "boundary-policy.txt", "outlines.npz", "towns.npz"}
    for name, expected in files.items():
        content = read_bytes(name)
        assert len(content) == expected["bytes"], name
        assert hashlib.sha256(content).hexdigest() == expected["sha256"], name
    assert sum(expected["bytes"] for expected in files.values()) < 3_000_000


def test_terrain_is_the_file_its_manifest_names() -> None:
    facts = geography.terrain_facts()
    content = read_bytes("terrain.npz")
    assert (len(content), hashlib.sha256(content).hexdigest()) == (facts["file"]["bytes"], facts["file"]["sha256"])
    assert facts["attribution"] in geography.attribution()
    assert facts["error"]["median_m"] < facts["error"]["nine_in_ten_m"] < facts["error"]["largest_m"]
    assert b"Copernicus" in read_bytes("ATTRIBUTION-terrain.md")


def test_every_licence_has_its_credit_line() -> None:
    credit = " ".join(geography.attribution())
    assert "Natural Earth" in credit and "GeoNames (CC BY 4.0)" in credit and "world-atlas 2.0.2" in credit


@pytest.mark.parametrize(
    ("place", "latitude", "longitude", "code"),
    [
        ("Simferopol", 44.957, 34.111, "UKR"),
        ("Sevastopol", 44.608, 33.521, "UKR"),
        ("Kerch", 45.356, 36.475, "UKR"),
        ("Donetsk", 48.023, 37.802, "UKR"),
        ("Luhansk", 48.567, 39.317, "UKR"),
        ("Krasnodar", 45.045, 38.976, "RUS"),
        ("Kaliningrad", 54.706, 20.511, "RUS"),
        ("Chukotka, west of the antimeridian", 67.0, 178.0, "RUS"),
        ("Chukotka, east of the antimeridian", 66.5, -175.0, "RUS"),
        ("Chukotka, east, counted eastward", 66.5, 185.0, "RUS"),
        ("Viti Levu", -17.8, 178.0, "FJI"),
        ("Vanua Levu", -16.6, 179.2, "FJI"),
        ("Kyrenia", 35.3, 33.3, "CYP"),
        ("Hargeysa", 9.56, 44.065, "SOM"),
        ("Sukhumi", 43.0, 41.05, "GEO"),
        ("Tskhinvali", 42.23, 43.97, "GEO"),
        ("Tiraspol", 46.84, 29.63, "MDA"),
        ("Pristina", 42.673, 21.167, "XKX"),
        ("Skopje", 41.996, 21.431, "MKD"),
        ("Dakhla's hinterland", 23.7, -14.0, "ESH"),
        ("Mariehamn", 60.1, 19.94, "FIN"),
        ("Longyearbyen", 78.22, 15.65, "NOR"),
        ("Nuuk's hinterland", 65.0, -48.0, "GRL"),
        ("the South Pole, nearly", -89.5, 0.0, "ATA"),
    ],
)
def test_boundary_policy(place: str, latitude: float, longitude: float, code: str) -> None:
    assert geography.country_at(latitude, longitude) == code, place
    assert geography.contains(code, latitude, longitude), place


@pytest.mark.parametrize(("latitude", "longitude"), [(66.0, -10.0), (68.0, 0.0), (69.0, 8.0), (70.5, 15.0), (72.0, 30.0), (71.0, 38.0)])
def test_no_false_land_between_iceland_and_the_white_sea(latitude: float, longitude: float) -> None:
    assert geography.country_at(latitude, longitude) is None


@pytest.mark.parametrize(("latitude", "longitude"), [(70.0, 170.0), (60.0, -175.0), (-17.0, -160.0), (0.0, 100.5 + 60.0), (50.0, -30.0)])
def test_no_false_land_around_the_antimeridian(latitude: float, longitude: float) -> None:
    assert geography.country_at(latitude, longitude) is None


def test_all_outlines_are_valid_and_on_the_globe() -> None:
    outlines = geography.outlines()
    assert len(outlines) == 239
    for code, shape in outlines.items():
        assert shape.is_valid and not shape.is_empty, code
        west, south, east, north = shape.bounds
        assert -180.0 <= west <= east <= 180.0 and -90.0 <= south <= north <= 90.0, code


def test_areas_do_not_overlap() -> None:
    outlines = list(geography.outlines().values())
    first, second = shapely.STRtree(outlines).query(outlines, predicate="overlaps")
    shared = [shapely.intersection(outlines[a], outlines[b]).area for a, b in zip(first, second, strict=True) if a < b]
    assert max(shared, default=0.0) < 1e-3


@pytest.mark.parametrize(
    ("code", "low", "high"),
    [("RUS", 16.90e6, 17.07e6), ("UKR", 0.590e6, 0.607e6), ("ATA", 12.0e6, 14.2e6), ("FJI", 17e3, 19.5e3), ("XKX", 10.5e3, 11.3e3)],
)
def test_areas_are_right(code: str, low: float, high: float) -> None:
    assert low < area_km2(code) < high


def test_names_follow_the_united_nations() -> None:
    assert geography.country("MKD").name == "North Macedonia"
    assert geography.country("TUR").name == "Türkiye"
    assert geography.find_country("Macedonia").code == "MKD"


def test_the_united_nations_have_193_members() -> None:
    status = [found.status for found in geography.countries()]
    assert (status.count("member"), status.count("observer"), status.count("separate"), len(status)) == (193, 2, 3, 198)


@pytest.mark.parametrize("code", ALLIES)
def test_every_ally_has_its_capital_inside_its_borders(code: str) -> None:
    capital = geography.country(code).capital
    assert capital.country == code and capital.is_capital
    assert geography.contains(code, capital.latitude, capital.longitude)
    assert geography.country_at(capital.latitude, capital.longitude) == code


def test_crimean_towns_are_ukrainian() -> None:
    towns = geography.towns(minimum_population=1000)
    shape = geography.outlines()["UKR"]
    crimea = (towns.latitudes < 46.1) & (towns.longitudes > 32.4) & (towns.longitudes < 36.6) & (towns.latitudes > 44.3)
    crimea &= shapely.intersects_xy(shape, towns.longitudes, towns.latitudes)
    assert crimea.sum() > 50
    assert set(towns.countries[crimea]) == {"UKR"}


def test_overseas_parts_are_told_apart() -> None:
    france = geography.land_parts("FRA")
    assert sum(part.area_km2 for part in france if not part.is_home) == pytest.approx(88_900, rel=0.05)
    assert all(part.is_home for part in (*geography.land_parts("NOR"), *geography.land_parts("PRT"), *geography.land_parts("RUS")))
    towns = geography.towns(["FRA"])
    assert {"Cayenne", "Saint-Denis"} <= set(towns.names[towns.is_overseas]) and "Paris" in towns.names[~towns.is_overseas]


def test_nobody_is_counted_twice() -> None:
    """Quarters are left out, so that townspeople stay fewer than inhabitants in every state of more than a million."""
    for found in geography.countries():
        if found.population is not None and found.population > 1_000_000:
            most = 1.1 if found.code in {"ARE", "SGP", "TWN"} else 1.0  # city states, and totals older than the towns' figures
            assert int(geography.towns([found.code]).populations.sum()) < most * found.population, found.code
    names = set(geography.towns(["RUS", "DEU", "POL", "UKR", "FRA"]).names)
    assert not names & {"Lyublino", "Neukölln", "Mokotów", "Saltivka", "Paris 15 Vaugirard"}
    assert {"Khimki", "Potsdam", "Mariupol", "Villeurbanne", "Montreuil"} <= names


def test_positions_are_on_the_globe() -> None:
    towns = geography.towns(minimum_population=0)
    assert np.all(np.abs(towns.latitudes) <= 90.0) and np.all(np.abs(towns.longitudes) <= 180.0)
    assert np.all(towns.populations > 0)
