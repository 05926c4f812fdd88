"""The law room on the shipped INF record: the chain, the dates, the counts, the undecided charges."""

from __future__ import annotations

import datetime
from itertools import product

import pytest

from dualtrack.catalogue import Catalogue
from dualtrack.catalogue.declarations import totals_of
from dualtrack.facts import Checked, Claim, PartialDate, Quantity, Resolved, State, Value
from dualtrack.law import (
    Outcome,
    Treaty,
    Truth,
    Verdict,
    add_months,
    assess,
    deadline_on,
    judged_on,
    permitted_units,
    standing_on,
    treaty_from,
    years_months_days,
)
from dualtrack.law.conditions import Answer, conjunction, disjunction, negated

DAY = datetime.date
SAID = PartialDate.parse("2019-01-24")


@pytest.fixture(scope="module")
def inf() -> Treaty:
    record = Catalogue.open().record("inf", "treaties")
    return treaty_from(record.id, record.name, record.details)


def resolved(attribute: str, value: Value, claimant: str) -> Resolved:
    return Resolved(value, (Claim("9m729", attribute, value, as_of=SAID, made_public=SAID, claimant=claimant),))


def verdict_on(treaty: Treaty, reach: Quantity, claimant: str, on: datetime.date) -> Verdict:
    words = {
        "flight_profile": "cruise",
        "basing": "ground",
        "role": "weapon-delivery",
        "tested": "yes",
        "produced": "yes",
        "possessed": "yes",
    }
    facts = {name: resolved(name, State(text), claimant) for name, text in words.items()}
    return assess(treaty, {**facts, "range_max": resolved("range_max", reach, claimant)}, "9m729", "russia", on)


def test_the_american_claim_gives_the_whole_chain(inf: Treaty) -> None:
    verdict = verdict_on(inf, Quantity.above(500, "km"), "united-states", DAY(2019, 2, 1))
    truths = {finding.provision: finding.truth for finding in verdict.chain}
    assert verdict.outcome is Outcome.PROHIBITED
    assert [truths[name] for name in ("glcm", "range-cruise", "covered", "general-duty", "no-production", "no-flight-test")] == [
        Truth.YES
    ] * 6
    assert [truths[name] for name in ("intermediate-range", "shorter-range", "eliminate-intermediate", "eliminate-shorter")] == [
        Truth.UNKNOWN
    ] * 4
    assert "cannot choose between shorter and intermediate range" in verdict.sentence
    assert "no claim on record puts it higher" in verdict.sentence
    assert [finding.kind for finding in verdict.chain][-5:] == ["obligation"] * 5


def test_the_russian_claim_fails_on_the_range_alone(inf: Treaty) -> None:
    verdict = verdict_on(inf, Quantity.exactly(480, "km"), "russia", DAY(2019, 2, 1))
    assert verdict.outcome is Outcome.NOT_COVERED
    assert "480 km (russia, 2019-01-24), below 500 km" in verdict.sentence
    assert {finding.provision: finding.truth for finding in verdict.chain}["glcm"] is Truth.YES


def test_findings_carry_the_claims_that_decided(inf: Treaty) -> None:
    verdict = verdict_on(inf, Quantity.exactly(480, "km"), "russia", DAY(2019, 2, 1))
    covered = next(finding for finding in verdict.chain if finding.provision == "covered")
    assert [claim.id for claim in covered.claims] == ["9m729.range_max.0"]


def test_a_question_after_the_end_keeps_the_verdict_on_conduct(inf: Treaty) -> None:
    verdict = verdict_on(inf, Quantity.between(2350, 2500, "km"), "faz", DAY(2020, 2, 12))
    assert (verdict.outcome, verdict.conduct) == (Outcome.NO_TREATY_IN_FORCE, Outcome.PROHIBITED)
    assert verdict.judged_on == judged_on(inf, DAY(2020, 2, 12)) == DAY(2019, 8, 2)
    assert verdict.sentence.startswith("No treaty is in force on 2020-02-12. On conduct up to its end, 2019-08-02: prohibited")


def test_unread_paragraphs_are_named(inf: Treaty) -> None:
    verdict = verdict_on(inf, Quantity.above(500, "km"), "united-states", DAY(2019, 2, 1))
    assert {finding.article for finding in verdict.unread} == {"Art. VII(1)", "Art. VII(4)"}


def test_every_class_code_has_its_meaning(inf: Treaty) -> None:
    assert {*inf.classes, inf.undivided, "outside", "unknown"} == set(inf.words)
    assert all(outcome.meaning for outcome in Outcome)


def test_the_days_the_treaty_fixes(inf: Treaty) -> None:
    days = {deadline.id: deadline_on(inf, deadline) for deadline in inf.deadlines}
    assert days == {
        "shorter-range-gone": DAY(1989, 12, 1),
        "first-phase": DAY(1990, 11, 1),
        "all-gone": DAY(1991, 6, 1),
        "inspections-end": DAY(2001, 6, 1),
        "withdrawal": DAY(2019, 8, 2),
    }
    assert inf.first("terminated").on == days["withdrawal"]  # type: ignore[union-attr]
    assert inf.provision("eliminate-shorter").binds_from == days["shorter-range-gone"]
    assert inf.provision("eliminate-intermediate").binds_from == days["all-gone"]
    assert years_months_days(DAY(1988, 6, 1), DAY(2019, 8, 2)) == (31, 2, 1)


def test_the_last_day_of_inspections(inf: Treaty) -> None:
    end = deadline_on(inf, next(found for found in inf.deadlines if found.id == "inspections-end"))
    assert end is not None
    assert end - datetime.timedelta(days=1) == DAY(2001, 5, 31)


def test_the_counts_close_on_the_totals() -> None:
    totals = totals_of(Catalogue.open().record("inf-eliminations", "declarations"))
    assert [(total.printed, total.computed) for total in totals if total.closes] == [(846, 846), (1846, 1846), (2692, 2692)]
    assert [(total.printed, total.computed, bool(total.mismatch)) for total in totals if not total.closes] == [
        (1752, 1846, True),
        (859, 846, True),
    ]


def test_the_phase_limits_in_missiles(inf: Treaty) -> None:
    limits = {limit.kind: limit.warheads for limit in inf.limits}
    assert limits == {"deployed-launchers": 171, "deployed-missiles": 180, "all-launchers": 200, "all-missiles": 200}
    assert [permitted_units(limits[kind], 3) for kind in ("deployed-launchers", "deployed-missiles", "all-missiles")] == [57, 60, 66]
    assert [permitted_units(limits[kind], 1) for kind in ("deployed-launchers", "deployed-missiles", "all-missiles")] == [171, 180, 200]


def test_three_charges_stay_open(inf: Treaty) -> None:
    assert {found.id: found.articles for found in inf.counter_claims} == {
        "mk-41": ("Art. VII(7)", "Art. VII(3)"),
        "target-missiles": ("Art. VII(12)",),
        "armed-drones": ("Art. II(2)",),
    }
    for found in inf.counter_claims:
        assert {position.actor for position in found.positions} == {"russia", "united-states"}
        assert found.status == "unresolved at termination"


def test_a_charge_about_a_subject_goes_with_its_verdict(inf: Treaty) -> None:
    facts = {"role": resolved("role", State("interceptor"), "united-states")}
    verdict = assess(inf, facts, "aegis-ashore", "united-states", DAY(2019, 2, 1))
    assert verdict.outcome is Outcome.EXCLUDED
    assert [found.id for found in verdict.counter_claims] == ["mk-41"]


def test_how_the_treaty_stood(inf: Treaty) -> None:
    stood = {
        day: standing_on(inf, DAY.fromisoformat(day)).code for day in ("1988-05-31", "1988-06-01", "2019-02-02", "2019-08-02", "2019-08-03")
    }
    assert list(stood.values()) == ["not-yet-in-force", "in-force", "suspended", "suspended", "ended"]


def test_every_source_of_a_provision_is_in_the_record(inf: Treaty) -> None:
    record = Catalogue.open().record("inf", "treaties")
    assert {provision.source for provision in inf.provisions} <= set(record.sources)
    for provision in inf.provisions:
        if record.sources[provision.source].checked is Checked.RECALLED:
            assert provision.checked is Checked.RECALLED
    assert record.undisputed_conflicts() == ()


@pytest.mark.parametrize(("first", "second"), list(product(Truth, repeat=2)))
def test_three_valued_logic_is_kleenes(first: Truth, second: Truth) -> None:
    rank = {Truth.NO: 0, Truth.UNKNOWN: 1, Truth.YES: 2}
    answers = [Answer(first), Answer(second)]
    assert rank[conjunction(answers).truth] == min(rank[first], rank[second])
    assert rank[disjunction(answers).truth] == max(rank[first], rank[second])
    assert negated(conjunction(answers)).truth is disjunction([negated(answer) for answer in answers]).truth


def test_months_are_calendar_months() -> None:
    assert add_months(DAY(2020, 1, 31), 1) == DAY(2020, 2, 29)
    assert add_months(DAY(2019, 12, 2), 1) == DAY(2020, 1, 2)
    with pytest.raises(ValueError, match="write the earlier day first"):
        years_months_days(DAY(2019, 8, 2), DAY(1988, 6, 1))
