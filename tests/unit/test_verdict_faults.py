"""Room: tests of the verdict command's manners: what a question may leave open, and what it may not get wrong in silence."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import dualtrack
from dualtrack.catalogue import Catalogue
from dualtrack.errors import UserError
from dualtrack.runs.given_facts import parse_assignments

CATALOGUE = Catalogue.open()
DAY = date(2018, 7, 1)


def _ask(subject: str, treaty: str, day: date = DAY, **more: Any) -> dict[str, Any]:
    return dualtrack.verdict(subject, treaty, CATALOGUE, as_of=day, **more)


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"flight_profile": "cruse"}, "did you mean cruise"),
        ({"basing": "moon"}, "write one of"),
        ({"tested": "maybe"}, "write one of yes, no"),
        ({"declared": "perhaps"}, "write one of yes, no"),
        ({"range_max": {"value": "abc"}}, "which is no number"),
        ({"range_max": {"low": 5}}, "write value, or low and high"),
        ({"range_max": {"low": 9, "high": 3}}, "range_max"),
        ({"range_max": {"value": float("nan")}}, "which is no number"),
        ({"range_max": "1,5,5,0"}, "is no quantity"),
    ],
)
def test_a_fact_that_says_nothing_the_treaty_knows_is_refused(facts: dict[str, Any], told: str) -> None:
    with pytest.raises(UserError, match=told):
        _ask("a-missile", "inf", party="russia", facts=facts)


def test_a_word_is_taken_whatever_its_case_and_a_fact_by_its_name_in_a_sentence() -> None:
    facts = {"flight_profile": "Cruise", "basing": "GROUND", "role": "weapon-delivery", "possessed": "Yes", "maximum range": "700 km"}
    assert _ask("a-missile", "inf", party="russia", facts=facts)["verdicts"][0]["compliance"] == "does-not-comply"


@pytest.mark.parametrize("subject", ["9m7299", "zapad2017", ""])
def test_a_name_near_one_on_record_is_not_taken_for_something_made_up(subject: str) -> None:
    treaty, fact = ("vienna-document", {"troops": 9000}) if subject.startswith("z") else ("inf", {"range_max": 480})
    with pytest.raises(UserError, match=r"SUBJECT|no .* is called"):
        _ask(subject, treaty, party="russia", facts=fact)


def test_nobody_is_held_to_a_treaty_for_something_made_up_unless_named() -> None:
    with pytest.raises(UserError, match="--party: 'an-exercise' is on no record"):
        _ask("an-exercise", "vienna-document", facts={"troops": 14000})


@pytest.mark.parametrize(("subject", "treaty", "party"), [("russia", "new-start", "united-states"), ("9m729", "inf", "united-states")])
def test_what_is_one_actors_is_not_laid_at_anothers_door(subject: str, treaty: str, party: str) -> None:
    with pytest.raises(UserError, match="is on record as russia's"):
        _ask(subject, treaty, party=party)


def test_the_same_fact_twice_is_refused() -> None:
    with pytest.raises(UserError, match="is given twice"):
        parse_assignments(["range_max=480km", "range_max=600km"], "--fact")


def test_a_claim_is_said_to_decide_only_where_it_does_so_by_itself() -> None:
    found = _ask("zapad-2017", "vienna-document", date(2026, 11, 25), holds_on=date(2017, 9, 20))
    turn = next(turn for turn in found["turns_on_claims"] if turn["attribute"] == "observers_invited")
    assert turn["else_as"] == "nato"
    assert {entry["claimant"]: entry["duties"][-1] for entry in turn["answers"]} == {
        "belarus": "observers due: done",
        "russia": "observers due: done",
        "nato": "observers due: not done",
    }


def test_a_row_that_takes_a_claim_at_its_word_names_whose_other_claims_it_rests_on() -> None:
    found = _ask("9m729", "inf", date(2019, 1, 1))
    row = next(row for row in found["verdicts"] if row.get("claim", {}).get("value") == "below 480 km")
    assert row["claim"]["attribute"] == "range_tested"
    assert row["rests_also_on"] != []


def test_after_a_suspension_the_answer_says_that_it_is_as_if_the_treaty_bound() -> None:
    found = _ask("russia", "cfe", date(2010, 1, 1), facts={"tanks": 13301})["verdicts"][0]
    assert (found["compliance"], found["conduct_compliance"]) == ("suspended", "does-not-comply")
    assert "had suspended the treaty. As if it still bound: does not comply" in found["sentence"]
