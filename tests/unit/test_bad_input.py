"""Bad input, end to end: one clear message with the place and the remedy, exit code 2, no stack trace, nothing half-written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dualtrack.catalogue.catalogue import SHIPPED
from dualtrack.cli import main

SCENARIO = (SHIPPED / "scenarios" / "brussels-2020.yaml").read_text(encoding="utf-8")
GERMAN = "Die Verteidigungsminister der NATO beraten am Mittwoch in Brüssel über die russischen Raketen und die Antwort darauf. " * 3
CAKE = "Take two cups of flour and one egg, and stir them in a bowl until the dough is smooth. Then bake it for an hour in the oven."
UNDATED = "The NATO alliance said that Russia had deployed the 9M729 missile in breach of the INF Treaty. It looks into arms control."


REPORTS: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "the report is empty"),
    "spaces.txt": (b"  \n\t \n", "the report is empty"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "this is a PNG picture, not a text"),
    "german.txt": (GERMAN.encode(), "is in German; only English is read"),
    "cake.txt": (CAKE.encode(), "about something else"),
    "undated.txt": (UNDATED.encode(), "--as-of"),
    "long.txt": (b"NATO and the 9M729. " * 400_000, "long.txt"),
    "cut.pdf": (b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog", "cut.pdf"),
    "bare.html": (b"<html><head><title>x</title></head><body></body></html>", "bare.html"),
}
SCENARIOS: dict[str, tuple[str, str]] = {
    "system.yaml": (SCENARIO.replace("  - 9m729", "  - 9m792"), "no record of systems is called '9m792'; write '9m729'"),
    "measure.yaml": (SCENARIO.replace("- moratorium-2019", "- moratorium-2091"), "options.moratorium-2019.measures"),
    "perspective.yaml": (SCENARIO.replace("  - independent", "  - independant"), "write 'independent'"),
    "key.yaml": (SCENARIO.replace("alliance: nato", "aliance: nato"), "aliance: is no field here; write alliance"),
    "day.yaml": (SCENARIO.replace("as_of: '2020-02-11'", "as_of: '2020-02-31'"), "is no day of the calendar"),
    "words.yaml": (SCENARIO.replace("as_of: '2020-02-11'", "as_of: last Tuesday"), "as_of:"),
    "twice.yaml": (SCENARIO + "\nas_of: '2020-02-11'\n", "the key stands twice, first on line"),
    "nested.yaml": ("a: " + "[" * 5_000_000 + "]" * 5_000_000, "too large"),
    "deep.yaml": ("a: " + "[" * 3_000 + "]" * 3_000, "nested too deeply"),
    "steps.yaml": ("\n".join(" " * depth + "a:" for depth in range(600)), "nested too deeply"),
    "list.yaml": ("- a\n- b\n", "is not a record"),
    "nothing.yaml": ("", "is not a record"),
    "early.yaml": (SCENARIO.replace("as_of: '2020-02-11'", "as_of: '2019-01-01'"), "was first proposed on"),
    "none.yaml": (SCENARIO.replace("perspectives:\n  - nato\n  - russia\n  - independent", "perspectives: []"), "perspectives"),
}


def refused(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str], out: Path) -> None:
    assert main([*arguments, "--out", str(out)]) == 2
    printed = capsys.readouterr()
    assert said in printed.err
    assert "Traceback" not in printed.err
    assert not printed.out
    assert not out.exists()


@pytest.mark.parametrize("name", REPORTS)
def test_reports(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content, said = REPORTS[name]
    (tmp_path / name).write_bytes(content)
    refused(["brief", str(tmp_path / name)], said, capsys, tmp_path / "out")


@pytest.mark.parametrize("name", SCENARIOS)
def test_scenarios(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text, said = SCENARIOS[name]
    assert text != SCENARIO
    (tmp_path / name).write_text(text, encoding="utf-8")
    refused(["brief", str(tmp_path / name)], said, capsys, tmp_path / "out")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ("subject: 9m729, attribute: speed, value: 250, unit: km", "unit"),
        ("subject: 9m729, attribute: sped, value: 250, unit: m/s", "write speed"),
        ("subject: 9m792, attribute: speed, value: 250, unit: m/s", "9m729"),
        ("subject: 9m729, attribute: speed, value: -250, unit: m/s", "below zero"),
        ("subject: 9m729, attribute: speed, value: .nan, unit: m/s", "assumptions"),
    ],
)
def test_assumptions(fields: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    without = "\n".join(line for line in SCENARIO.splitlines() if line != "assumptions: []")
    text = f"{without}\nassumptions:\n  - {{{fields}, assumed: a test}}\n"
    (tmp_path / "assumed.yaml").write_text(text, encoding="utf-8")
    refused(["brief", str(tmp_path / "assumed.yaml")], said, capsys, tmp_path / "out")


def broken(root: Path) -> None:
    (root / "systems").mkdir(parents=True)
    (root / "systems" / "crow.yaml").write_text("id: crow\nkindd: cruise-missile\n", encoding="utf-8")


def unnamed(root: Path) -> None:
    (root / "nothing").mkdir(parents=True)


@pytest.mark.parametrize(
    ("make", "said"), [(broken, "crow.yaml:2: kindd: is no field here; write kind"), (unnamed, "holds no records"), (None, "is no folder")]
)
def test_catalogue_folders(make: Callable[[Path], None] | None, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if make:
        make(tmp_path / "mine")
    assert main(["catalogue", "check", str(tmp_path / "mine")]) == 2
    printed = capsys.readouterr().err
    assert said in printed
    assert "Traceback" not in printed
