"""Room: tests. `dualtrack verify`: figures that are missing or cannot be, plots that cannot be written, and its words."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from dualtrack.cli import main

FIGURES = {
    "inspectable_items": "value: 100, unit: items",
    "violation_size": "value: 5, unit: items",
    "inspection_sensitivity": "low: 90, high: 100, unit: percent",
    "inspection_false_alarm": "value: 1, unit: percent",
    "inspection_cost": "value: 0.2, unit: USD million",
    "false_alarm_cost": "value: 0.5, unit: USD million",
    "detection_goal": "value: 95, unit: percent",
}
PORTAL = {
    "portal_share": "value: 50, unit: percent",
    "portal_sensitivity": "value: 80, unit: percent",
    "portal_false_alarm": "value: 1, unit: percent",
    "portal_throughput": "value: 300, unit: items",
    "portal_cost": "value: 9, unit: USD million",
}
MEANS = {
    "revisit_interval": "value: 24, unit: hours",
    "time_in_open": "value: 3, unit: hours",
    "exposures_per_year": "value: 12, unit: times",
    "clear_view": "value: 40, unit: percent",
    "recognition": "value: 20, unit: percent",
}


def regime(folder: Path, *without: str, parts: str = "inspections", **figures: str) -> str:
    given = {name: text for name, text in (FIGURES | figures).items() if name not in without}
    claims = "\n".join(f"  {name}: {{values: [{{{text}, assumed: made up}}]}}" for name, text in given.items())
    path = folder / "mine.yaml"
    path.write_text(
        "id: mine\nkind: measure\nnames: {official: Mine}\nsummary: Made up.\ntrack: arms-control\nstrand: arms-control\n"
        f"regime: {{parts: [{parts}], of: A hundred items, inspections_by_year: [{{years: 3, each_year: 10}}], assumed: made up}}\n"
        f"claims:\n{claims}\n",
        encoding="utf-8",
    )
    return str(path)


def told(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> tuple[str, str]:
    capsys.readouterr()
    assert main(["verify", *arguments, "--as-of", "2020-02-11"]) == code
    out, err = capsys.readouterr()
    return re.sub(r"\s+", " ", out), re.sub(r"\s+", " ", err)


def plain(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    return json.loads(told(capsys, *arguments, "--json")[0])


@pytest.mark.parametrize("more", [(), ("--json",)])
def test_a_plot_that_cannot_be_written_is_refused_at_once(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, more: tuple[str, ...]
) -> None:
    (tmp_path / "folder.svg").mkdir()
    out, err = told(capsys, regime(tmp_path), "--plot", str(tmp_path / "none" / "x.svg"), *more, code=2)
    assert out == ""
    assert "x.svg cannot be written: there is no folder" in err
    assert "cannot be written: it is a folder" in told(capsys, regime(tmp_path), "--plot", str(tmp_path / "folder.svg"), *more, code=2)[1]


def test_a_plot_that_fails_late_loses_no_answer(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("matplotlib.figure.Figure.savefig", full)
    out, err = told(capsys, regime(tmp_path), "--plot", str(tmp_path / "x.svg"), code=2)
    assert "What inspections buy in a year" in out
    assert "The curve is drawn" not in out
    assert "x.svg cannot be written: No space left on device" in err


def test_a_violation_that_may_be_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = regime(tmp_path, violation_size="low: 0, high: 10, unit: items")
    sample = plain(capsys, path)["sample"]
    assert 0 < sample["draws_with_nothing_to_find"] <= sample["draws_not_reached"] < 500
    assert sample["by_the_iaea_formula"]["low"] < sample["by_the_iaea_formula"]["high"] <= 100
    assert f"In {sample['draws_not_reached']} of 500 draws no number reaches it" in told(capsys, path)[0]


@pytest.mark.parametrize("name", FIGURES)
def test_a_missing_figure_is_named_once(capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str) -> None:
    out = told(capsys, regime(tmp_path, name))[0]
    assert out.count(f"no value for {name}; write claims.{name}") == 1
    assert "not computed" in out
    assert "by then" not in out


def test_what_a_missing_figure_does_not_touch_is_still_computed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    parts, figures = (
        "inspections, portal, national-means",
        FIGURES | PORTAL | MEANS | {"inspection_sensitivity": "value: 90, unit: percent"},
    )
    whole = plain(capsys, regime(tmp_path, parts=parts, **figures))
    assert whole["missing"] == []
    computed = {}
    for name, text in figures.items():
        answer = plain(capsys, regime(tmp_path, name, parts=parts, **{key: value for key, value in figures.items() if key != name}))
        assert [entry["attribute"] for entry in answer["missing"]] == [name]
        computed[name] = {question for question, found in answer["answers"].items() if "middle" in found}
        changed = re.sub(r"[\d.]+", lambda number: f"{float(number[0]) * 0.8:g}", text)
        other = plain(capsys, regime(tmp_path, parts=parts, **(figures | {name: changed})))
        for question, found in whole["answers"].items():
            same = (other["answers"][question]["middle"], answer["answers"][question].get("middle")) == (found["middle"],) * 2
            assert same or question not in computed[name], (name, question)
    assert "inspection_detection" in computed["inspection_cost"]
    assert "verification_cost" not in computed["inspection_cost"]
    assert {"verification_cost", "portal_detection"} <= computed["inspectable_items"]
    assert "inspection_detection" not in computed["inspectable_items"]


def test_a_bound_alone_is_no_value(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = told(capsys, regime(tmp_path, inspectable_items="at_least: 50, unit: items"))[0]
    assert "no value for inspectable_items with two ends, found at least 50 items; write claims.inspectable_items with value" in out


def test_a_plot_names_the_missing_figure(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out, err = told(capsys, regime(tmp_path, "detection_goal"), "--plot", str(tmp_path / "x.svg"), code=2)
    assert "there is no curve to draw: no value for detection_goal; write claims.detection_goal" in err
    assert "Figures missing" in out
    assert told(capsys, regime(tmp_path, "inspection_cost"), "--plot", str(tmp_path / "x.svg"))[1] == ""


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("detection_goal", "value: 150, unit: percent", "150 percent is not possible; write more than 0 and less than 100 percent"),
        ("detection_goal", "value: 100, unit: percent", "100 percent is not possible"),
        ("detection_goal", "value: 0, unit: percent", "0 percent is not possible"),
        ("inspection_sensitivity", "low: 80, high: 130, unit: percent", "80-130 percent is not possible; write 0 to 100 percent"),
        ("inspectable_items", "value: 0, unit: items", "0 items is not possible; write 1 to 1,000,000 items"),
        ("violation_size", "value: 0, unit: items", "0 items is not possible; write zero to 1,000,000 items, with an upper end of 1"),
        ("violation_size", "low: 1, high: 101, unit: items", "1-101 items is more than the 100 items open to inspection"),
    ],
)
def test_a_figure_that_cannot_be_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str, text: str, message: str) -> None:
    err = told(capsys, regime(tmp_path, **{name: text}), code=2)[1]
    assert f"mine.yaml: claims.{name}: {message}" in err


def test_a_range_of_items_has_room_for_the_violation(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = regime(tmp_path, inspectable_items="low: 3, high: 10, unit: items")
    err = told(capsys, path, code=2)[1]
    assert "claims.violation_size: 5 items is more than the 3-10 items open to inspection, at the lower end, " in err
    assert "write at most 3 items" in err
    assert told(capsys, path, "--violation", "3")[1] == ""


@pytest.mark.parametrize("size", ["10000", "9" * 400])
def test_the_option_is_named_for_its_own_figure(capsys: pytest.CaptureFixture[str], tmp_path: Path, size: str) -> None:
    assert "error: --violation: " in told(capsys, regime(tmp_path), "--violation", size, code=2)[1]


def test_nothing_reaches_it_is_said_so(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = regime(tmp_path, inspection_sensitivity="value: 50, unit: percent", violation_size="value: 1, unit: items")
    out = told(capsys, path)[0]
    assert "to find 1 forbidden item in a year" in out
    assert "1 items" not in out
    assert "No number of inspections a year reaches it, in any draw; 95 by the formula of the IAEA" in out
    assert "assumes that an inspection of a violating item never misses" in out
    answers = plain(capsys, path)["answers"]
    assert (answers["inspection_time"]["words"], answers["inspections_needed"]["words"]) == ("never", "no number of inspections")


def test_ranges_are_told_as_given(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = regime(tmp_path, detection_goal="low: 50, high: 99, unit: percent")
    out = told(capsys, path, "--plot", str(tmp_path / "x.svg"))[0]
    assert "For a chance of 50 to 99 percent to find 5 forbidden items in a year" in out
    assert "months until 50 to 99 percent" in out
    assert "(lowest to highest of all draws)" in out
