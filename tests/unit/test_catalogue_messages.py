"""What a record may not hold, and the sentence that says so: `file:line: field: wrong, found X; write Y`."""

from __future__ import annotations

import pytest
from small_world import SYSTEM

from dualtrack.catalogue.load import validate
from dualtrack.catalogue.yaml_file import parse
from dualtrack.errors import RecordError, nearest

SCENARIO = """\
id: trial
kind: scenario
names: {official: Trial}
summary: A trial.
as_of: 2020-02-11
alliance: nato
operator: russia
systems: [9m729]
"""


def problems(text: str, folder: str = "systems") -> list[str]:
    with pytest.raises(RecordError) as caught:
        validate(parse(text, "sparrow.yaml"), folder)
    return str(caught.value).splitlines()


def changed(old: str, new: str) -> str:
    assert old in SYSTEM
    return SYSTEM.replace(old, new)


def test_the_record_the_others_are_made_from_is_good() -> None:
    assert validate(parse(SYSTEM, "sparrow.yaml"), "systems")["id"] == "sparrow"
    assert validate(parse(SCENARIO, "trial.yaml"), "scenarios")["perspectives"] == ["nato", "russia", "independent"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (changed("summary:", "sumary:"), "4: sumary: is no field here; write summary"),
        (changed("as_of: 2019-01-01", "as_off: 2019-01-01"), "6: claims.flight_profile.values.0.as_off: is no field here; write as_of"),
        (changed("title: A paper", "titel: A paper"), "9: sources.paper.titel: is no field here; write title"),
        (
            changed("range_max:", "range_maks:"),
            "7: claims.range_maks: is no attribute of systems; write range_max or range_min or range_tested",
        ),
        (
            changed("unit: km", "unit: kg"),
            "7: claims.range_max.0.unit: is not a unit of this attribute, found 'kg'; write km or mile or nautical_mile or m",
        ),
        (
            changed("value: 900, unit: km", "state: far"),
            "7: claims.range_max.0.state: this attribute holds a quantity, found 'far'; "
            "write a number with unit km or mile or nautical_mile or m",
        ),
        (
            changed("state: cruise", "state: cruize"),
            "6: claims.flight_profile.0.state: is not one of the allowed words, found 'cruize'; write cruise",
        ),
        (
            changed("state: cruise", "value: 3, unit: km"),
            "6: claims.flight_profile.0.value: this attribute holds no quantity, found 3; write state: words",
        ),
        (changed("value: 900", "value: -900"), "7: claims.range_max.0.value: is below zero, found -900; write a number from zero up"),
        (
            changed("value: 900", "value: 900 km"),
            "7: claims.range_max.values.0.value: is not a number, found '900 km'; "
            "write a number without its unit; the unit goes into `unit:`",
        ),
        (
            changed("kind: cruise-missile", "kind: cruise-misile"),
            "2: kind: is no kind of systems, found 'cruise-misile'; write cruise-missile or ballistic-missile",
        ),
        (
            changed("id: sparrow", "id: Sparrow One"),
            "1: id: does not have the form of an id or code, found 'Sparrow One'; "
            "write lower-case words joined by hyphens (9m729), or three capitals for a state (DEU)",
        ),
        (
            changed("checked: recalled", "checked: read"),
            "9: sources.paper.checked: is not one of the allowed words, found 'read'; write 'seen', 'secondhand' or 'recalled'",
        ),
        (changed("summary: A made-up missile for the tests.\n", ""), "1: summary: is missing; write it"),
    ],
)
def test_one_thing_wrong_is_one_exact_sentence(text: str, said: str) -> None:
    assert f"sparrow.yaml:{said}" in problems(text)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("value: 900, unit: km", "value: 900, above: 500, unit: km", "a claim has one form of value, found value and above"),
        ("value: 900, unit: km", "unit: km", "a claim has one form of value, found none"),
        ("value: 900, unit: km", "low: 900, high: 500, unit: km", "an interval has low and high, the smaller first"),
        ("value: 900, unit: km", "low: 900, unit: km", "an interval has low and high"),
        (
            "claimant: russia, source: paper}]}\nsources",
            "source: paper}]}\nsources",
            "a claim needs claimant; or `assumed:` with the reason",
        ),
        (
            "as_of: 2019-01-01, made_public: 2019-01-01, claimant: russia, source: paper}]}\nsources",
            "assumed: why, claimant: russia}]}\nsources",
            "an assumed value is ours",
        ),
        (
            "{values: [{state",
            "{unknown: Nobody said., values: [{state",
            "write `values:` with at least one claim, or `unknown:` with the reason",
        ),
        ("made_public: 2019-01-01", "made_public: 2019-02-30", "is no day of the calendar; write 2019, 2019-08 or 2019-08-02"),
    ],
)
def test_a_claim_is_whole_and_has_both_dates(old: str, new: str, said: str) -> None:
    found = problems(changed(old, new))
    assert any(said in line and line.startswith(("sparrow.yaml:6: claims.", "sparrow.yaml:7: claims.")) for line in found)


def test_a_misspelt_source_is_named_with_the_nearest_and_the_one_nobody_cites_too() -> None:
    found = problems(SYSTEM.replace("source: paper", "source: papier"))
    assert "sparrow.yaml:6: claims.flight_profile.values.0.source: names no source, found 'papier'; write paper" in found
    assert "sparrow.yaml:9: sources.paper: is cited by nothing; write a claim that cites it, or remove it" in found


def test_all_problems_of_a_file_are_reported_at_once_in_the_order_of_its_lines() -> None:
    text = SYSTEM.replace("kind: cruise-missile", "kind: rocket").replace("summary:", "sumary:").replace("unit: km", "unit: kg")
    text = text.replace("state: cruise", "state: cruize").replace("publisher: A publisher, ", "")
    found = problems(text)
    assert [line.split(":")[1] for line in found] == sorted(line.split(":")[1] for line in found)
    for said in (
        "kind: is no kind",
        "sumary: is no field",
        "summary: is missing",
        "0.unit: is not a unit",
        "0.state: is not one",
        "publisher: is missing",
    ):
        assert any(said in line for line in found), said


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "just words\n", "42\n"])
def test_what_is_no_record_at_all_says_what_one_starts_with(text: str) -> None:
    assert "is not a record" in problems(text)[0]
    assert problems(text)[0].endswith("write id:, kind:, names: and the rest")


@pytest.mark.parametrize("word", ["claims", "sources", "names", "id", "kind"])
@pytest.mark.parametrize("value", ["[]", "null", "7.5", "[[x]]", "{a: {b: [1]}}", "true"])
def test_any_shape_in_any_field_is_a_problem_and_never_a_crash(word: str, value: str) -> None:
    rest = "\n".join(line for line in SYSTEM.split("\n") if not line.startswith((f"{word}:", " ")))
    try:
        validate(parse(f"{rest}\n{word}: {value}\n", "sparrow.yaml"), "systems")
    except RecordError as error:
        assert all(problem.file == "sparrow.yaml" for problem in error.problems)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "as_of: 2020-02-11",
            "as_of: 2020-02-30",
            "trial.yaml:5: as_of: '2020-02-30' is no day of the calendar; write 2019, 2019-08 or 2019-08-02",
        ),
        ("as_of: 2020-02-11", "as_of: 2020-02", "trial.yaml:5: as_of: '2020-02' is not a day; write it as 2019-08-02"),
        (
            "operator: russia",
            "operator: russia\noperator: russia",
            "trial.yaml:8: operator: the key stands twice, first on line 7; write it once",
        ),
        ("alliance: nato", "aliance: nato", "trial.yaml:6: aliance: is no field here; write alliance"),
        ("systems: [9m729]", "systems: []", "trial.yaml:8: systems: is empty, found []; write at least one entry"),
    ],
)
def test_a_scenario_is_refused_in_the_same_form(old: str, new: str, said: str) -> None:
    with pytest.raises(RecordError) as caught:
        validate(parse(SCENARIO.replace(old, new), "trial.yaml"), "scenarios")
    assert said in str(caught.value).splitlines()


def test_truth_is_no_number() -> None:
    assert any("values.0.value" in line for line in problems(changed("value: 900", "value: true")))


def test_the_nearest_name_ignores_case_and_is_empty_for_nothing_like_it() -> None:
    assert nearest("SSC8", ["ssc-8", "patriot"]) == ("ssc-8",)
    assert nearest("zzzz", ["ssc-8", "patriot"]) == ()


def test_of_many_allowed_words_the_nearest_is_shown() -> None:
    text = SYSTEM.replace("kind: cruise-missile", "kind: measure\ntrack: deterrence\nstrand: presense").replace("flight_profile", "scope")
    assert "sparrow.yaml:4: strand: is not one of the allowed words, found 'presense'; write presence" in problems(text, "measures")
