"""`dualtrack site`: what it answers and refuses; which batteries stand on a date; whose range counts; what a radar has in view."""

from __future__ import annotations

import datetime
import itertools
import json
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
from dualtrack.models.warning.detection import distance_km
from dualtrack.runs.coverage import EUROPE
from dualtrack.runs.siting import Asked, siting
from dualtrack.runs.siting_cover import Reach, batteries, eyes, in_view, over, radius_km, reach_of
from dualtrack.scenarios import freeze, owners_of

pytest.importorskip("highspy")
SCENARIO = "brussels-2020"
BALTIC = ("--country", "EST", "--country", "LVA", "--country", "LTU")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue.open()


def asked(*words: str) -> Any:
    return CliRunner().invoke(application(), ["site", SCENARIO, *words])


def found(*words: str) -> Any:
    result = asked(*words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def on(year: int, month: int = 11, day: int = 1) -> Dates:
    date = datetime.date(year, month, day)
    return Dates(date, date)


def test_the_towns_are_the_best_by_hand() -> None:
    answer = found("--add", "patriot", "--count", "2", *BALTIC, "--leave-out", "thaad-deveselu")
    towns = geography.towns(("EST", "LVA", "LTU"), 15_000)
    near = distance_km(towns.latitudes[:, None], towns.longitudes[:, None], towns.latitudes[None], towns.longitudes[None])
    near = near <= answer["radius_km"]
    best = max(int(towns.populations[near[list(pair)].any(axis=0)].sum()) for pair in itertools.combinations(range(len(towns)), 2))
    assert answer["radius_km"] == 45.0 and answer["claims"] == ["patriot.engagement_range.1", "patriot.engagement_range.2"]
    assert (answer["before"], answer["of"]) == (0.0, float(towns.populations.sum()))
    assert answer["after"] == pytest.approx(best, rel=0.002)  # the command rounds the places of candidates to two decimals
    assert [each["town"] for each in answer["chosen"]] == ["Riga", "Vilnius"]
    assert answer["gap"] == 0.0 and answer["after"] >= answer["greedy"]["after"]
    assert answer["with_longest_range"]["after"] > answer["after"]


def test_it_prints_the_towns_in_order_before_after_gap_and_greedy() -> None:
    text = " ".join(asked("--add", "patriot", "--count", "3").output.split())
    for words in (
        "3 more of patriot, as of 2020-02-11",
        "Each covers 45 km around its town against ballistic missiles",
        "are covered before",
        "(proven, gap 0)",
        "Choosing the town that adds most again and again gives",
        "thaad-deveselu, thaad at Deveselu (ROU)",
        "not patriot-adana: left by 2015-01-01",
        "no magazine, no chance of a hit, no raid",
        "seconds",
    ):
        assert words in text, text


def test_more_batteries_cover_more_and_what_stands_counts() -> None:
    few, many = (found("--add", "patriot", "--count", count, "--candidates", "60") for count in ("2", "4"))
    assert many["after"] > few["after"] > few["before"] > 0.0 and many["before"] == few["before"]
    bare = found("--add", "patriot", "--count", "2", "--candidates", "60", "--leave-out", "thaad-deveselu")
    assert bare["before"] == 0.0 and bare["left_out"]["thaad-deveselu"] == "left out as asked"
    more = found("--add", "patriot", "--count", "2", "--candidates", "60", "--count-also", "patriot-adana-spain")
    assert more["before"] > few["before"] and "patriot-adana-spain" in more["standing"]


def test_candidates_and_people_are_those_of_members_in_europe() -> None:
    answer = found("--add", "patriot", "--count", "3", "--candidates", "30")
    west, south, east, north = EUROPE
    assert all(west <= each["longitude"] <= east and south <= each["latitude"] <= north for each in answer["chosen"])
    assert answer["candidates"] == 30 and answer["of"] < 400e6
    assert all(round(each[axis], 2) == each[axis] for each in answer["chosen"] for axis in ("latitude", "longitude"))


def test_batteries_stand_by_their_dates(catalogue: Catalogue) -> None:
    owners = owners_of(catalogue, "nato", ["DEU", "NLD", "ESP", "USA", "FRA"])

    def standing(dates: Dates) -> set[str]:
        return {battery.id for battery in batteries(catalogue, owners, dates, "ballistic", also=(), without=())[0]}

    assert standing(on(2013, 6)) == {"patriot-adana", "patriot-gaziantep", "patriot-kahramanmaras"}
    assert "patriot-adana" not in standing(on(2015, 11)) and "patriot-adana-spain" in standing(on(2015, 11))
    assert standing(on(2020, 2)) == {"thaad-deveselu"}
    assert "patriot-sliac" in standing(on(2022, 6)) and "patriot-sliac" not in standing(on(2024, 1))
    assert not {"s-400-kaliningrad", "typhon-wiesbaden"} & standing(on(2026))
    _, left = batteries(catalogue, owners, on(2026), "ballistic", also=(), without=())
    assert "interceptor in space" in left["arrow-3-schoenewalde"]
    assert "nobody dated its end" in left["thaad-deveselu"]


def test_a_range_counts_for_the_class_it_is_said_of(catalogue: Catalogue) -> None:
    def reach(system: str, threat: Any, year: int = 2026) -> Any:
        return reach_of(catalogue.record(system, "systems"), catalogue, on(year), threat)

    assert reach("samp-t", "ballistic").longest_km == 150.0 and "samp-t.engagement_range.2" not in reach("samp-t", "ballistic").claims
    assert reach("samp-t", "cruise").shortest_km == 25.0 and "samp-t.engagement_range.2" in reach("samp-t", "cruise").claims
    assert reach("thaad", "cruise") == "said to engage ballistic-missiles, not cruise missiles"
    assert reach("patriot", "ballistic", 2010) == "no engagement range was public by 2010-11-01"
    assert isinstance(reach("nasams", "cruise", 2020), Reach) and reach("nasams", "cruise", 2020).shortest_km == 15.0
    assert radius_km(161.0, "ballistic", 100.0) == 161.0 and radius_km(161.0, "cruise", 100.0) == pytest.approx(59.6, rel=0.01)


def test_a_radar_sees_more_of_what_flies_higher_and_less_over_hills(catalogue: Catalogue) -> None:
    scenario = freeze(dualtrack.load_scenario(SCENARIO, catalogue), catalogue)
    radars, left = eyes(scenario.sensors, catalogue, scenario.dates)
    assert "kellavere-radar" in radars and "globus-vardo" in left
    assert not [post for post in radars if post in ("sbirs", "dsp-satellites")]
    north, east = (each.ravel() for each in np.meshgrid(np.arange(57.0, 61.0, 0.1), np.arange(22.0, 30.0, 0.1)))
    low, high = (in_view(radars["kellavere-radar"], over(north, east, height, 1)) for height in (100.0, 3_000.0))
    assert 0 < low.sum() < high.sum() and (high | ~low).all()
    away = distance_km(radars["kellavere-radar"].latitude, radars["kellavere-radar"].longitude, north, east)
    assert away[low].max() < 110.0 and away[high].max() < 300.0
    assert low[away < 25.0].mean() > 0.9


def test_radars_over_people_and_over_the_border() -> None:
    people = found("--add", "lielvarde-radar", "--count", "2", "--candidates", "40", *BALTIC)
    higher = found("--add", "lielvarde-radar", "--count", "2", "--candidates", "40", "--height-m", "1000", *BALTIC)
    assert 0.0 < people["before"] < people["after"] <= people["of"] and higher["before"] > people["before"]
    assert people["against"] == "flights at 100 m" and "kellavere-radar" in people["standing"]
    border = found("--add", "lielvarde-radar", "--count", "2", "--cover", "border", "--border-with", "BLR", *BALTIC)
    assert border["unit"] == "km of land border" and 0.0 < border["before"] < border["after"] <= border["of"]
    assert 400.0 < border["of"] < 900.0  # Latvia's and Lithuania's border with Belarus, generalised
    assert border["chosen"][0]["town"] == "Vilnius"


def test_the_api_takes_records_laid_over_the_shipped_ones(catalogue: Catalogue) -> None:
    record = dualtrack.load_scenario(SCENARIO, catalogue)
    later = siting(record, catalogue, {"as_of": "2025-02-01", "holds_on": "2025-02-01"}, Asked("patriot", 1, countries=("POL",)))
    assert "patriot-rzeszow" in later["standing"] and later["before"] > 0.0
    assert [each["town"] for each in later["chosen"]] and later["known_by"] == "2025-02-01"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--add", "patriot", "--count", "0"), "--count: 0 is not between 1 and 50"),
        (("--add", "patriot", "--candidates", "0"), "--candidates: 0 is not between"),
        (("--add", "lielvarde-radar", "--height-m", "5"), "--height-m: 5 m is outside"),
        (("--add", "patroit"), "patriot"),
        (("--add", "9m729"), "--add: 9m729 is a cruise-missile; write an air-defence system"),
        (("--add", "iris-t-slm"), "no engagement range was public by 2020-02-11"),
        (("--add", "thaad", "--class", "cruise"), "not cruise missiles; write a later --as-of, another --class or one of: "),
        (("--add", "trml-4d"), "no range, or only an upper bound"),
        (("--add", "patriot", "--country", "RUS"), "--country: no member of the alliance is called 'RUS'"),
        (("--add", "patriot", "--country", "ISL", "--count", "40"), "--count: 40 is more than the"),
        (("--add", "patriot", "--cover", "border"), "--cover border: a battery covers people here"),
        (("--add", "lielvarde-radar", "--cover", "border", "--border-with", "EST"), "no state outside the alliance is called 'EST'"),
        (("--add", "lielvarde-radar", "--cover", "border", "--country", "ISL"), "have no land border with these states"),
        (("--add", "patriot", "--count-also", "patriot-adena"), "patriot-adana"),
        (("--add", "patriot", "--leave-out", "s-400-kaliningrad"), "no deployment of the alliance is called"),
    ],
)
def test_it_refuses_with_the_remedy(options: tuple[str, ...], says: str) -> None:
    result = asked(*options)
    assert isinstance(result.exception, UserError) and says in str(result.exception), result.exception


def test_nothing_but_json_is_printed(tmp_path: Path) -> None:
    import subprocess
    import sys

    command = [sys.executable, "-m", "dualtrack", "site", SCENARIO, "--add", "patriot", "--count", "1", "--candidates", "30", "--json"]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=True)
    assert json.loads(told.stdout)["count"] == 1 and told.stderr == ""
