"""`dualtrack brief`, `ask` and `explain` from the command line; outputs appear whole or not at all."""

import io
import json
from pathlib import Path

import pytest

import dualtrack
from dualtrack.briefs import _writing
from dualtrack.cli import main
from dualtrack.runs.run import Run

SCENARIO = "brussels-2020"
FEW = ("--draws", "20")
FILES = {"brief.json", "run.nc", "scenario.yaml"}


@pytest.fixture(scope="module")
def made() -> Run:
    catalogue = dualtrack.open_catalogue()
    return dualtrack.run_scenario(dualtrack.load_scenario(SCENARIO, catalogue), catalogue, draws=5)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_brief_ask_explain(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "deep" / "out"
    assert main(["brief", SCENARIO, "--out", str(out), "--format", "json", *FEW]) == 0
    captured = capfd.readouterr()
    assert captured.err == "", "no progress bar in a pipe"
    assert "2020-02-11" in captured.out
    assert str(out / "brief.json") in captured.out
    assert names(out) == FILES
    assert main(["explain", str(out), "capitals-reached", "--perspective", "russia"]) == 0
    assert "The same as in the saved run" in capfd.readouterr().out
    assert main(["explain", str(out), "verdict:inf", "--json"]) == 0
    assert json.loads(capfd.readouterr().out)["agrees"] is True


def test_a_scenario_written_can_be_run_again(made: Run, tmp_path: Path) -> None:
    _writing.write_whole(tmp_path, {}, made)
    catalogue = dualtrack.open_catalogue()
    record = dualtrack.load_scenario(tmp_path / "scenario.yaml", catalogue)
    again = dualtrack.run_scenario(record, catalogue, draws=5)
    assert again.scenario.options == made.scenario.options
    assert again.steps == made.steps


def test_ask(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", SCENARIO, "capitals-reached", "--json", *FEW]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {entry["perspective"] for entry in found["answers"]} == {"nato", "russia", "independent"}
    assert all(entry["words"] for entry in found["answers"])
    assert main(["ask", SCENARIO, "verdict", *FEW]) == 0
    assert "not covered" in capsys.readouterr().out


def test_ask_lists_the_questions(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", SCENARIO, "capitals"]) == 2
    said = capsys.readouterr().err
    assert "did you mean capitals_reached" in said
    assert "people_reached" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nothing.txt",), "SOURCE: no report, scenario file or scenario on record is called 'nothing.txt'"),
        (("brussels-2021",), "did you mean 'brussels-2020'?"),
        ((SCENARIO, "--format", "html,docx"), "--format: no format is called 'docx'; there are html, json, pdf"),
        ((SCENARIO, "--format", " , "), "--format: names no format"),
        ((SCENARIO, "--draws", "0"), "--draws: 0 is not between 1 and 100,000"),
        ((SCENARIO, "--seed", "-1"), "--seed: -1 is below zero"),
        ((SCENARIO, "--as-of", "2020-13-01"), "--as-of: '2020-13-01' is no day of the calendar"),
        (("none.yaml",), "none.yaml:1: cannot be read"),
    ],
)
def test_a_refused_brief_writes_nothing(arguments: tuple[str, ...], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert main(["brief", *arguments, "--out", str(out)]) == 2
    captured = capsys.readouterr()
    assert said in captured.err
    assert captured.out == ""
    assert not out.exists()


def test_empty_standard_input(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert main(["brief", "-", "--out", str(tmp_path / "out")]) == 2
    assert "standard input: the report is empty" in capsys.readouterr().err


def test_out_is_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    assert main(["brief", SCENARIO, "--out", str(tmp_path / "out")]) == 2
    assert "is a file; write the path of a folder" in capsys.readouterr().err


def test_an_edited_scenario_is_kept(made: Run, tmp_path: Path) -> None:
    first = _writing.write_whole(tmp_path, {"brief.json": b"{}"}, made)
    assert {path.name for path in first} == FILES
    scenario = tmp_path / "scenario.yaml"
    commented = "# my own remark\n" + scenario.read_text(encoding="utf-8")
    scenario.write_text(commented, encoding="utf-8")
    _writing.write_whole(tmp_path, {"brief.json": b"{}"}, made)
    assert scenario.read_text(encoding="utf-8") == commented, "a file that says the same is left alone"
    edited = commented.replace("successor-treaty-with-inspections", "moratorium-2019", 1)
    scenario.write_text(edited, encoding="utf-8")
    written = _writing.write_whole(tmp_path, {"brief.json": b"{}"}, made)
    kept = next(path for path in written if path.name.startswith("scenario-"))
    assert kept.read_text(encoding="utf-8") == edited
    assert scenario.read_text(encoding="utf-8") != edited


def test_the_same_run_gives_the_same_bytes(made: Run, tmp_path: Path) -> None:
    for name in ("one", "two"):
        _writing.write_whole(tmp_path / name, {}, made)
    assert (tmp_path / "one" / "run.nc").read_bytes() == (tmp_path / "two" / "run.nc").read_bytes()
    assert (tmp_path / "one" / "scenario.yaml").read_bytes() == (tmp_path / "two" / "scenario.yaml").read_bytes()


def test_nothing_remains_after_a_failure(made: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("dualtrack.runs.store.save", fail)
    with pytest.raises(dualtrack.errors.UserError, match="No space left on device"):
        _writing.write_whole(tmp_path / "deep" / "out", {"brief.json": b"{}"}, made)
    assert names(tmp_path) == set()


def test_what_was_there_comes_back_after_a_failure(made: Run, tmp_path: Path) -> None:
    (tmp_path / "brief.html").write_bytes(b"old")
    (tmp_path / "run.nc").mkdir()
    (tmp_path / "run.nc" / "mine").write_bytes(b"mine")
    with pytest.raises(dualtrack.errors.UserError, match="cannot be written to"):
        _writing.write_whole(tmp_path, {"brief.html": b"new", "brief.json": b"{}"}, made)
    assert names(tmp_path) == {"brief.html", "run.nc"}
    assert (tmp_path / "brief.html").read_bytes() == b"old"
