"""What a treaty record may hold: every mistake is named with its place, and another treaty works by data alone."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from dualtrack.catalogue.load import validate
from dualtrack.catalogue.yaml_file import parse
from dualtrack.errors import RecordError
from dualtrack.facts import Quantity, Resolved
from dualtrack.law import Outcome, assess, treaty_from

SMALL = """\
id: cap
kind: treaty
names: {official: Cap on Rockets}
summary: An invented treaty that caps the range of every rocket.
reads: {covered: long-rocket}
parties: [{actor: AA, from: 2000-01-01, source: text}]
events: [{event: in-force, on: 2000-01-01, source: text}]
provisions:
  - {id: long, article: Art. 1, kind: definition, title: long rocket, says: Any rocket that flies beyond 300 km., checked: seen,
     source: text, defines: long-rocket, when: CONDITION}
  - {id: ban, article: Art. 2, kind: obligation, title: no long rockets, says: Nobody has one., checked: seen, source: text,
     forbids: possession, when: {term: long-rocket}}
sources:
  text: {title: Cap on Rockets, publisher: Nobody, checked: seen}
"""


def plain(condition: str, **replaced: str) -> dict[str, Any]:
    text = SMALL.replace("CONDITION", condition).replace("AA", "aa")
    for old, new in replaced.items():
        text = text.replace(old, new)
    return validate(parse(text, "treaties/cap.yaml"), "treaties")


def test_another_treaty_needs_data_only() -> None:
    fields = plain("{attribute: range_max, above: 300, unit: km}")
    treaty = treaty_from("cap", "Cap on Rockets", {key: fields[key] for key in ("reads", "parties", "events", "provisions")})
    facts = {"range_max": Resolved(Quantity.exactly(301, "km"), ())}
    assert assess(treaty, facts, "rocket", "aa", datetime.date(2010, 1, 1)).outcome is Outcome.PROHIBITED
    assert assess(treaty, {}, "rocket", "aa", datetime.date(2010, 1, 1)).turns_on == ("range_max",)
    assert assess(treaty, facts, "rocket", "bb", datetime.date(2010, 1, 1)).outcome is Outcome.NOT_A_PARTY


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("{attribute: range_max}", "an attribute needs `is:`, `in:`, or thresholds with their unit"),
        ("{attribute: range_max, above: 300}", "thresholds need `unit:`"),
        ("{attribute: range_max, above: 300, at_least: 300, unit: km}", "each end one of at_least or above"),
        ("{term: a, listed: [b]}", "a condition is one of"),
        ("{asks: Why?, unit: km}", "asks stands alone, found unit beside it"),
        ("{term: long-rockt}", "no term is called 'long-rockt'; write long-rocket"),
        ("{atribute: range_max, is: far}", "write attribute"),
    ],
)
def test_a_wrong_condition_is_named(condition: str, message: str) -> None:
    with pytest.raises(RecordError) as caught:
        plain(condition)
    assert message in str(caught.value)
    assert "treaties/cap.yaml:" in str(caught.value)


def test_an_obligation_says_what_it_forbids() -> None:
    with pytest.raises(RecordError, match="forbids:"):
        plain("{attribute: range_max, above: 300, unit: km}", **{"forbids: possession, ": ""})


def test_a_dispute_must_name_a_counter_claim() -> None:
    with pytest.raises(RecordError, match="no counter-claim is called 'nobody'"):
        plain("{attribute: range_max, above: 300, unit: km}", **{"forbids: possession": "disputed_by: nobody, forbids: possession"})
