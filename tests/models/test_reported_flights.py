"""The flight models beside flights that were reported and not used to make them (docs/models/reported-flights.csv)."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from dualtrack.models import bounded_altitude, free_flight

FILE = Path(__file__).parents[2] / "docs" / "models" / "reported-flights.csv"
ROWS = list(csv.DictReader(FILE.read_text(encoding="utf-8").splitlines()))
OUTSIDE = {
    "Hwasong-17 (KCNA; Seoul: likely a Hwasong-15)",
    "Houthi 'Palestine 2', Yemen to central Israel",
    "Scud variant, SW Iraq to Tel Aviv",
}
"""Reports that the models do not meet; docs/models/warning.md says why."""


def test_every_reported_flight_has_its_source() -> None:
    assert len(ROWS) >= 15
    for row in ROWS:
        assert row["claimant"] and row["publisher"] and row["url"].startswith("http") and row["checked"] in ("seen", "secondhand")
        assert row["most_minutes"] and float(row["distance_km"]) > 0


@pytest.mark.parametrize("row", [row for row in ROWS if row["profile"] in ("lofted", "ballistic")], ids=lambda row: row["flight"])
def test_a_reported_ballistic_flight_lies_inside_free_flight_with_its_allowance(row: dict[str, str]) -> None:
    distance = float(row["distance_km"])
    if row["profile"] == "lofted":
        arc = free_flight.lofted(float(row["apogee_km"]), distance)
        least, most = free_flight.allowance_minutes(arc.speed_km_s)
    else:
        arc = free_flight.minimum_energy(distance)
        least, most = free_flight.minimum_energy_allowance_minutes(arc.speed_km_s)
    low, high = float(row["least_minutes"] or row["most_minutes"]), float(row["most_minutes"])
    inside = float(arc.minutes + least) - 0.1 <= low and high <= float(arc.minutes + most) + 0.2
    assert inside is (row["flight"] not in OUTSIDE)


def test_the_reported_low_flight_lies_inside_its_interval() -> None:
    (row,) = [row for row in ROWS if row["profile"] == "quasi-ballistic"]
    shares = bounded_altitude.AVERAGE_SHARE
    slow, fast = bounded_altitude.flown_at_share_of_top_speed(float(row["distance_km"]), float(row["apogee_km"]), 2_700.0, shares) / 60.0
    assert fast < float(row["most_minutes"]) < slow
