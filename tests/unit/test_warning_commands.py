"""`dualtrack horizon`, `warning` and `coverage`: what they answer, refuse and write; sensors by date; stations."""

from __future__ import annotations

import datetime
import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

import dualtrack
from dualtrack import geography
from dualtrack.catalogue import Catalogue, Dates
from dualtrack.cli import application
from dualtrack.errors import UserError
from dualtrack.runs.coverage import Asked, coverage
from dualtrack.runs.ground import shipped_ground
from dualtrack.runs.sensing import watch
from dualtrack.scenarios import apply, freeze, owners_of, posts

SCENARIO = "brussels-2020"
BALTIC = (19.0, 53.0, 29.0, 60.0)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue.open()


def asked(*words: str) -> Any:
    return CliRunner().invoke(application(), list(words))


def found(*words: str) -> Any:
    result = asked(*words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def test_horizon_answers_and_builds_a_barrier() -> None:
    answer = found("horizon", "--sensor-height-m", "30", "--target-height-m", "100", "--perimeter-km", "14000", "--notice-minutes", "4")
    assert answer["sight_km"] == pytest.approx(63.8, rel=0.005)
    assert answer["barrier"]["notice_minutes"] >= 4.0
    assert answer["barrier"]["sensors"] * answer["barrier"]["spacing_km"] == pytest.approx(14_000)
    short = found("horizon", "--sensor-height-m", "9000", "--target-height-m", "100", "--range-km", "200")
    assert (short["sight_km"], short["limited_by"]) == (200.0, "its own range")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--sensor-height-m=-1", "--target-height-m", "100"), "--sensor-height-m: -1 is no height"),
        (("--sensor-height-m", "30", "--target-height-m", "100", "--speed", "0"), "--speed: 0 is no speed"),
        (
            ("--sensor-height-m", "30", "--target-height-m", "100", "--perimeter-km", "100", "--notice-minutes", "9"),
            "a notice of 9 minutes cannot be had",
        ),
    ],
)
def test_horizon_refuses_with_the_remedy(options: tuple[str, ...], says: str) -> None:
    result = asked("horizon", *options)
    assert isinstance(result.exception, UserError) and says in str(result.exception)


def test_warning_says_what_an_airborne_watch_buys(catalogue: Catalogue) -> None:
    record = dualtrack.load_scenario(SCENARIO, catalogue)
    answer = dualtrack.warning(record, catalogue, {"perspectives": ["independent"]}, options=["hold", "presence"], draws=40)
    by_option = {entry["option"]: entry for entry in answer["answers"] if entry.get("according_to") and entry["system"] == "9m729"}
    held, watched = ({each["country"]: each for each in by_option[name]["places"]} for name in ("hold", "presence"))
    assert watched["POL"]["warning_time"]["middle"] > held["POL"]["warning_time"]["middle"]
    assert held.keys() == watched.keys()
    assert all(watched[code]["warning_time"]["middle"] >= held[code]["warning_time"]["middle"] for code in held)
    for capital in held.values():
        assert capital["warning_time"]["high"] <= capital["flight_duration"]["high"] + 1e-9
        assert 0.0 <= capital["seen_share"] <= 1.0
    claimed = {entry["claim"]: entry for entry in answer["answers"] if "claim" in entry}
    assert any(not entry.get("places") for entry in claimed.values()) and any(entry.get("places") for entry in claimed.values())
    assert "globus-vardo" in answer["left_out"] and "kellavere-radar" in answer["sensors"]


def test_a_range_known_only_as_more_than_so_much_gives_at_most_or_nothing(catalogue: Catalogue) -> None:
    record = dualtrack.load_scenario(SCENARIO, catalogue)
    answer = dualtrack.warning(record, catalogue, {}, options=["hold"], draws=20)
    entries = [entry for entry in answer["answers"] if entry["system"] == "9m729"]
    endings = {entry.get("claimed", entry.get("according_to")): entry["ending"] for entry in entries}
    assert endings["nato"] == "unknown: the claim is a bound"
    assert "at most" in {ending for claimed, ending in endings.items() if str(claimed).startswith("above 2,000 km")}


def test_warning_of_a_town_asked_for() -> None:
    answer = found(
        "warning", SCENARIO, "--option", "hold", "--perspective", "independent", "--to", "Rezekne", "--to", "Narva", "--draws", "30"
    )
    places = answer["answers"][0]["places"]
    assert {(each["place"], each["country"]) for each in places} == {("Rēzekne", "LVA"), ("Narva", "EST")}
    for each in places:
        chances = each["chance_seen_by_tenths_of_the_way"]
        assert len(chances) == 11 and chances == sorted(chances) and chances[-1] == pytest.approx(each["seen_share"], abs=0.05)


def test_warning_refuses_an_option_it_has_not() -> None:
    result = asked("warning", SCENARIO, "--option", "holt")
    assert isinstance(result.exception, UserError) and "hold" in str(result.exception)


def test_sensors_count_by_owner_and_date(catalogue: Catalogue) -> None:
    owners = owners_of(catalogue, "nato", ["EST", "GBR", "USA"])
    assert {"nato", "estonia", "united-kingdom", "united-states"} <= set(owners)

    def there(year: int) -> set[str]:
        day = datetime.date(year, 2, 11)
        return {post.sensor for post in posts(catalogue, owners, Dates(datetime.date(2020, 2, 11), day), ())}

    assert {"kellavere-radar", "fylingdales"} <= there(2020)
    assert "kellavere-radar" not in there(2001) and "fylingdales" in there(2001)
    assert not {"voronezh-armavir", "chrusciel-radar"} & there(2020)
    placed = posts(
        catalogue, owners, Dates(), [{"sensor": "e-3-awacs", "place": place("Over Poland", 52.0, 20.0), "assumed": "for a test"}]
    )
    assert placed[-1].assumed == "for a test" and placed[-1].place is not None


def place(name: str, latitude: float, longitude: float) -> dict[str, Any]:
    return {"name": name, "country": "POL", "latitude": latitude, "longitude": longitude}


def test_a_sensor_draws_the_same_beside_any_others(catalogue: Catalogue) -> None:
    scenario = freeze(dualtrack.load_scenario(SCENARIO, catalogue), catalogue)
    whole = watch(scenario.sensors, catalogue, scenario.dates, 1, 30)
    turned = watch(scenario.sensors[::-1], catalogue, scenario.dates, 1, 60)
    assert whole.posts == turned.posts
    for name in ("height", "detection_range", "detection_delay"):
        np.testing.assert_array_equal(whole.arrays[name], turned.arrays[name][:, :30])
    alone = watch(scenario.sensors[1:2], catalogue, scenario.dates, 1, 30)
    index = whole.posts.index(alone.posts[0])
    np.testing.assert_array_equal(alone.arrays["detection_range"][0], whole.arrays["detection_range"][index])


def test_a_measure_sets_its_sensors(catalogue: Catalogue) -> None:
    scenario = freeze(dualtrack.load_scenario(SCENARIO, catalogue), catalogue)
    patched = apply(scenario.option("presence"), scenario, catalogue, scenario.perspectives[0])
    added = [post for post in patched.sensors if post not in scenario.sensors]
    assert [post.sensor for post in added] == ["e-3-awacs", "e-3-awacs"] and all(post.assumed for post in added)


def test_coverage_grows_with_height_and_sensors(catalogue: Catalogue) -> None:
    record = dualtrack.load_scenario(SCENARIO, catalogue)
    held = coverage(record, catalogue, {}, Asked((50.0, 1_000.0), 20.0, BALTIC))
    more = coverage(record, catalogue, {}, Asked((50.0, 1_000.0), 20.0, BALTIC, option="presence"))
    assert (held.counts[1] >= held.counts[0]).all() and held.counts[1].sum() > held.counts[0].sum()
    assert (more.counts >= held.counts).all() and more.counts.sum() > held.counts.sum()
    low, high = held.facts["heights"]
    assert 0.0 < low["land_seen_by_one"] < high["land_seen_by_one"] <= 1.0
    assert low["people_in_towns_seen_by_one"] <= low["people_in_towns"]
    assert low["land_by_state"]["EST"] > 0.0


def test_coverage_writes_its_map_in_three_forms(tmp_path: Path) -> None:
    rasterio = pytest.importorskip("rasterio")
    answer = found(
        "coverage", SCENARIO, "--target-height-m", "100", "--target-height-m", "3000", "--cell-km", "20", "--window", "19,53,29,60",
        "--out", str(tmp_path / "map"), "--format", "png,geojson,tif",
    )  # fmt: skip
    assert [Path(name).name for name in answer["files"]] == ["coverage.png", "coverage.geojson", "coverage.tif"]
    with rasterio.open(tmp_path / "map" / "coverage.tif") as data:
        assert data.count == 2 and data.crs.to_epsg() == 3035
        seen = float((data.read(2) > 0).mean())
    shapes = json.loads((tmp_path / "map" / "coverage.geojson").read_text("utf-8"))
    areas = [polygons_area(feature["geometry"]["coordinates"]) for feature in shapes["features"]]
    assert areas[0] < areas[1] and 0.0 < seen < 1.0
    assert (tmp_path / "map" / "coverage.png").read_bytes().startswith(b"\x89PNG")


def polygons_area(polygons: list[Any]) -> float:
    import shapely

    return float(sum(shapely.Polygon(rings[0], rings[1:]).area for rings in polygons))


def test_a_geotiff_of_the_users_takes_the_place_of_shipped_terrain(tmp_path: Path) -> None:
    rasterio = pytest.importorskip("rasterio")
    from rasterio.transform import from_bounds

    heights = np.full((50, 60), 700.0, dtype=np.float32)
    heights[:10] = -9999.0
    file = tmp_path / "hills.tif"
    with rasterio.open(
        file, "w", driver="GTiff", width=60, height=50, count=1, dtype="float32", crs="EPSG:4326", nodata=-9999.0,
        transform=from_bounds(20.0, 55.0, 26.0, 60.0, 60, 50),
    ) as data:  # fmt: skip
        data.write(heights, 1)
    ground = shipped_ground(file)
    assert float(ground.at(57.0, 23.0)) == pytest.approx(700.0)
    assert float(ground.at(59.8, 23.0)) == pytest.approx(float(geography.terrain().at(59.8, 23.0)), abs=30.0)
    around = ground.around(57.0, 23.0, 20, 20.0)
    assert around[20, 20] == pytest.approx(700.0) and around[0, 20] != 700.0


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--target-height-m", "5"), "--target-height-m: 5 m is outside what is mapped"),
        (("--target-height-m", "100", "--cell-km", "0"), "--cell-km: 0 is no cell"),
        (("--target-height-m", "100", "--window", "1,2,3"), "is not four numbers"),
        (("--target-height-m", "100", "--window", "30,50,20,60"), "is no window in or around Europe"),
        (("--target-height-m", "100", "--format", "kml"), "there are png, geojson, tif"),
        (("--target-height-m", "100", "--terrain", "nowhere.tif"), "cannot be read as a raster"),
        (("--target-height-m", "100", "--option", "holt"), "hold"),
        (("--target-height-m", "100", "--cell-km", "0.1"), "--cell-km: 0.1 makes"),
    ],
)
def test_coverage_refuses_with_the_remedy(options: tuple[str, ...], says: str) -> None:
    pytest.importorskip("rasterio")
    result = asked("coverage", SCENARIO, *options)
    assert isinstance(result.exception, UserError) and says in str(result.exception), result.exception


def test_terrain_has_the_heights_and_the_sea() -> None:
    terrain = geography.terrain()
    assert float(terrain.at(45.83, 6.87)) > 2_000.0 and float(terrain.at(56.0, 3.0)) == 0.0
    window = geography.terrain_window(40.0, 0.0, 60.0, 20.0)
    assert float(window.at(47.0, 11.0)) == pytest.approx(float(terrain.at(47.0, 11.0)))
    assert float(terrain.at(50.0, 180.0)) == pytest.approx(float(terrain.at(50.0, -180.0)), abs=60.0)
    assert math.isclose(geography.terrain_error_m(), 107.0)
