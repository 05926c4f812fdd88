"""Room: tests of data. What parties declared, on the whole path from record to verdict (reference cases 5, 9, 11 and 12)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import dualtrack
from dualtrack.catalogue import Catalogue
from dualtrack.catalogue.declarations import totals_of
from dualtrack.law import Treaty, quota_on, quota_total, treaty_from

LIMITS = {"deployed_delivery_vehicles": 700, "deployed_warheads": 1550, "deployed_and_non_deployed_launchers": 800}
BINDING, TODAY = date(2018, 2, 5), date(2026, 11, 25)
CATALOGUE = Catalogue.open()
ROWS = [row for name in ("new-start-united-states", "new-start-russia") for row in CATALOGUE.record(name, "declarations").details["rows"]]


def _treaty(name: str) -> Treaty:
    record = CATALOGUE.record(name, "treaties")
    return treaty_from(record.id, record.name, record.details)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['party']} {row['as_of']}")
def test_every_half_yearly_declaration_is_judged_by_what_bound_on_its_day(row: dict[str, Any]) -> None:
    on = date.fromisoformat(row["as_of"])
    verdict = dualtrack.verdict(row["party"], "new-start", CATALOGUE, as_of=TODAY, holds_on=on)["verdicts"][0]
    if row.get("missing"):
        assert verdict["compliance"] == "no-declaration"
        return
    over = [name for name, limit in LIMITS.items() if row["values"].get(name, 0) > limit]
    assert verdict["compliance"] == ("complies" if not over else "not-yet-binding" if on < BINDING else "does-not-comply")
    assert not over or on < BINDING, "no figure on record is above a limit that bound"


def test_both_series_run_from_the_first_day_to_the_last_declaration() -> None:
    for party in ("united-states", "russia"):
        days = [row["as_of"] for row in ROWS if row["party"] == party]
        assert days == sorted(days)
        assert (days[0], days[-1]) == ("2011-02-05", "2023-03-01")
        assert len(days) == 25


@pytest.mark.parametrize(
    ("on", "compliance"),
    [(date(2026, 2, 4), "no-declaration"), (date(2026, 2, 5), "expired"), (date(2026, 2, 6), "expired")],
)
def test_the_treaty_ends_with_the_day_its_text_names(on: date, compliance: str) -> None:
    assert dualtrack.verdict("russia", "new-start", CATALOGUE, as_of=TODAY, holds_on=on)["verdicts"][0]["compliance"] == compliance


def test_the_open_skies_quota_is_rounded_down_while_the_share_holds() -> None:
    treaty = _treaty("open-skies")
    passive = next(quota for quota in treaty.quotas if quota.id == "passive")
    found = [quota_on(treaty, passive, date(year, 6, 1), "united-states") for year in (2002, 2004, 2005, 2006, 2020)]
    assert found == [31, 31, 31, 42, 42]


def test_the_inspections_of_the_inf_treaty_add_up() -> None:
    treaty = _treaty("inf")
    visits = next(quota for quota in treaty.quotas if quota.id == "short-notice")
    assert [quota_on(treaty, visits, date(year, 7, 1)) for year in (1988, 1991, 1995, 1996, 2000, 2001)] == [20, 15, 15, 10, 10, None]
    assert (quota_total(visits), quota_total(visits, 8)) == (185, 135)


def test_the_ceilings_of_a_group_add_up_and_the_printed_totals_that_do_not_say_so() -> None:
    totals = totals_of(CATALOGUE.record("cfe-nato-1999", "declarations"))
    assert [(total.printed, total.computed) for total in totals] == [
        (78800, 78800),
        (89026, 89026),
        (80472, 79954),
        (64091, 64082),
    ]
