"""Every type eliminated under the INF Treaty: its own record, its class under the treaty from that record, and counts that close."""

from __future__ import annotations

import datetime

import pytest

import dualtrack
from dualtrack.catalogue import Catalogue
from dualtrack.catalogue.declarations import totals_of

KNOWN, HELD = datetime.date(2016, 1, 1), datetime.date(1989, 1, 1)
CLASSES = {
    "pershing-ii": "intermediate-range",
    "pershing-ia": "shorter-range",
    "bgm-109g": "intermediate-range",
    "ss-20": "intermediate-range",
    "ss-4": "intermediate-range",
    "ss-5": "intermediate-range",
    "ssc-x-4": "intermediate-range",
    "ss-12": "shorter-range",
    "ss-23": "shorter-range",
}


def test_the_table_lists_these_types_and_its_counts_close() -> None:
    record = Catalogue.open().record("inf-eliminations", "declarations")
    assert {row["row"] for row in record.details["rows"]} == set(CLASSES)
    shorter = sum(row["values"]["missiles"] for row in record.details["rows"] if CLASSES[row["row"]] == "shorter-range")
    assert shorter == 957 + 169, "the Soviet Union declared 957 shorter-range missiles, the United States 169"
    assert [total.computed for total in totals_of(record) if total.closes] == [846, 1846, 2692]


@pytest.mark.parametrize(("system", "expected"), CLASSES.items())
def test_the_class_follows_from_the_types_own_record(system: str, expected: str) -> None:
    answer = dualtrack.verdict(system, "inf", Catalogue.open(), as_of=KNOWN, holds_on=HELD, perspectives=("nato", "independent"))
    found = {entry["range_class"] for entry in answer["verdicts"]}
    assert expected in found
    assert found <= {expected, "unknown", "shorter-or-intermediate"}, "a perspective that gave no range leaves it open; none contradicts"
    assert {entry["conduct"] for entry in answer["verdicts"]} <= {"covered", "undetermined"}


def test_possession_ends_with_the_last_missile() -> None:
    catalogue = Catalogue.open()
    after = dualtrack.verdict("ss-20", "inf", catalogue, as_of=KNOWN, holds_on=datetime.date(1991, 6, 1), perspectives=("nato",))
    (verdict, *_) = after["verdicts"]
    assert "possessed" not in verdict["turns_on"]
    assert verdict["conduct_compliance"] != "does-not-comply"
