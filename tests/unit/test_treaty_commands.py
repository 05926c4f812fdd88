"""`dualtrack treaty` and `dualtrack verify`: what they print, their JSON, and what they refuse."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from dualtrack.cli import main

SUCCESSOR = "successor-treaty-with-inspections"
DATA = Path(__file__).parents[1] / "data"


def said(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert main(list(arguments)) == code
    told = capsys.readouterr()
    return told.err if code == 2 else told.out


def plain(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    return json.loads(said(capsys, *arguments, "--json"))


def test_the_list_says_how_each_stood(capsys: pytest.CaptureFixture[str]) -> None:
    found = {entry["id"]: entry for entry in plain(capsys, "treaty", "list", "--as-of", "2020-02-12")}
    assert found["inf"]["standing"].startswith("No treaty is in force since 2019-08-02")
    assert found["draft-west-of-urals"]["nature"] == "draft"
    assert re.search(r"^inf +legally", said(capsys, "treaty", "list", "--as-of", "2020-02-12"), re.MULTILINE)


def test_a_treaty_is_shown_whole(capsys: pytest.CaptureFixture[str]) -> None:
    page = plain(capsys, "treaty", "show", "INF Treaty", "--as-of", "2019-05-01")
    assert {party["actor"]: party["standing"] for party in page["parties"]}["russia"] == "suspended"
    days = [entry["on"] for entry in page["timeline"]]
    assert days == sorted(days)
    assert {"1987-12-08", "1988-06-01", "1990-11-01", "2019-08-02"} <= set(days)
    shorter = next(rule for rule in page["provisions"] if rule["id"] == "shorter-range")
    assert "range is at least 500 and at most 1,000 km" in shorter["applies_when"]
    totals = {total["of"]: total["closes"] for total in page["declared"][0]["totals"]}
    assert totals["all missiles eliminated"]
    assert not all(totals.values())
    text = re.sub(r"\s+", " ", said(capsys, "treaty", "show", "inf", "--as-of", "2019-05-01"))
    assert "printed 2,692, rows add up to 2,692 missiles; closes" in text
    assert "does not close: AP gives" in text


def test_cases_of_ones_own_are_run(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    answer = plain(capsys, "treaty", "cases", str(DATA / "inf.cases.yaml"))
    assert answer["passed"] == len(answer["cases"]) > 30
    mine = tmp_path / "mine.yaml"
    mine.write_text(
        "treaty: inf\nparty: russia\nas_of: 2018-01-01\nusual: {flight_profile: cruise, basing: ground, role: weapon-delivery}\n"
        "cases:\n  - {name: wrong on purpose, facts: {range_max: 499 km}, expect: {compliance: does-not-comply}}\n",
        encoding="utf-8",
    )
    text = said(capsys, "treaty", "cases", str(mine), code=1)
    assert "0 of 1 cases as expected" in text
    assert "compliance: expected does-not-comply, found complies" in re.sub(r"\s+", " ", text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("treaty: inf\nparty: russia\nas_of: 2018-01-01\ncases: [{name: a, expekt: {}, expect: {}}]\n", "cases.0.expekt: is no field here"),
        ("- a list\n", "is no file of cases"),
        ("treaty: inff\nparty: russia\nas_of: 2018-01-01\ncases: [{name: a, expect: {}}]\n", "no treaty is called 'inff'"),
        (
            "treaty: inf\nparty: russia\nas_of: 2018-01-01\ncases: [{name: a, facts: {range_max: far}, expect: {}}]\n",
            "mine.yaml: a: range_max: 'far' is no quantity",
        ),
    ],
)
def test_cases_that_cannot_be_run_are_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str, message: str) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text(text, encoding="utf-8")
    assert message in said(capsys, "treaty", "cases", str(mine), code=2)
    assert "there is no file" in said(capsys, "treaty", "cases", str(tmp_path / "none.yaml"), code=2)


def test_a_regime_is_asked_with_the_askers_own_goal(capsys: pytest.CaptureFixture[str]) -> None:
    answer = plain(capsys, "verify", SUCCESSOR, "--violation", "5", "--confidence", "95", "--as-of", "2020-02-11")
    assert answer["schedule_total"] == 185
    assert answer["sample"]["violation_items"] == {"low": 5, "middle": 5, "high": 5}
    exact, formula = answer["sample"]["exact"], answer["sample"]["by_the_iaea_formula"]
    assert exact["low"] <= exact["high"]
    assert formula == {"low": 59, "high": 59}, "130 (1 - 0.05^(1/5)) is 58.6"
    percents = [row["percent"]["middle"] for row in answer["curve"]]
    assert percents == sorted(percents)
    assert {figure["label"] for figure in answer["figures"]} == {"reported", "assumed"}
    chances = [answer["answers"][name]["middle"] for name in ("inspection_detection", "means_detection", "violation_detection")]
    assert chances[2] > max(chances[:2])


def test_a_certain_regime_meets_the_published_sample_sizes(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    figures = {"inspectable_items": (100, "items"), "violation_size": (5, "items"), "inspection_sensitivity": (100, "percent")}
    figures |= {"inspection_false_alarm": (0, "percent"), "detection_goal": (95, "percent")}
    figures |= {"inspection_cost": (1, "USD million"), "false_alarm_cost": (0, "USD million")}
    claims = "\n".join(
        f"  {name}: {{values: [{{value: {value}, unit: {unit}, assumed: made up}}]}}" for name, (value, unit) in figures.items()
    )
    regime = tmp_path / "regime.yaml"
    regime.write_text(
        "id: regime\nkind: measure\nnames: {official: A regime}\nsummary: Made up.\ntrack: arms-control\nstrand: arms-control\n"
        "regime: {parts: [inspections], of: A hundred items, inspections_by_year: [{years: 1, each_year: 10}], assumed: made up}\n"
        f"claims:\n{claims}\n",
        encoding="utf-8",
    )
    answer = plain(capsys, "verify", str(regime), "--as-of", "2020-02-11")
    assert (answer["sample"]["exact"]["low"], answer["sample"]["by_the_iaea_formula"]["low"]) == (45, 46)
    assert answer["answers"]["inspection_detection"]["middle"] == pytest.approx(41.625, abs=1e-3)
    assert next(row for row in answer["curve"] if row["inspections"] == 10)["percent"]["middle"] == pytest.approx(41.625, abs=1e-3)


def test_a_regime_for_reading_and_drawn(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    plot = tmp_path / "curve.svg"
    text = said(capsys, "verify", SUCCESSOR, "--as-of", "2020-02-11", "--plot", str(plot))
    assert "20 a year for 3 years, then 15 a year for 5 years, then 10 a year for 5 years; 185 in all" in re.sub(r"\s+", " ", text)
    first = plot.read_bytes()
    said(capsys, "verify", SUCCESSOR, "--as-of", "2020-02-11", "--plot", str(plot))
    assert plot.read_bytes() == first


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("verify", "patriot-batteries"), "REGIME: patriot-batteries has no `regime:`"),
        (("verify", SUCCESSOR, "--confidence", "100"), "--confidence: 100 is not between 0 and 100 percent"),
        (("verify", SUCCESSOR, "--violation", "0"), "--violation: 0 is no violation"),
        (("verify", SUCCESSOR, "--plot", "curve.docx"), "--plot: curve.docx has no format drawn here"),
        (("verify", SUCCESSOR, "--draws", "0"), "--draws: 0 is not between 1 and 100,000"),
        (("verify", "succesor-treaty-with-inspections"), f"did you mean '{SUCCESSOR}'"),
    ],
)
def test_what_cannot_be_verified_is_refused(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], message: str) -> None:
    assert message in said(capsys, *arguments, code=2)


def test_too_large_a_violation_is_said_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert "violat" in said(capsys, "verify", SUCCESSOR, "--violation", "200", "--as-of", "2020-02-11", code=2)
