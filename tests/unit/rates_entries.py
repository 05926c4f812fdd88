"""Made records for the tests of `dualtrack rates`, with the columns of the real file."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Iterable, Mapping
from pathlib import Path

from dualtrack.runs.rates_records import ALSO_KNOWN, NEEDED, Records, read_records

COLUMNS = (*NEEDED, *ALSO_KNOWN)
NATIONAL = "kpszsu/posts/pfbid"
Given = Mapping[str, object]


def row(day: str, model: str, launched: object, destroyed: object, **more: object) -> dict[str, object]:
    """One row of a night that ends on `day`, in a post of its own night."""
    ends = datetime.date.fromisoformat(day)
    starts = ends - datetime.timedelta(days=1)
    given = {"time_start": f"{starts} 20:00", "time_end": f"{ends} 08:00", "model": model, "launched": launched, "destroyed": destroyed}
    return {"border_crossing": "{}", "source": f"{NATIONAL}{day}", "target": "Ukraine", **given, **more}


def written(path: Path, rows: Iterable[Given], columns: Iterable[str] = COLUMNS) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(columns), restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def read(tmp_path: Path, *rows: Given) -> Records:
    return read_records(written(tmp_path / "records.csv", rows))


def nights(first: str, number: int) -> Iterable[str]:
    start = datetime.date.fromisoformat(first)
    return (str(start + datetime.timedelta(days=step)) for step in range(number))


def three_half_years(path: Path) -> Path:
    """Three half-years across the break: drones with not reached before it, cruise missiles, a mixture, an Oniks never stopped."""
    rows: list[Given] = []
    for number, day in enumerate((*nights("2025-03-01", 24), *nights("2025-07-10", 14))):
        rows.append(row(day, "Shahed-136/131", 100 + number % 7, 50, not_reach_goal=35 + number % 3, is_shahed=60))
    for number, day in enumerate(nights("2025-07-24", 14)):
        rows.append(row(day, "Shahed-136/131", 100 + number, 86, not_reach_goal=0))
    for number, day in enumerate(nights("2026-01-10", 24)):
        rows.append(row(day, "Shahed-136/131", 90 + number, 75, still_attacking=2 if number == 3 else ""))
        rows.append(row(day, "P-800 Oniks", 1, 0, source=f"kpszsu/posts/oniks{number}"))
    rows += [row(day, "X-101/X-555", 10, 8 + number % 2) for number, day in enumerate(nights("2025-03-03", 8))]
    rows += [row(day, "X-101/X-555 and Kalibr", 20, 14 + number) for number, day in enumerate(nights("2025-03-13", 3))]
    rows.append(row("2025-03-20", "X-101/X-555 and Kalibr", 20, 15, launched_details="{'X-101/X-555': 12, 'Kalibr': 8}"))
    rows.append(row("2025-03-21", "Orlan-10", 3, 3, source="PvKPivden/posts/1"))
    rows.append(row("2025-03-22", "Iskander-M", 2, 5))
    return written(path, rows)
