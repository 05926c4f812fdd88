"""The geography room: questions, answers, and what it says to a wrong question."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from dualtrack import geography
from dualtrack.errors import QuestionError, UnknownName


def test_importing_the_room_loads_no_heavy_package() -> None:
    code = "import sys, dualtrack.geography; print({'numpy', 'shapely', 'pyproj'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_exported_names_are_sorted_and_there() -> None:
    assert list(geography.__all__) == sorted(geography.__all__)
    assert all(hasattr(geography, name) for name in geography.__all__)


@pytest.mark.parametrize(
    ("asked", "name", "country"),
    [
        ("Kyiv", "Kyiv", "UKR"),
        ("Kiev", "Kyiv", "UKR"),
        ("Moskva", "Moscow", "RUS"),
        ("adazi", "Ādaži", "LVA"),
        ("Rzeszow", "Rzeszów", "POL"),
        ("Kaliningrad", "Kaliningrad", "RUS"),
        ("Kamyshlov", "Kamyshlov", "RUS"),
        ("Mozdok", "Mozdok", "RUS"),
        ("Shuya", "Shuya", "RUS"),
        ("Kapustin Yar", "Kapustin Yar", "RUS"),
        ("Deveselu", "Deveselu", "ROU"),
        ("Kurecik", "Kürecik", "TUR"),
        ("London", "London", "GBR"),
    ],
)
def test_towns_are_found_by_any_spelling(asked: str, name: str, country: str) -> None:
    found = geography.find_town(asked)
    assert (found.name, found.country) == (name, country)


def test_a_population_that_is_not_known_is_none() -> None:
    assert geography.find_town("Kürecik").population is None


def test_a_town_nobody_knows_brings_the_nearest_names() -> None:
    with pytest.raises(UnknownName, match="no town is called 'Kamyshlow'; did you mean 'Kamyshlov'"):
        geography.find_town("Kamyshlow")


def test_a_town_in_the_wrong_country_is_unknown() -> None:
    with pytest.raises(UnknownName, match="no town in EST is called 'Kyiv'"):
        geography.find_town("Kyiv", country="EST")


def test_an_ambiguous_name_lists_the_candidates_largest_first() -> None:
    with pytest.raises(QuestionError) as caught:
        geography.find_town("Brest")
    text = str(caught.value)
    assert text.startswith("2 towns are called 'Brest'; write its country behind it")
    assert text.index("Brest, BLR") < text.index("Brest, FRA") and "inhabitants" in text
    assert geography.find_town("Brest", country="FRA").longitude < 0


def test_position_decides_between_towns_of_one_name() -> None:
    with pytest.raises(QuestionError, match="write its latitude,longitude instead"):
        geography.find_town("Znamensk", country="RUS")
    assert geography.find_town("Znamensk", near=(54.7, 20.5)).longitude == pytest.approx(21.2, abs=0.1)


def test_town_table_is_parallel_and_sorted() -> None:
    table = geography.towns(["NOR", "EST"], minimum_population=50_000)
    columns = (table.countries, table.latitudes, table.longitudes, table.populations, table.is_capital, table.is_overseas)
    assert all(len(column) == len(table) for column in columns)
    assert table.countries.tolist() == sorted(table.countries.tolist())
    assert table.names[0] == "Tallinn" and bool(table.is_capital[0])
    assert np.all(np.diff(table.populations[table.countries == "NOR"]) <= 0)


def test_an_empty_list_of_countries_has_no_towns() -> None:
    assert len(geography.towns([])) == 0


def test_an_unknown_country_code_brings_the_nearest() -> None:
    for question in (geography.country, geography.border_points, geography.land_parts, geography.area_name):
        with pytest.raises(UnknownName, match="'NRO'"):
            question("NRO")
    with pytest.raises(UnknownName, match="did you mean 'Norway'"):
        geography.find_country("Norwey")
    with pytest.raises(UnknownName, match="'NRO'"):
        geography.towns(["NRO"])


def test_countries_are_sorted_and_territories_name_their_state() -> None:
    codes = [found.code for found in geography.countries()]
    assert codes == sorted(codes) and "GRL" not in codes
    assert geography.country("GRL").responsible == "DNK" and geography.country("GRL").status == "territory"
    assert "GRL" in {found.code for found in geography.countries(territories=True)}


def test_border_points_are_as_dense_as_asked() -> None:
    latitudes, longitudes = geography.border_points("DNK", 5.0)
    east, north = np.radians(longitudes), np.radians(latitudes)
    step = np.hypot((east[1:] - east[:-1]) * np.cos(north[1:]), north[1:] - north[:-1]) * 6371.0
    assert np.mean(step <= 5.05) > 0.97  # the rest are leaps from island to island
    assert len(latitudes) > len(geography.border_points("DNK", 50.0)[0])
    assert not latitudes.flags.writeable


def test_border_points_leave_the_cut_of_the_map_out() -> None:
    latitudes, longitudes = geography.border_points("RUS")
    inland = (np.abs(longitudes) == 180.0) & (latitudes > 65.5) & (latitudes < 68.5)
    assert inland.sum() <= 2


def test_home_border_leaves_parts_overseas_out() -> None:
    everything, home = geography.border_points("FRA", parts="all")[0], geography.border_points("FRA", parts="home")[0]
    assert everything.min() < 0.0
    assert home.min() > 40.0


def test_border_points_refuse_a_spacing_of_zero() -> None:
    with pytest.raises(QuestionError, match="write a spacing above 0 km"):
        geography.border_points("DNK", 0.0)


def test_a_harbour_off_the_generalised_coast_counts() -> None:
    copenhagen = geography.country("DNK").capital
    assert not geography.contains("DNK", copenhagen.latitude, copenhagen.longitude, tolerance_km=0.0)
    assert geography.contains("DNK", copenhagen.latitude, copenhagen.longitude)
    assert not geography.contains("SWE", copenhagen.latitude, copenhagen.longitude)


def test_outlines_are_cut_to_the_bounds() -> None:
    whole, baltic = geography.outlines(), geography.outlines((8.0, 53.0, 32.0, 66.0))
    assert {"EST", "LVA", "LTU", "RUS", "POL"} <= set(baltic) and "ESP" not in baltic
    west, south, east, north = baltic["RUS"].bounds
    assert west >= 8.0 and south >= 53.0 and east <= 32.0 and north <= 66.0
    assert "FJI" in geography.outlines((170.0, -25.0, -170.0, -10.0)) and len(whole) > len(baltic)
    with pytest.raises(QuestionError, match="hold no area"):
        geography.outlines((10.0, 60.0, 20.0, 50.0))


def test_the_policy_is_printable() -> None:
    text = geography.boundary_policy()
    assert "Crimea" in text and "1244" in text and "Golan" in text
    assert all(len(line) < 400 for line in text.splitlines())
    assert geography.area_name("ATA") == "Antarctica"
