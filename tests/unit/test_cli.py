"""The command line as a whole: help, errors without stack traces, dates, single questions, clean JSON."""

import json
import re
import subprocess
import sys

import pytest

from dualtrack.cli import main

ESCAPE = "\x1b"
COMMANDS = ("ask", "brief", "catalogue", "explain", "flight", "reach", "verdict")


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    code = main(arguments)
    captured = capsys.readouterr()
    assert code == 0, captured.err
    assert captured.err == ""
    assert ESCAPE not in captured.out
    return captured.out


def refusal(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    code = main(arguments)
    captured = capsys.readouterr()
    assert code == 2
    assert captured.out == ""
    assert "Traceback" not in captured.err
    return captured.err


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    said = answer(capsys, "--help")
    assert all(re.search(rf"^  {name} ", said, re.MULTILINE) for name in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Usage: dualtrack" in answer(capsys, command, "--help")


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert re.fullmatch(r"dualtrack \d+\.\d+\.\d+\n", answer(capsys, "--version"))


def test_starting_loads_no_heavy_library() -> None:
    program = "import sys; from dualtrack.cli import application; application(); print([m for m in sys.argv[1:] if m in sys.modules])"
    heavy = ["numpy", "xarray", "matplotlib", "pint", "shapely", "pyproj", "trafilatura", "typst", "rich.console"]
    found = subprocess.run([sys.executable, "-c", program, *heavy], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_wrong_option_is_one_plain_message(capsys: pytest.CaptureFixture[str]) -> None:
    assert "No such option: --of" in refusal(capsys, "reach", "9m729", "--from", "Shuya", "--of", "2020-02-11")


@pytest.mark.parametrize("found", ["2020-02-30", "2020-02", "11.02.2020", "yesterday", "20200211"])
def test_bad_date_names_the_option(found: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = refusal(capsys, "verdict", "9m729", "--as-of", found)
    assert said == f"error: --as-of: '{found}' is no day of the calendar; write year-month-day, for example --as-of 2020-02-11\n"


def test_date_before_all_records(capsys: pytest.CaptureFixture[str]) -> None:
    assert refusal(capsys, "verdict", "9m729", "--holds-on", "1900-01-01").startswith("error: --holds-on: 1900-01-01 is before any record")


def test_unknown_perspective_names_the_valid_ones(capsys: pytest.CaptureFixture[str]) -> None:
    said = refusal(capsys, "verdict", "9m729", "--perspective", "natto")
    assert "--perspective: no perspective is called 'natto'; did you mean 'nato'?" in said
    assert "independent" in said


def test_unknown_system_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert "'9m729'" in refusal(capsys, "verdict", "9m792")


def test_keyboard_interrupt(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("dualtrack.verdict", interrupt)
    assert main(["verdict", "9m729"]) == 130


def test_verdict_side_by_side(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    said = answer(capsys, "verdict", "SSC-8", "--treaty", "inf", "--as-of", "2019-08-01")
    assert re.search(r"^nato +no \(suspended\) +prohibited", said, re.MULTILINE)
    assert re.search(r"^russia +yes \(suspended\) +not covered", said, re.MULTILINE)
    assert max(len(line) for line in said.splitlines()) <= 130


def test_verdict_after_the_end(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(answer(capsys, "verdict", "9m729", "--as-of", "2020-02-12", "--json"))
    by_view = {entry["according_to"]: entry for entry in found["verdicts"]}
    assert by_view["russia"]["outcome"] == by_view["nato"]["outcome"] == "no-treaty-in-force"
    assert (by_view["russia"]["conduct"], by_view["nato"]["conduct"]) == ("not-covered", "prohibited")


def test_reach_by_perspective(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(answer(capsys, "reach", "9m729", "--from", "Shuya", "--as-of", "2020-02-11", "--json"))
    by_view = {entry["according_to"]: entry for entry in found["answers"]}
    assert by_view["russia"]["capitals"] == [0, 0]
    assert by_view["nato"]["ending"] == "at least"
    assert by_view["independent"]["capitals"][0] > 0


def test_reach_for_reading(capsys: pytest.CaptureFixture[str]) -> None:
    said = answer(capsys, "reach", "9m729", "--from", "Shuya", "--range-km", "2000", "--as-of", "2020-02-11")
    assert re.search(r"^given +2,000 km", said, re.MULTILINE)
    assert "Warsaw" in said


@pytest.mark.parametrize("found", ["0", "-5", "1e9", "nan"])
def test_reach_refuses_an_impossible_range(found: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "--range-km" in refusal(capsys, "reach", "9m729", "--from", "Shuya", "--range-km", found)


def test_flight_of_a_profile(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(answer(capsys, "flight", "--profile", "ballistic", "--range-km", "2000", "--json"))
    assert found["kind"] == "minimum-energy"
    assert 10 < found["minutes"] < 14


def test_a_low_flight_and_a_glide_get_an_interval_and_a_rival(capsys: pytest.CaptureFixture[str]) -> None:
    low = ("--profile", "quasi-ballistic", "--range-km", "450", "--speed", "2700", "--apogee-km", "28")
    found = json.loads(answer(capsys, "flight", *low, "--json"))
    fast, slow = found["interval_minutes"]
    assert fast < 4.5 < slow and "lift carries this flight" in found["rival"]
    assert "2.9 to 5.1 minutes" in answer(capsys, "flight", *low)
    glide = json.loads(answer(capsys, "flight", "--profile", "boost-glide", "--range-km", "3700", "--json"))
    assert glide["interval_minutes"][0] == pytest.approx(glide["glide_minutes"][0] + 2.0)
    assert glide["interval_minutes"][1] < 30.0
    whole = json.loads(answer(capsys, "flight", "--profile", "ballistic", "--range-km", "6759", "--json"))
    least, most = whole["launch_to_impact_minutes"]
    assert whole["allowance_calibrated"] and least == whole["minutes"] and 29.5 < most < 31.0
    assert 0.0 < whole["air_adds_minutes"][0] < whole["air_adds_minutes"][1] < 1.0


def test_flight_of_a_system(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(answer(capsys, "flight", "9m729", "--from", "Shuya", "--to", "Berlin", "--as-of", "2020-02-11", "--json"))
    assert 1800 < found["distance_km"] < 1900
    low, high = found["answers"][0]["minutes"]
    assert 60 < low <= high < 300


def test_flight_refuses_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert "no model here is valid for skipping flight" in refusal(capsys, "flight", "--profile", "skipping", "--range-km", "400")
    assert "--speed and --apogee-km" in refusal(capsys, "flight", "--profile", "quasi-ballistic", "--range-km", "400")
    low = ("--profile", "quasi-ballistic", "--range-km", "400", "--speed", "2100", "--apogee-km")
    assert "is ballistic, not bounded in altitude" in refusal(capsys, "flight", *low, "300")
    assert "--speed" in refusal(capsys, "flight", "--profile", "cruise", "--range-km", "400")
    assert "--range-km" in refusal(capsys, "flight", "--profile", "cruise")
    assert "--profile" in refusal(capsys, "flight", "--range-km", "400")
    assert "--from and --to" in refusal(capsys, "flight", "9m729", "--from", "Shuya")
