"""`dualtrack rates`: files, options and stated rates that are refused, and the tables as they are printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from rates_entries import COLUMNS, nights, row, written
from typer.testing import CliRunner

from dualtrack.cli import application, main
from dualtrack.errors import RecordError, UserError


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "the file is empty; the first line names the columns"),
        (b"time_start,time_end\n", "column 'model' is missing"),
        (",".join((*COLUMNS, "lanched")).encode(), "unknown column 'lanched', did you mean 'launched'?"),
        (",".join((*COLUMNS, "model")).encode(), "column 'model' twice"),
        (b"\xff\xfe\x00", "is not UTF-8 text"),
        (b'"a', "no CSV"),
        (",".join(COLUMNS).encode(), "no row has a denominator (there are none)"),
    ],
)
def test_files_that_cannot_be_used_are_refused(content: bytes, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "records.csv"
    path.write_bytes(content)
    assert main(["rates", str(path)]) == 2
    assert says in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--period", "year"), "--period: 'year' is no length; write half-year or quarter"),
        (("--all-destroyed", "maybe"), "--all-destroyed: 'maybe' is neither"),
        (("--evidence", "rates.yaml", "--title", "T"), "give --publisher and --url"),
        (("--plot", "rates.pdf"), "ends in .png or .svg"),
        (("--plot", "no/such/folder.png"), "there is no folder"),
        (("--beside", "missing.yaml"), "cannot be read"),
    ],
)
def test_options_that_cannot_be_are_refused(
    options: tuple[str, ...], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path / "records.csv", [row("2024-05-02", "Kalibr", 4, 2)])
    assert main(["rates", "records.csv", *options]) == 2
    assert says in capsys.readouterr().err
    assert main(["rates", "nowhere.csv"]) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_faults_of_stated_rates_are_told_together(tmp_path: Path) -> None:
    from dualtrack.runs.rates_evidence import stated_rates

    path = tmp_path / "stated.yaml"
    path.write_text("rates:\n  - {name: a, over: everything, percent: 3}\n  - {name: b, counted: hits}\n", "utf-8")
    with pytest.raises(RecordError) as told:
        stated_rates(path)
    assert len(told.value.problems) == 2
    assert "over is 'everything'; write one of all launched" in str(told.value)
    path.write_text("rates: 3\n", "utf-8")
    with pytest.raises(UserError, match="a list of rates is needed"):
        stated_rates(path)


def test_the_tables_are_printed(tmp_path: Path) -> None:
    rows = [row(day, "Kalibr", 10, 6) for day in nights("2024-05-01", 12)]
    result = CliRunner().invoke(application(), ["rates", str(written(tmp_path / "records.csv", rows)), "--draws", "100"])
    assert result.exit_code == 0, result.output
    plain = " ".join(result.output.split())
    for words in ("72/120", "Records: 12 of 12 rows counted", "do not reach across it", "Too few periods to predict", "One side's reports"):
        assert words in plain
