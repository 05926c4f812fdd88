"""`dualtrack rates`: the strict reader and its ten traps, the tables, the compiled evidence, rates stated by others, refusals.

The records are made here, with the columns of the real file. DUALTRACK_RATES_FILE may name the real file for the last test.
"""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from rates_entries import NATIONAL, read, row, three_half_years
from typer.testing import CliRunner

from dualtrack.catalogue import Catalogue
from dualtrack.catalogue.yaml_file import parse
from dualtrack.cli import application
from dualtrack.errors import RecordError
from dualtrack.runs.rates_counts import BREAK, daily, period_of, periods_of
from dualtrack.runs.rates_records import read_records
from dualtrack.runs.rates_types import REPORTED, type_of


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return three_half_years(tmp_path_factory.mktemp("rates") / "records.csv")


@pytest.fixture(scope="module")
def answer(made: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("answers")
    stated = folder / "stated.yaml"
    stated.write_text(
        "rates:\n"
        "  - {name: a general's claim, counted: destroyed, over: launched, percent: 85}\n"
        "  - {type: oniks, counted: stopped, over: resolved, numerator: 0, denominator: 24, window: 2025-02-28/2026-02-02}\n",
        "utf-8",
    )
    words = ["rates", str(made), "--draws", "100", "--json", "--beside", str(stated), "--plot", str(folder / "plot.svg")]
    words += [
        "--evidence",
        str(folder / "rates.yaml"),
        "--title",
        "Made records",
        "--publisher",
        "This test",
        "--url",
        "https://example.org",
    ]
    result = CliRunner().invoke(application(), words)
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.output)
    return found | {"folder": folder}


def whole(answer: Mapping[str, Any], kind: str) -> dict[str, Any]:
    found: dict[str, Any] = next(entry for entry in answer["over_the_whole_window"] if entry["type"] == kind)
    return found


def test_trap_1_mixtures_are_counted_as_mixtures(answer: Mapping[str, Any]) -> None:
    assert answer["records"]["mixed_rows"] == {"rows": 4, "objects": 80, "with_split": 1}
    kalibr = whole(answer, "kalibr")
    assert (kalibr["launched"], kalibr["in_mixed_rows"], kalibr["reported"]) == (0, 80, None)
    assert 30 < kalibr["modelled"]["middle"] < 95, "named only in mixtures, and estimated all the same"
    assert whole(answer, "kh-101")["launched"] == 80


def test_trap_2_three_outcomes_the_break_and_what_is_still_in_the_air(answer: Mapping[str, Any], tmp_path: Path) -> None:
    told = answer["break"]
    assert told["first_attack_day"] == "2025-07-24" == str(BREAK)
    assert [entry["period"] for entry in told["outcomes"]] == ["2025-H1", "2025-H2 before", "2025-H2 after", "2026-H1 after"]
    assert [sum(entry["counts"].values()) for entry in told["outcomes"]] == [entry["launched"] for entry in told["outcomes"]]
    assert told["after"]["destroyed"]["rate"] > told["before"]["destroyed"]["rate"] + 20
    assert abs(told["before"]["stopped"]["rate"] - told["after"]["stopped"]["rate"]) < 12, "the sum compares across the break"
    assert told["jump_of_destroyed_among_stopped"]["low"] > 1.0
    flying = read(tmp_path, row("2024-05-01", "Kalibr", 20, 0, still_attacking=20), row("2024-05-02", "Kalibr", 20, 8, still_attacking=5))
    assert flying.set_aside() == {"censored": 1}
    assert [each.resolved for each in flying.rows] == [15]
    assert answer["records"]["still_in_the_air"] == {"rows": 1, "objects": 2}
    drones = whole(answer, "geran-2")
    assert drones["launched"] == sum(100 + n % 7 for n in range(38)) + sum(100 + n for n in range(14)) + sum(90 + n for n in range(24)) - 2


def test_trap_3_kill_only_reports_have_no_denominator(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        row("2024-05-01", "Shahed-136/131", 5, 5, source="PvKPivden/posts/1"),
        row("2024-05-01", "Shahed-136/131", 5, 3, source="pvkshid/posts/2"),
        row("2024-05-02", "Shahed-136/131", 9, 9),
        row("2024-05-03", "Shahed-136/131", 9, 9),
        row("2024-05-03", "Kalibr", 4, 2),
        row("2024-05-04", "Iskander-M", 1, 0, source="https://t.me/war_monitor/1"),
        row("2024-05-05", "Orlan-10", 1, 1),
    )
    assert found.set_aside() == {"regional": 2, "unofficial": 1, "uncounted": 1}
    assert "launches" in json.dumps([each.words for each in found.aside]) or found.aside[0].words == "reported by PvKPivden"
    assert [(each.launched, each.all_destroyed) for each in found.rows] == [(9, True), (9, False), (4, False)]
    assert [each.launched for each in found.without_all_destroyed().rows] == [9, 4], "by post, never by row"
    assert found.without_all_destroyed().set_aside()["as-asked"] == 1, "what is left out as asked is told like the rest"


def test_trap_4_decoys_are_said_to_be_inside(answer: Mapping[str, Any]) -> None:
    assert "decoys included" in answer["denominator"]
    assert answer["records"]["drones_told_from_decoys"]["rows"] == 38
    assert "Decoys" in whole(answer, "geran-2")["note"]


def test_trap_5_rows_are_added_up_by_attack_day_from_noon_to_noon(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        row("2024-05-02", "Kalibr", 4, 2),
        row("2024-05-02", "Kalibr", 6, 1, time_start="2024-05-02 03:10", time_end="2024-05-02 05:00"),
        row("2024-05-03", "Kalibr", 3, 3, time_start="2024-05-02 13:00", time_end="2024-05-02 15:00"),
        row("2024-05-03", "Kalibr", 1, 1, time_start="2024-05-03", time_end="2024-05-03"),
    )
    assert [(str(each.day), each.launched, each.stopped) for each in daily(found.rows)] == [("2024-05-02", 10, 3), ("2024-05-03", 4, 4)]
    edge = read(tmp_path, row("2025-07-24", "Kalibr", 1, 1, time_start="2025-07-23 22:40"), row("2025-07-23", "Kalibr", 2, 1))
    assert [each.day >= BREAK for each in edge.rows] == [True, False]


def test_trap_6_periods_show_the_trend(answer: Mapping[str, Any], tmp_path: Path) -> None:
    periods = [entry["period"] for entry in answer["rates"] if entry["type"] == "geran-2"]
    assert periods == ["2025-H1", "2025-H2", "2026-H1"]
    day = datetime.date(2025, 7, 1)
    assert (period_of(day, "half-year"), period_of(day, "quarter")) == ("2025-H2", "2025-Q3")
    apart = read(tmp_path, row("2024-02-01", "Kalibr", 2, 1), row("2025-08-01", "Kalibr", 2, 1))
    assert periods_of(apart.rows, "half-year") == ("2024-H1", "2024-H2", "2025-H1", "2025-H2"), "a period without a row is one too"


def test_trap_7_salvo_size_is_an_association(answer: Mapping[str, Any]) -> None:
    assert "An association in the records, not an effect" in answer["salvo_size"]["meaning"]
    assert {entry["type"] for entry in answer["salvo_size"]["entries"]} >= {"geran-2"}


def test_trap_8_small_cells_are_exact(answer: Mapping[str, Any]) -> None:
    oniks = whole(answer, "oniks")
    assert (oniks["stopped"], oniks["launched"], oniks["by_day"]) == (0, 24, None)
    assert (1 - oniks["exact"]["high_90"] / 100) ** 24 == pytest.approx(0.05, abs=1e-6)
    assert 0 < oniks["modelled"]["low_90"] < oniks["modelled"]["high_90"] < 25


def test_trap_9_over_claims_are_stated_and_lower_the_rate(answer: Mapping[str, Any]) -> None:
    told = next(entry for entry in answer["over_claim"] if entry["type"] == "kh-101")["by_percent_over_claimed"]
    assert list(told) == ["0", "5", "10", "20"]
    assert told["20"]["middle"] == pytest.approx(0.8 * told["0"]["middle"])
    drones = next(entry for entry in answer["over_claim"] if entry["type"] == "geran-2")
    assert drones["destroyed_among_stopped"] < 1
    assert drones["by_percent_over_claimed"]["20"]["middle"] > 0.8 * drones["by_percent_over_claimed"]["0"]["middle"]


def test_trap_10_times_parts_and_spellings(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        row("2024-05-02", "Х-101/Х-555", 4, 2, time_start="2024-05-02 3:30", time_end="2024-05-02 08:00 "),
        row("2024-05-03", "С-300 and Iskander-M", 4, 2),
        row("2024-05-04", "Kalibr", 16, 15, not_reach_goal=11),
        row("2024-05-05", "Kalibr", 16, 15, time_start="2024-05-05T03:00:00Z"),
        row("2024-05-06", "Kalibr", 2, 1, time_start="2024-02-30"),
        row("2024-05-07", "Kalibr", 2, 1, time_start="2024-05-09"),
        row("2024-05-08", "Kalibre", 2, 1),
        row("2024-05-09", "Kalibr", "some", 1),
        row("2024-05-10", "Kalibr", 2, -1),
        row("2024-05-11", "Kalibr", 2.5, 1),
        row("2024-05-12", "Kalibr", 2, ""),
        row("2024-05-13", "Kalibr", 0, 0),
        row("2024-05-14", "X-101/X-555 and Kalibr", 9, 1, launched_details="{'Kalibr': 3}"),
    )
    assert [each.types for each in found.rows] == [("kh-101",), ("s-300", "iskander-m")]
    assert [note.number for note in found.notes] == [2, 2]
    told = {each.number: f"{each.reason}: {each.words}" for each in found.aside}
    assert sorted(told) == list(range(4, 15)), "every other row is set aside under its own number"
    assert told[4] == "impossible: destroyed 15 + not_reach_goal 11 exceed launched 16"
    assert "Kyiv local" in told[5]
    assert "no moment of the calendar" in told[6]
    assert "before it starts" in told[7]
    assert "nearest known is 'Kalibr'" in told[8]
    assert told[9].startswith("count: launched is 'some'")
    assert [told[number].split(":")[0] for number in (10, 11, 12, 13, 14)] == ["count", "count", "missing", "count", "split"]
    with pytest.raises(RecordError, match=r"records.csv:4: parts that exceed the launched"):
        read_records(tmp_path / "records.csv", strict=True)


def test_the_same_event_is_counted_once(tmp_path: Path) -> None:
    same = row("2024-05-02", "Kalibr", 4, 2)
    found = read(
        tmp_path, same, same, {**same, "source": "GeneralStaff.ua/posts/1"}, {**same, "target": "Odesa oblast", "source": "kpszsu/2"}
    )
    assert [(each.number, each.words) for each in found.aside] == [
        (3, "the same as row 2 in every column"),
        (4, "the same event as row 2, in another post"),
    ]
    assert [note.number for note in found.overlaps] == [5], "another place is another event; the overlap is said"


@pytest.mark.parametrize(
    ("spelling", "kind"),
    [("X-101/X-555", "kh-101"), ("Х-101", "kh-101"), ("Kh-101", "kh-101"), ("С-400", "s-300"), ("X-47 Kinzhal", "kinzhal"), ("Молнія", "")],
)
def test_spellings_fold_to_one_type(spelling: str, kind: str) -> None:
    assert type_of(spelling) == (kind or "uncounted-drone")


def test_types_called_recorded_are_records() -> None:
    on_record = {record_id for folder, record_id in Catalogue.open().files if folder == "systems"}
    assert {each.id for each in REPORTED if each.recorded} <= on_record


def test_the_evidence_is_compiled_cited_and_without_rows(answer: Mapping[str, Any]) -> None:
    text = (answer["folder"] / "rates.yaml").read_text("utf-8")
    found = parse(text, "rates.yaml").data
    assert found["source"]["title"] == "Made records"
    assert found["window"] == "2025-03-01/2026-02-02"
    assert [entry["rows"] for entry in found["excluded"]] == [1, 1]
    drones = found["rates"][0]
    assert (drones["type"], drones["over"]) == ("geran-2", "resolved")
    assert drones["low"] <= drones["middle"] <= drones["high"]
    assert drones["denominator"] > drones["numerator"]
    assert NATIONAL not in text
    assert len(found["rates"]) == len(answer["over_the_whole_window"]) + len(answer["rates"])


def test_rates_stated_by_others_warn_in_words(answer: Mapping[str, Any]) -> None:
    general, oniks = answer["beside"]
    assert any(warning.startswith("Unlike denominators") for warning in general["warnings"])
    assert any("does not say which types" in warning for warning in general["warnings"])
    assert oniks["here"] == "this table's P-800 Oniks"
    assert not [warning for warning in oniks["warnings"] if "denominators" in warning or "types" in warning]


def test_checks_predict_the_last_period_and_draw(answer: Mapping[str, Any]) -> None:
    assert answer["checks"]["mixing"]["printed rates"]["worst_r_hat"] < 1.5
    assert 0.6 < answer["checks"]["held_by_90"] <= 1.0
    assert answer["prediction"]["predicted"] == "2026-H1"
    assert {each["type"] for each in answer["prediction"]["totals"]} == {"geran-2"}, "a type never seen before is not predicted"
    assert (answer["folder"] / "plot.svg").read_text("utf-8").lstrip().startswith("<?xml")


@pytest.mark.skipif("DUALTRACK_RATES_FILE" not in os.environ, reason="DUALTRACK_RATES_FILE names no file")
def test_the_real_records() -> None:
    found = read_records(os.environ["DUALTRACK_RATES_FILE"])
    assert found.read > 3000
    assert not [each for each in found.aside if each.reason in ("fields", "type", "time")], "every row of the real file is understood"
    oniks = [each for each in daily(found.rows) if each.kind == "oniks"]
    assert sum(each.stopped for each in oniks) == 0
    assert sum(len(each.types) > 1 for each in found.rows) > 40
