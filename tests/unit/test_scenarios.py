"""Freezing a scenario: ids, dates, options, sites and assumptions, and the sentence for each that does not fit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from small_world import PLAIN, day, frozen, scenario_record, shipped, write

import dualtrack
from dualtrack.catalogue import Catalogue
from dualtrack.errors import RecordError, ScenarioError, UnknownName
from dualtrack.facts import Quantity
from dualtrack.scenarios import HOLD, freeze, members

MORATORIUM = PLAIN["options"][0]


def refusal(**changes: Any) -> str:
    with pytest.raises(ScenarioError) as caught:
        frozen(**changes)
    return str(caught.value)


def option(**changes: Any) -> list[dict[str, Any]]:
    return [{**MORATORIUM, **changes}]


def test_hold_is_always_the_first_option_and_has_no_measure() -> None:
    scenario = frozen()
    assert [found.id for found in scenario.options] == ["hold", "moratorium", "defence", "nuclear"]
    assert scenario.options[0].measures == ()
    assert [found.id for found in frozen(options=None).options] == [HOLD]
    assert scenario.option("nuclear").status == "ruled-out"
    with pytest.raises(UnknownName, match="did you mean 'moratorium'"):
        scenario.option("moratorum")


def test_one_date_sets_both_and_holds_on_overrides_the_second() -> None:
    assert frozen().dates.known_by == frozen().dates.holds_on == day("2020-02-11")
    apart = frozen(holds_on="2019-08-01").dates
    assert (apart.known_by, apart.holds_on) == (day("2020-02-11"), day("2019-08-01"))
    asked = freeze(scenario_record(), shipped(), {"as_of": "2020-01-01", "perspectives": ["russia"]})
    assert (asked.dates.known_by, [view.id for view in asked.perspectives]) == (day("2020-01-01"), ["russia"])
    assert freeze(scenario_record(), shipped(), {"as_of": None, "holds_on": ""}).dates == frozen().dates


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"systems": ["9m792"]}, "small.yaml: systems: no record of systems is called '9m792'; write '9m729'"),
        ({"treaties": ["infl"]}, "small.yaml: treaties: no record of treaties is called 'infl'; write 'inf'"),
        ({"alliance": "natto"}, "small.yaml: alliance: no record of actors is called 'natto'; write 'nato'"),
        ({"operator": "rusia"}, "small.yaml: operator: no record of actors is called 'rusia'; write 'russia'"),
        ({"perspectives": ["nato", "rusia"]}, "small.yaml: perspectives: no record of perspectives is called 'rusia'; write 'russia'"),
        (
            {"deployments": ["9m729-shuja"]},
            "small.yaml: deployments: no record of deployments is called '9m729-shuja'; write '9m729-shuya'",
        ),
        (
            {"options": option(measures=["moratorium-2091"])},
            "small.yaml: options.moratorium.measures: no record of measures is called 'moratorium-2091'; write 'moratorium-2019'",
        ),
        ({"options": option(by="natto")}, "small.yaml: options.moratorium.by: no record of actors is called 'natto'; write 'nato'"),
        ({"options": [MORATORIUM, MORATORIUM]}, "small.yaml: options: 'moratorium' stands twice; give each option an id of its own"),
        (
            {"options": option(id="hold")},
            "small.yaml: options.hold.measures: hold changes nothing; give the option another id",
        ),
        ({"as_of": "1899-01-01"}, "small.yaml: as_of: 1899-01-01 is before any record here; write a date from 1945 on"),
    ],
)
def test_what_does_not_fit_is_named_with_file_field_and_what_to_write(changes: dict[str, Any], said: str) -> None:
    found = refusal(**changes)
    assert found.startswith(said)


def test_a_measure_proposed_after_the_date_is_refused() -> None:
    assert refusal(as_of="2019-09-24") == (
        "small.yaml: options.moratorium.measures: moratorium-2019 was first proposed on 2019-09-25, after 2019-09-24; "
        "leave it out or write a later as_of"
    )
    assert frozen(as_of="2019-09-25").option("moratorium").measures == ("moratorium-2019",)


@pytest.mark.parametrize(("field", "found"), [("as_of", "2020-02-30"), ("holds_on", "soon")])
def test_an_impossible_date_asked_for_is_a_users_error_with_its_field(field: str, found: str) -> None:
    with pytest.raises(ScenarioError, match=rf"small\.yaml: {field}: '{found}' is no"):
        freeze(scenario_record(), shipped(), {field: found})


def test_a_name_stands_for_its_id_and_one_system_under_two_names_is_one() -> None:
    asked = freeze(scenario_record(), shipped(), {"perspectives": ["nato", "nato"], "systems": ["SSC-8", "9m729"]})
    assert asked.systems == ("9m729",)
    assert [view.id for view in asked.perspectives] == ["nato"]


def test_members_are_those_of_the_day_the_question_is_about() -> None:
    alliance = shipped().record("nato", "actors")
    assert frozen().members == members(alliance, day("2020-02-11"))
    assert len(frozen().members) == 29
    assert len(frozen(holds_on="2024-03-07").members) == 32
    assert "NOR" in frozen().members


def test_sites_are_those_reported_by_the_date_unless_they_are_named() -> None:
    assert {site.id for site in frozen().sites} == {"9m729-kamyshlov", "9m729-kapustin-yar", "9m729-mozdok", "9m729-shuya"}
    assert {site.id for site in frozen(as_of="2018-01-01", options=None).sites} == {"9m729-kapustin-yar"}
    assert frozen(as_of="2015-01-01", options=None).sites == ()
    assert [site.id for site in frozen(deployments=["9m729-mozdok"]).sites] == ["9m729-mozdok"]
    assert frozen(deployments=[]).sites == ()


def assumption(**changes: Any) -> list[dict[str, Any]]:
    return [{"subject": "9m729", "attribute": "speed", "value": 230, "unit": "m/s", "assumed": "for a test", **changes}]


def test_an_assumption_of_the_scenario_replaces_the_records_but_never_what_somebody_said() -> None:
    nato = shipped().perspective("nato")
    speed = frozen(assumptions=assumption())
    assert speed.resolve(shipped(), "9m729", "speed", nato).value == Quantity.exactly(230, "m/s")
    ranged = frozen(assumptions=assumption(attribute="range_max", value=900, unit="km"))
    assert ranged.resolve(shipped(), "9m729", "range_max", nato).value == Quantity.above(500, "km")
    tested = frozen(assumptions=assumption(attribute="apogee", value=1, unit="km"))
    found = tested.resolve(shipped(), "9m729", "apogee", nato)
    assert (found.value, found.claims[0].assumed) == (Quantity.exactly(1, "km"), "for a test")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"unit": "litre"}, "small.yaml: assumptions.1.unit: is not a unit of this attribute, found 'litre'; write m/s or km/h or mach"),
        ({"unit": None}, "small.yaml: assumptions.1.unit: is missing"),
        ({"subject": "9m792"}, "small.yaml: assumptions.1.subject: no record is called '9m792'; write '9m729'"),
        ({"attribute": "sped"}, "small.yaml: assumptions.1.attribute: systems have no attribute 'sped'; write speed"),
    ],
)
def test_an_assumption_that_does_not_fit_its_attribute_is_refused(changes: dict[str, Any], said: str) -> None:
    assert refusal(assumptions=assumption(**changes)).startswith(said)


def test_a_scenario_file_needs_no_catalogue_entry_and_keeps_its_own_name_in_messages(tmp_path: Path) -> None:
    text = "id: trial\nkind: scenario\nnames: {official: Trial}\nsummary: A trial.\nas_of: 2020-02-11\nalliance: nato\noperator: russia\n"
    good = write(tmp_path, "mine", "any-name", f"{text}systems: [9m729]\n")
    opened = Catalogue.open()
    scenario = freeze(dualtrack.load_scenario(good, opened), opened)
    assert (scenario.id, scenario.systems) == ("trial", ("9m729",))
    bad = write(tmp_path, "mine", "bad", f"{text}systems: [9m729]\noperator: russia\n")
    with pytest.raises(RecordError, match=r"bad\.yaml:9: operator: the key stands twice, first on line 7"):
        dualtrack.load_scenario(bad, opened)


def test_a_scenario_without_a_file_freezes_over_a_catalogue_that_has_parsed_nothing_yet() -> None:
    assert freeze(scenario_record(), Catalogue.open()).systems == ("9m729",)
