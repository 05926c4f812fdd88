"""Every `<treaty>.cases.yaml` of this folder, run against the shipped treaty of that id."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from dualtrack.catalogue import Catalogue
from dualtrack.catalogue.records import value_from
from dualtrack.catalogue.yaml_file import parse
from dualtrack.facts import Claim, PartialDate, Quantity, Resolved, State, Unknown, Value
from dualtrack.law import Treaty, assess, treaty_from

FILES = sorted(Path(__file__).parent.glob("*.cases.yaml"))
PLAIN = {path: parse(path.read_text(encoding="utf-8"), path.name).data for path in FILES}
CASES = [pytest.param(path, case, id=f"{path.name.split('.')[0]}: {case['name']}") for path in FILES for case in PLAIN[path]["cases"]]
SAID = PartialDate.parse("1988-01-01")


def claim(subject: str, attribute: str, value: Value, claimant: str) -> Claim:
    return Claim(subject, attribute, value, as_of=SAID, made_public=SAID, claimant=claimant)


def value_of(plain: Any) -> Value:
    if plain is None:
        return Unknown("not given")
    return value_from({"unit": "km", **plain}) if isinstance(plain, Mapping) else State(plain)


def facts_of(subject: str, facts: Mapping[str, Any], others: Mapping[str, Any]) -> dict[str, Resolved]:
    resolved = {}
    for attribute, plain in facts.items():
        value = value_of(plain)
        claims = () if isinstance(value, Unknown) else (claim(subject, attribute, value, "somebody"),)
        rival = (claim(subject, attribute, value_of(others[attribute]), "another"),) if attribute in others else ()
        resolved[attribute] = Resolved(value, claims, rival)
    return resolved


def treaty_of(treaty_id: str) -> Treaty:
    record = Catalogue.open().record(treaty_id, "treaties")
    return treaty_from(record.id, record.name, record.details)


def test_there_are_cases() -> None:
    assert CASES


@pytest.mark.parametrize(("path", "case"), CASES)
def test_case(path: Path, case: Mapping[str, Any]) -> None:
    shared = PLAIN[path]
    subject = case.get("subject", "a-missile")
    facts = facts_of(subject, {**shared["usual"], **case["facts"]}, case.get("others", {}))
    on = datetime.date.fromisoformat(case.get("as_of", shared["as_of"]))
    verdict = assess(treaty_of(shared["treaty"]), facts, subject, case.get("party", shared["party"]), on)
    expect = case["expect"]
    assert verdict.outcome.value == expect["outcome"], verdict.sentence
    assert verdict.sentence
    if "conduct" in expect:
        assert verdict.conduct is not None
        assert verdict.conduct.value == expect["conduct"]
    assert verdict.range_class == expect.get("range_class", verdict.range_class)
    assert set(verdict.turns_on) >= set(expect.get("turns_on", ()))
    assert expect.get("says", "") in verdict.sentence
    assert expect.get("in_force", "") in verdict.in_force


def test_a_quantity_in_a_case_is_one() -> None:
    assert value_of({"value": 480}) == Quantity.exactly(480, "km")
