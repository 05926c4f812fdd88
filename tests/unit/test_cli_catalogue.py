"""`dualtrack catalogue`: what is public by a date, search, check of a user's folder with real lines, disputes."""

import json
import shutil
from pathlib import Path

import pytest

import dualtrack
from dualtrack.cli import main

SHIPPED = Path(dualtrack.__file__).parent / "data"

NEW = """\
id: new-missile
kind: cruise-missile
names: {official: New Missile, aliases: [SSC-8]}
summary: A missile of the test.
claims:
  range_max:
    values:
      - {value: 700, unit: km, as_of: 2019-01-01, made_public: 2019-01-01, claimant: rusia, source: one}
      - {value: 900, unit: km, as_of: 2019-01-01, made_public: 2019-01-01, claimant: russia, source: one}
sources:
  one: {title: A title, publisher: A publisher, published: 2019-01-01, accessed: 2026-11-23, checked: recalled}
"""


def plain(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> object:
    assert main(["catalogue", *arguments, "--json"]) == code
    return json.loads(capsys.readouterr().out)


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    (tmp_path / "mine" / "systems").mkdir(parents=True)
    (tmp_path / "mine" / "systems" / "new-missile.yaml").write_text(NEW, encoding="utf-8")
    return tmp_path / "mine"


def test_show_hides_and_counts_later_claims(capsys: pytest.CaptureFixture[str]) -> None:
    early = plain(capsys, "show", "9m729", "--as-of", "2018-12-05")
    late = plain(capsys, "show", "9m729")
    assert isinstance(early, dict)
    assert isinstance(late, dict)
    assert early["later_claims_hidden"] > 0
    assert late["later_claims_hidden"] == 0
    claims = [claim for entry in early["attributes"] for claim in entry["claims"]]
    assert max(claim.get("made_public", "") for claim in claims) <= "2018-12-05"
    assert main(["catalogue", "show", "9m729", "--as-of", "2018-12-05"]) == 0
    assert f"{early['later_claims_hidden']} later claims hidden" in capsys.readouterr().out


def test_show_says_what_a_perspective_makes_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    found = plain(capsys, "show", "9m729", "--as-of", "2019-08-01", "--perspective", "russia")
    assert isinstance(found, dict)
    ranges = next(entry for entry in found["attributes"] if entry["attribute"] == "range_max")
    assert ranges["perspectives"]["russia"]["value"] == "480 km"
    assert "dispute" in ranges


@pytest.mark.parametrize("columns", ["80", "120"])
def test_show_fits_the_window(columns: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert main(["catalogue", "show", "9m729"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert all(len(line) <= int(columns) or "://" in line for line in lines)


def test_unknown_id_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalogue", "show", "9m792"]) == 2
    assert "did you mean '9m729'" in capsys.readouterr().err


def test_list_counts_claims(capsys: pytest.CaptureFixture[str]) -> None:
    every = plain(capsys, "list", "--kind", "systems")
    early = plain(capsys, "list", "--kind", "systems", "--as-of", "2018-12-05")
    assert isinstance(every, list)
    assert isinstance(early, list)
    counts = {entry["id"]: entry["claims"] for entry in every}
    assert all(entry["claims"] <= counts[entry["id"]] for entry in early)
    assert main(["catalogue", "list", "--kind", "systms"]) == 2
    assert "'systems'" in capsys.readouterr().err


@pytest.mark.parametrize(("text", "wanted"), [("ssc8", "9m729"), ("STOLTENBERG", "jens-stoltenberg"), ("kurecik", "kurecik-radar")])
def test_search_ignores_case_and_accents(text: str, wanted: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = plain(capsys, "search", text)
    assert isinstance(found, list)
    assert wanted in [entry["id"] for entry in found]
    assert all(match["where"] for entry in found for match in entry["matches"])


def test_search_for_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert plain(capsys, "search", "rhubarb crumble") == []


def test_shipped_records_have_no_problem(capsys: pytest.CaptureFixture[str]) -> None:
    found = plain(capsys, "check")
    assert isinstance(found, dict)
    assert found["problems"] == []
    assert found["claims"] == found["seen"] + found["secondhand"] + found["recalled"] + found["assumed"]
    assert len(found["recalled_claims"]) == found["recalled"]


def test_check_gives_the_line(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalogue", "check", str(mine)]) == 2
    file = mine / "systems" / "new-missile.yaml"
    said = capsys.readouterr().err.splitlines()
    assert f"{file}:8: claims.range_max.0.claimant: names no record of actors, found 'rusia'; write russia" in "\n".join(said)
    assert any(line.startswith(f"{file}:3: names: 'SSC-8' is already a name of 9m729") for line in said)
    assert any(line.startswith(f"{file}:6: claims.range_max: holds values that cannot all be true") for line in said)


def test_check_reports_broken_files_with_the_rest(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (mine / "systems" / "broken.yaml").write_text("id: [", encoding="utf-8")
    found = plain(capsys, "check", str(mine), code=2)
    assert isinstance(found, dict)
    files = {Path(problem["file"]).name for problem in found["problems"]}
    assert files == {"broken.yaml", "new-missile.yaml"}


def test_user_folder_is_laid_over(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = plain(capsys, "show", "new-missile", "--data", str(mine))
    assert isinstance(found, dict)
    assert found["sources"][0]["checked"] == "recalled"
    shutil.rmtree(mine)
    assert main(["catalogue", "show", "new-missile", "--data", str(mine)]) == 2
    assert "is no folder of records" in capsys.readouterr().err


def test_disputes_by_date(capsys: pytest.CaptureFixture[str]) -> None:
    every = plain(capsys, "disputes", "9m729")
    early = plain(capsys, "disputes", "9m729", "--as-of", "2018-12-05")
    assert isinstance(every, list)
    assert isinstance(early, list)
    assert len(early) < len(every)
    assert all(len(entry["claims"]) > 1 for entry in early)
    assert main(["catalogue", "disputes", "9m729", "--as-of", "2000-01-01"]) == 0
    assert capsys.readouterr().out == "No dispute was public by then.\n"
