"""`dualtrack raid` and the leakage model in a run: what they answer, refuse, and which way they move."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_type_hints

import numpy as np
import pytest
from typer.testing import CliRunner

import dualtrack
from dualtrack.catalogue import Catalogue
from dualtrack.catalogue.catalogue import SHIPPED
from dualtrack.cli import application
from dualtrack.errors import RecordError, UserError
from dualtrack.models.leakage import answer as leakage
from dualtrack.models.leakage.model import LeakageInputs
from dualtrack.models.raid import FLIGHT_CLASSES
from dualtrack.runs.raid_warning import Lookout, named
from dualtrack.runs.raids import batteries_of, prepare, raid_of, sensors_of
from dualtrack.runs.run import run
from dualtrack.runs.sensing import watch
from dualtrack.runs.tables import Tables
from dualtrack.scenarios import Scenario, freeze

SCENARIO = "brussels-2020"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue.open()


@pytest.fixture(scope="module")
def scenario(catalogue: Catalogue) -> Scenario:
    return freeze(dualtrack.load_scenario(SCENARIO, catalogue), catalogue)


def asked(*words: str) -> Any:
    return CliRunner().invoke(application(), list(words))


def prepared(catalogue: Catalogue, scenario: Scenario, option: str, draws: int = 60, **changed: Any) -> Any:
    """The arrays of an option, with some fields of its batteries changed."""
    raid = raid_of(scenario, catalogue)
    assert raid is not None
    batteries = [{**entry, **changed} for entry in batteries_of(raid, scenario.option(option), catalogue)]
    return prepare(raid, batteries, scenario, catalogue, lookout(catalogue, scenario, option, draws))


def lookout(catalogue: Catalogue, scenario: Scenario, option: str, draws: int, blind: bool = False) -> Lookout:
    posts = () if blind else sensors_of(scenario.option(option), scenario, catalogue)
    return Lookout(watch(posts, catalogue, scenario.dates, 1, draws), Tables((), {}), 1)


def leakers(found: Any) -> Any:
    names = get_type_hints(LeakageInputs)
    return leakage(**{name: found.arrays[name] for name in names})["raid_leakers"]


def test_a_raid_is_played_until_the_mean_is_sure_and_options_differ() -> None:
    result = asked("raid", SCENARIO, "--option", "hold", "--option", "air-and-missile-defence", "--tolerance", "0.8", "--json")
    assert result.exit_code == 0, result.output
    answer = json.loads(result.output)
    held, defended = answer["answers"]
    assert defended["leakers"]["mean"] < held["leakers"]["mean"] <= sum(answer["flights"].values())
    for entry in (held, defended):
        assert (entry["leakers"]["mean_high"] - entry["leakers"]["mean_low"]) / 2.0 <= 0.8
        assert sum(entry["leakers_distribution"]) == pytest.approx(1.0, abs=0.001)
        for found in entry["by_class"].values():
            assert found["leakers"]["mean_high"] >= found["leakers_by_formula_without_limits"] - 0.5
    assert held["by_class"]["quasi-ballistic"]["leakers"]["mean"] == answer["flights"]["quasi-ballistic"]
    assert held["by_class"]["quasi-ballistic"]["people_covered"] == 0 < held["by_class"]["cruise"]["people_covered"]
    assert held["cost_of_rounds"]["ending"] == "unknown" and defended["cost_of_rounds"]["ending"] == "at least"
    assert "No report speaks of such a raid" in answer["notional"]


def test_the_table_says_how_sure_it_is_and_what_it_cannot_say() -> None:
    said = " ".join(asked("raid", SCENARIO, "--option", "hold", "--at-most", "200").output.split())
    assert "±" in said and "more replications were not allowed" in said and "forecast nothing" in said


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--tolerance", "0"), "--tolerance: 0 is no half-width"),
        (("--at-most", "1"), "--at-most: 1 is not between"),
        (("--option", "holt"), "hold"),
        (("--seed", "-1"), "--seed: -1 is below zero"),
    ],
)
def test_raid_refuses_with_the_remedy(options: tuple[str, ...], says: str) -> None:
    result = asked("raid", SCENARIO, *options)
    assert isinstance(result.exception, UserError) and says in str(result.exception)


def test_a_scenario_without_a_raid_is_told_how_to_name_one(catalogue: Catalogue) -> None:
    record = dualtrack.load_scenario(SCENARIO, catalogue)
    del (bare := dict(record.details))["raid"]
    import dataclasses

    with pytest.raises(UserError, match="raid: is missing; write the id of a record in raids/"):
        dualtrack.raid(dataclasses.replace(record, details=bare), catalogue)


def test_more_rounds_channels_and_sight_never_let_more_through(catalogue: Catalogue, scenario: Scenario) -> None:
    option = "air-and-missile-defence"
    plain = leakers(prepared(catalogue, scenario, option)).mean()
    band = {"assumed": "for a test"}
    assert leakers(prepared(catalogue, scenario, option, magazine={"low": 90, "high": 90, **band})).mean() <= plain
    assert leakers(prepared(catalogue, scenario, option, magazine={"low": 2, "high": 2, **band})).mean() > plain
    assert leakers(prepared(catalogue, scenario, option, works={"low": 0, "high": 0, **band})).mean() == 60.0
    assert leakers(prepared(catalogue, scenario, option, antenna_m={"low": 200, "high": 200, **band})).mean() <= plain + 0.5


def test_the_footprint_comes_from_reach_horizon_and_speed(catalogue: Catalogue, scenario: Scenario) -> None:
    found = prepared(catalogue, scenario, "hold")
    cruise, low = FLIGHT_CLASSES.index("cruise"), FLIGHT_CLASSES.index("quasi-ballistic")
    assert found.arrays["opens"][0, cruise, 0] == pytest.approx(20.0 / 0.24, rel=0.03)
    assert np.isnan(found.arrays["opens"][0, low, 0])
    blind = prepared(catalogue, scenario, "hold", antenna_m={"low": 0, "high": 0, "assumed": "for a test"})
    assert blind.arrays["opens"][0, cruise, 0] <= found.arrays["opens"][0, cruise, 0]
    far = prepared(catalogue, scenario, "hold", place={"name": "Far", "country": "LTU", "latitude": 55.7, "longitude": 21.1})
    assert np.isnan(far.arrays["opens"]).all()


def alert(on_watch: float, needs_minutes: float) -> dict[str, Any]:
    return {
        name: {"low": value, "high": value, "assumed": "for a test"}
        for name, value in (("on_watch", on_watch), ("needs_minutes", needs_minutes))
    }


def test_a_battery_that_is_not_on_watch_is_ready_after_the_first_detection(catalogue: Catalogue, scenario: Scenario) -> None:
    always = prepared(catalogue, scenario, "hold", alert=alert(1.0, 5.0))
    assert np.isneginf(always.arrays["ready_from"]).all()
    found = prepared(catalogue, scenario, "hold", alert=alert(0.0, 5.0))
    cruise, ballistic = (found.warned_minutes[name] for name in found.warned_minutes)
    first_seen = np.minimum(-cruise, 5.0 - ballistic)
    assert found.arrays["ready_from"][0] == pytest.approx(60.0 * (first_seen + 5.0))
    assert (cruise > 5.0).all() and (leakers(found) == leakers(always)).all()
    means = [leakers(prepared(catalogue, scenario, "hold", alert=alert(0.0, needs))).mean() for needs in (5.0, 25.0, 35.0, 300.0)]
    assert means == sorted(means) and means[0] < means[1] < means[-1] == 60.0


def test_without_a_sensor_the_first_arrival_is_the_warning(catalogue: Catalogue, scenario: Scenario) -> None:
    raid = raid_of(scenario, catalogue)
    assert raid is not None
    batteries = [{**entry, "alert": alert(0.0, 2.0)} for entry in batteries_of(raid, scenario.option("hold"), catalogue)]
    found = prepare(raid, batteries, scenario, catalogue, lookout(catalogue, scenario, "hold", 30, blind=True))
    assert (found.arrays["ready_from"] == 120.0).all()
    assert "no sensor is on record" in found.words["ready_from"]


def test_a_battery_entered_without_an_alert_is_taken_to_be_on_watch(catalogue: Catalogue, scenario: Scenario) -> None:
    found = prepared(catalogue, scenario, "hold", alert=None)
    assert np.isneginf(found.arrays["ready_from"]).all() and "taken to be on watch" in found.words["ready_from"]


def test_groups_that_are_alike_have_names_of_their_own(catalogue: Catalogue) -> None:
    groups = catalogue.record("notional-sixty", "raids").details["arrivals"]
    assert len(named([*groups, groups[0], groups[0]])) == 4


def test_two_groups_of_a_class_come_to_one_area_from_their_own_sides(catalogue: Catalogue, scenario: Scenario) -> None:
    import dataclasses

    raid = raid_of(scenario, catalogue)
    assert raid is not None
    east, _ = raid.details["arrivals"]
    west = {**east, "comes_from": {"name": "Kaliningrad", "country": "RUS", "latitude": 54.71, "longitude": 20.51}}
    both = dataclasses.replace(raid, details={**raid.details, "arrivals": [east, west]})
    forward = {"name": "Trakai", "country": "LTU", "latitude": 54.64, "longitude": 24.93}
    batteries = [{**entry, "place": forward} for entry in batteries_of(raid, scenario.option("hold"), catalogue)]
    found = prepare(both, batteries, scenario, catalogue, lookout(catalogue, scenario, "hold", 20))
    opens = found.arrays["opens"][0, FLIGHT_CLASSES.index("cruise")]
    assert opens[1] > 1.5 * opens[0] or np.isnan(opens[0])


def test_a_run_holds_what_gets_through_by_option(catalogue: Catalogue, scenario: Scenario) -> None:
    found = run(scenario, catalogue, draws=20)
    held, defended = found.option_answers["hold"], found.option_answers["air-and-missile-defence"]
    assert held["raid_leakers"].array is not None and defended["raid_leakers"].array is not None
    assert held["raid_leakers"].array.mean() > defended["raid_leakers"].array.mean()
    assert held["raid_cost_of_rounds"].ending.word == "unknown"
    assert defended["raid_cost_of_rounds"].ending.word == "at least"
    assert defended["raid_rounds_by_kind"].array.shape[1] == 3
    assert found.option_answers["moratorium-2019"]["raid_leakers"].step == held["raid_leakers"].step


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("area: vilnius", "area: riga"), "which is no area of this raid; write vilnius"),
        (('assumed: "There are no decoys in it."', "evidence: a, assumed: b"), "a band says where it comes from"),
        (("{low: 200, high: 280,", "{low: 280, high: 200,"), "the smaller first"),
        (("notional: ", "guidance: "), "guidance"),
        (("    salvo: 1\n", "    salvo: 1\n    aims_at: x\n"), "aims_at"),
    ],
)
def test_a_raid_that_is_none_is_refused_with_the_place(tmp_path: Path, change: tuple[str, str], says: str) -> None:
    text = (SHIPPED / "raids" / "notional-sixty.yaml").read_text(encoding="utf-8")
    assert change[0] in text
    folder = tmp_path / "raids"
    folder.mkdir()
    (folder / "notional-sixty.yaml").write_text(text.replace(*change), encoding="utf-8")
    with pytest.raises(RecordError) as caught:
        Catalogue.open(tmp_path).record("notional-sixty", "raids")
    assert says in str(caught.value) and "notional-sixty.yaml" in str(caught.value)
