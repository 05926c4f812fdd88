"""Room: tests of data. What the Vienna Document asks for shipped exercises, by whose numbers (reference case 10)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import dualtrack
from dualtrack.catalogue import Catalogue


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue.open()


def _duties(catalogue: Catalogue, exercise: str, on: date, according_to: str) -> dict[str, str]:
    answer: dict[str, Any] = dualtrack.verdict(exercise, "vienna-document", catalogue, as_of=date(2026, 11, 25), holds_on=on)
    verdict = next(entry for entry in answer["verdicts"] if entry["according_to"] == according_to)
    return {duty["provision"]: duty["words"] for duty in verdict["duties"]}


@pytest.mark.parametrize(
    ("exercise", "on", "according_to", "notify", "observe"),
    [
        ("zapad-2017", date(2017, 9, 20), "russia", "due: not known", "not due"),
        ("zapad-2017", date(2017, 9, 20), "nato", "due: not known", "due: not done"),
        ("zapad-2017", date(2017, 9, 20), "zapad-2017.troops.3", "due: not known", "not due"),
        ("zapad-2021", date(2021, 9, 10), "zapad-2021.troops.1", "due: not known", "not due"),
        ("zapad-2021", date(2021, 9, 10), "russia", "due: not known", "due: not known"),
        ("kavkaz-2016", date(2016, 12, 31), "kavkaz-2016.troops.1", "due: not known", "not due"),
        ("kavkaz-2016", date(2016, 12, 31), "kavkaz-2016.troops.2", "due: not known", "due: not known"),
        ("kavkaz-2008", date(2008, 8, 31), "russia", "not due", "not due"),
        ("kavkaz-2008", date(2008, 8, 31), "independent", "due: not known", "due: not known"),
        ("kavkaz-2020", date(2020, 9, 25), "russia", "open", "not due"),  # up to 12,900: whether 9,000 is reached is open
        ("snap-exercise-2014", date(2014, 3, 3), "russia", "not due", "due: not known"),
        ("trident-juncture-2015", date(2015, 11, 1), "nato", "due: done", "due: done"),
        ("aurora-17", date(2017, 9, 29), "aurora-17.troops.1", "due: not known", "not due"),
        ("aurora-17", date(2017, 9, 29), "aurora-17.troops.2", "due: not known", "due: not known"),
    ],
)
def test_whose_number_decides_which_duty_arises(
    catalogue: Catalogue, exercise: str, on: date, according_to: str, notify: str, observe: str
) -> None:
    found = _duties(catalogue, exercise, on, according_to)
    assert (found["notify"], found["observe"]) == (notify, observe)


def test_a_check_without_notice_is_told_at_its_start(catalogue: Catalogue) -> None:
    assert _duties(catalogue, "snap-exercise-2014", date(2014, 3, 3), "russia")["notify-at-start"] == "due: done"
