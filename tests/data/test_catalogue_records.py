"""The shipped records: they pass their own check and say by date what the published cases say."""

from __future__ import annotations

import datetime

import pytest

from dualtrack.catalogue import Catalogue, Dates, check
from dualtrack.catalogue.catalogue import SHIPPED
from dualtrack.facts import Checked, Claim, Quantity, State
from dualtrack.scenarios import members

JUNE_2019, FEBRUARY_2020, JUNE_2020 = "nato-2019-06-26", "nato-defence-ministers-2020-02", "nato-2020-06-17"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue.open()


def on(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def states(claims: tuple[Claim, ...]) -> set[str]:
    return {claim.value.text for claim in claims if isinstance(claim.value, State)}


def test_every_shipped_record_passes_the_check(catalogue: Catalogue) -> None:
    report = check(catalogue)
    assert [str(problem) for problem in report.problems] == []
    assert report.seen + report.secondhand + report.recalled + report.assumed == report.claims
    assert report.seen > report.recalled
    assert report.disputes >= 1


def test_every_record_is_short_or_says_why_not() -> None:
    for path in sorted(SHIPPED.rglob("*.yaml")):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert len(lines) <= 80 or any(line.startswith("# budget:") for line in lines[:5]), path.name


def test_every_source_that_was_read_says_when_and_every_secondhand_one_says_where(catalogue: Catalogue) -> None:
    for record in catalogue.records():
        for source in record.sources.values():
            where = f"{record.file}: {source.id}"
            if source.checked is not Checked.RECALLED:
                assert source.accessed, where
            if source.checked is Checked.SEEN:
                assert source.url or source.doi or source.page or source.note, where
            if source.checked is Checked.SECONDHAND:
                assert source.read_in or source.url, where


def test_no_claim_became_public_after_it_was_looked_up(catalogue: Catalogue) -> None:
    for record in catalogue.records():
        for claim in record.claims:
            if not claim.assumed:
                assert claim.made_public is not None, claim.id
                accessed = record.sources[claim.source].accessed
                assert not accessed or claim.made_public.earliest() <= on(accessed), claim.id


@pytest.mark.parametrize(
    "system",
    ["9m729", "iskander-m", "9m728", "kalibr", "kinzhal", "kh-101", "avangard", "patriot", "samp-t", "nasams"],
)
def test_the_systems_of_the_first_records_are_there(catalogue: Catalogue, system: str) -> None:
    assert catalogue.record(system, "systems").claims


@pytest.mark.parametrize("sensor", ["e-3-awacs", "kurecik-radar"])
def test_the_sensors_of_the_first_records_are_there(catalogue: Catalogue, sensor: str) -> None:
    assert catalogue.record(sensor, "sensors").claims


@pytest.mark.parametrize("name", ["9M729", "SSC-8", "ssc-8", "9М729"])
def test_one_id_for_every_name_of_the_9m729(catalogue: Catalogue, name: str) -> None:
    assert catalogue.record(name).id == "9m729"


# Case 14: membership of the alliance by date.
@pytest.mark.parametrize(
    ("date", "count"),
    [
        ("1949-08-23", 0),
        ("1949-08-24", 12),
        ("1952-02-18", 14),
        ("1955-05-06", 15),
        ("1982-05-29", 15),
        ("1982-05-30", 16),
        ("1999-03-12", 19),
        ("2004-03-29", 26),
        ("2009-04-01", 28),
        ("2017-06-05", 29),
        ("2020-02-12", 29),
        ("2020-03-26", 29),
        ("2020-03-27", 30),
        ("2020-06-17", 30),
        ("2023-04-03", 30),
        ("2023-04-04", 31),
        ("2024-03-06", 31),
        ("2024-03-07", 32),
        ("2026-11-23", 32),
    ],
)
def test_case_14_members_by_date(catalogue: Catalogue, date: str, count: int) -> None:
    assert len(members(catalogue.record("nato", "actors"), on(date))) == count


def test_case_14_norway_is_a_member_and_nobody_is_counted_twice(catalogue: Catalogue) -> None:
    found = members(catalogue.record("nato", "actors"), on("2020-02-12"))
    assert {"NOR", "TUR", "MNE", "DEU", "USA", "CAN"} <= set(found)
    assert not {"MKD", "FIN", "SWE", "UKR", "RUS"} & set(found)
    assert len(set(found)) == len(found)


# Case 15: decisions have dates, and their dates are disputed.
def test_case_15_june_2019_is_a_dispute_between_considered_and_agreed(catalogue: Catalogue) -> None:
    record = catalogue.record(JUNE_2019, "decisions")
    assert "status" in record.dispute_texts
    assert record.details["on"] == "2019-06-26"
    assert {"considered", "agreed"} <= states(record.of("status"))


@pytest.mark.parametrize(
    ("known_by", "june_2019", "february_2020", "june_2020"),
    [
        ("2020-02-11", {"considered", "announced"}, {"announced"}, set()),
        ("2020-02-13", {"considered", "announced", "agreed"}, {"announced", "discussed"}, set()),
        ("2020-06-18", {"considered", "announced", "agreed"}, {"announced", "discussed"}, {"agreed"}),
    ],
)
def test_case_15_what_was_known_of_the_three_decisions_by_three_dates(
    catalogue: Catalogue, known_by: str, june_2019: set[str], february_2020: set[str], june_2020: set[str]
) -> None:
    dates = Dates(on(known_by), on(known_by))
    found = {decision: states(catalogue.claims(decision, "status", dates)) for decision in (JUNE_2019, FEBRUARY_2020, JUNE_2020)}
    assert found == {JUNE_2019: june_2019, FEBRUARY_2020: february_2020, JUNE_2020: june_2020}


def test_case_15_the_package_of_june_2020_was_agreed_by_thirty(catalogue: Catalogue) -> None:
    record = catalogue.record(JUNE_2020, "decisions")
    assert {str(claim.value) for claim in record.of("allies_count")} == {"30 allies"}
    assert "land-based-nuclear" in record.details["rules_out"]
    asked = {"air-and-missile-defence", "conventional-capabilities", "intelligence", "exercises", "nuclear-deterrence", "arms-control"}
    assert asked <= set(record.details["strands"])


# Case 7: the range of the 9M729 is a dispute, not a number.
@pytest.mark.parametrize(
    ("claimant", "value", "made_public"),
    [
        ("russia", Quantity.exactly(476, "km"), "2019-01-15"),
        ("russia", Quantity.exactly(480, "km"), "2019-01-23"),
        ("united-states", Quantity.above(500, "km"), "2019-01-24"),
        ("faz-source-unnamed", Quantity.exactly(2350, "km"), "2019-02-10"),
        ("press-other", Quantity.exactly(2500, "km"), "2018-11-27"),
    ],
)
def test_case_7_each_claim_has_its_claimant_and_its_date(catalogue: Catalogue, claimant: str, value: Quantity, made_public: str) -> None:
    found = [claim for claim in catalogue.record("9m729").of("range_max") if claim.claimant == claimant and claim.value == value]
    assert made_public in {str(claim.made_public) for claim in found}


def test_case_7_the_dispute_is_in_words_and_no_claim_is_an_average(catalogue: Catalogue) -> None:
    record = catalogue.record("9m729")
    assert "range_max" in record.dispute_texts
    assert not [claim for claim in record.of("range_max") if claim.assumed]
    missiles = {str(claim.value) for claim in record.of("missiles_deployed") if claim.claimant == "faz-source-unnamed"}
    assert missiles == {"at least 64 missiles"}


def test_case_7_nato_and_the_united_states_called_it_not_compliant(catalogue: Catalogue) -> None:
    record = catalogue.record("9m729")
    said = {claim.claimant: str(claim.value) for claim in record.of("inf_compliance")}
    assert {"nato", "united-states"} & set(said)
    assert said.get("russia") not in {said.get("nato"), said.get("united-states")}


@pytest.mark.parametrize("system", ["9m729", "iskander-m", "kinzhal", "kalibr", "avangard"])
def test_what_became_public_in_2025_is_invisible_in_2020(catalogue: Catalogue, system: str) -> None:
    then = Dates(on("2020-02-11"), on("2020-02-11"))
    for attribute in {claim.attribute for claim in catalogue.record(system).claims}:
        for claim in catalogue.claims(system, attribute, then):
            assert claim.assumed or (claim.made_public is not None and claim.made_public.latest() <= on("2020-02-11"))


def test_the_claims_of_2025_on_the_9m729_are_there_and_only_later(catalogue: Catalogue) -> None:
    def claimants(date: str) -> set[str]:
        return {claim.claimant for claim in catalogue.claims("9m729", "range_max", Dates(on(date), on(date)))}

    later = {"csis", "ukrainian-officials-unnamed"}
    assert not claimants("2020-02-11") & later
    assert claimants("2026-01-01") >= later


def test_a_perspective_takes_the_word_of_its_own_claimants(catalogue: Catalogue) -> None:
    then = Dates(on("2020-02-11"), on("2020-02-11"))
    ranges = {
        name: str(catalogue.resolve("9m729", "range_max", catalogue.perspective(name), then).value)
        for name in ("nato", "russia", "independent")
    }
    assert ranges["russia"] == "480 km"
    assert ranges["nato"] == "above 500 km"
    assert ranges["independent"] not in (ranges["russia"], ranges["nato"])


def test_an_unnamed_official_is_a_claimant_of_his_own(catalogue: Catalogue) -> None:
    unnamed = {record.id for record in catalogue.records("actors") if record.kind == "unnamed"}
    assert "us-officials-unnamed" in unnamed
    governments = {"nato", "russia"}
    for name in governments:
        assert not unnamed & set(catalogue.perspective(name).claimants)


@pytest.mark.parametrize("measure", ["moratorium-2019", "successor-treaty-with-inspections", "patriot-batteries"])
def test_every_measure_has_a_cost_and_a_delay(catalogue: Catalogue, measure: str) -> None:
    assert measure in {record.id for record in catalogue.records("measures")}
    for record in catalogue.records("measures"):
        assert record.of("cost"), record.id
        assert record.of("delay"), record.id
