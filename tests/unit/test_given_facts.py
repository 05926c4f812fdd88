"""Facts given with a question: read in the treaty's own units, and refused in words when they fit nothing."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

import dualtrack
from dualtrack.catalogue import Catalogue
from dualtrack.errors import UserError
from dualtrack.facts import Quantity, State, Unknown
from dualtrack.runs.given_facts import fact_value, parse_assignments

DAY = datetime.date(2019, 2, 10)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("480km", Quantity.exactly(480, "km")),
        ("480", Quantity.exactly(480, "km")),
        (480, Quantity.exactly(480, "km")),
        ("1,500 km", Quantity.exactly(1500, "km")),
        ("450-600 km", Quantity.between(450, 600, "km")),
        ("450 to 600", Quantity.between(450, 600, "km")),
        ("> 500 km", Quantity.above(500, "km")),
        (">=500 km", Quantity.above(500, "km", closed=True)),
        ("<500", Quantity.below(500, "km")),
        ("<= 300 mile", Quantity.below(300, "mile", closed=True)),
        ({"low": 1, "high": 2}, Quantity.between(1, 2, "km")),
        ({"above": 500}, Quantity.above(500, "km")),
    ],
)
def test_quantities(text: Any, value: Quantity) -> None:
    assert fact_value(text, "km", "--fact") == value


def test_words_and_nothing() -> None:
    assert fact_value("ground", "", "--fact") == State("ground")
    assert fact_value(True, "", "--fact") == State("yes")
    assert isinstance(fact_value(None, "km", "--fact"), Unknown)


@pytest.mark.parametrize(
    ("plain", "unit", "message"),
    [
        ("far", "km", "'far' is no quantity; write for example '480 km'"),
        ("480 kg", "km", "'kg' is no unit for this; write the number in km"),
        ("480 km", "", "is a quantity, but this fact is in words"),
        ("600-450 km", "km", "write the smaller number as low"),
        (">450-600", "km", "both a bound and an interval"),
        ("-5 km", "km", "is below zero"),
        ({"value": 1, "colour": "red"}, "km", "is no quantity"),
    ],
)
def test_what_fits_nothing_is_refused(plain: Any, unit: str, message: str) -> None:
    with pytest.raises(UserError, match=message):
        fact_value(plain, unit, "--fact: range_max")


def test_an_assignment_needs_a_name_and_a_value() -> None:
    assert parse_assignments(["range_max=480km", "basing = ground"], "--fact") == {"range_max": "480km", "basing": "ground"}
    for wrong in ("range_max", "=480", "range_max="):
        with pytest.raises(UserError, match="write name=value"):
            parse_assignments([wrong], "--fact")


def test_facts_stand_for_a_subject_on_no_record_and_beside_one_that_is() -> None:
    catalogue = Catalogue.open()
    facts = {"flight-profile": "cruise", "basing": "ground", "role": "weapon-delivery", "range_max": "499.9 km", "possessed": "yes"}
    made_up = dualtrack.verdict("a-missile", "inf", catalogue, as_of=DAY, party="russia", facts=facts)
    assert [entry["compliance"] for entry in made_up["verdicts"]] == ["complies"]
    real = dualtrack.verdict("9m729", "inf", catalogue, as_of=DAY, facts={"range_max": "5,600 km"})
    assert {entry["conduct"] for entry in real["verdicts"]} == {"not-covered"}
    with pytest.raises(UserError, match="no fact the INF Treaty asks about is called 'range_mx'; did you mean 'range_max'"):
        dualtrack.verdict("a-missile", "inf", catalogue, as_of=DAY, facts={"range_mx": "1"})


def test_a_subject_of_another_kind_is_refused_with_what_to_write() -> None:
    catalogue = Catalogue.open()
    with pytest.raises(UserError, match=r"judges deployments, and 9m729 is a record of systems; write .*9m729-shuya"):
        dualtrack.verdict("9m729", "draft-west-of-urals", catalogue, as_of=DAY)
    with pytest.raises(UserError, match="no record is called 'nothing-known'"):
        dualtrack.verdict("nothing-known", "inf", catalogue, as_of=DAY)
    assert dualtrack.verdict("9m729-shuya", "inf", catalogue, as_of=DAY)["subject"] == "9m729"
