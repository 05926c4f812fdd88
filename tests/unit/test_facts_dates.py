"""Partial dates, and what of a claim is visible at two dates."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_world import claim, day

from dualtrack.facts import PartialDate, Quantity
from dualtrack.facts.perspective import visible

DAYS = st.dates(datetime.date(1950, 1, 1), datetime.date(2040, 12, 31))
KM = Quantity.exactly(480, "km")


@given(DAYS, st.sampled_from([4, 7, 10]))
def test_a_date_reads_back_as_it_was_written_and_holds_its_day(date: datetime.date, length: int) -> None:
    parsed = PartialDate.parse(date.isoformat()[:length])
    assert str(parsed) == date.isoformat()[:length]
    assert parsed.earliest() <= date <= parsed.latest()


def test_the_last_day_of_a_month_and_a_year() -> None:
    assert PartialDate.parse("2020-02").latest() == day("2020-02-29")
    assert PartialDate.parse("2019-02").latest() == day("2019-02-28")
    assert PartialDate.parse("2019").earliest() == day("2019-01-01")
    assert PartialDate.parse("2019").latest() == day("2019-12-31")


@pytest.mark.parametrize("text", ["2019-02-30", "2019-13", "2019-00", "2019-08-00", "2019-00-05", "0000", "19-08-02", "August 2019", ""])
def test_what_is_no_date_is_refused_with_the_form_to_write(text: str) -> None:
    with pytest.raises(ValueError, match="write 2019, 2019-08 or 2019-08-02"):
        PartialDate.parse(text)


@pytest.mark.parametrize(
    ("made_public", "on", "seen"),
    [
        ("2019-02", "2019-02-27", False),
        ("2019-02", "2019-02-28", True),
        ("2019", "2019-12-30", False),
        ("2019", "2019-12-31", True),
        ("2019-02-10", "2019-02-09", False),
        ("2019-02-10", "2019-02-10", True),
    ],
)
def test_a_month_or_year_is_public_on_its_last_day(made_public: str, on: str, seen: bool) -> None:
    assert bool(visible([claim(KM, made_public=made_public, as_of="2000")], day(on), None)) == seen


@pytest.mark.parametrize(
    ("as_of", "on", "held"),
    [("2019-02", "2019-01-31", False), ("2019-02", "2019-02-01", True), ("2019", "2018-12-31", False), ("2019", "2019-01-01", True)],
)
def test_a_month_or_year_holds_from_its_first_day(as_of: str, on: str, held: bool) -> None:
    assert bool(visible([claim(KM, as_of=as_of)], None, day(on))) == held


def test_what_ended_holds_until_the_day_before() -> None:
    ended = claim(KM, as_of="2018", until="2019-08-02")
    assert visible([ended], None, day("2019-08-01")) == (ended,)
    assert visible([ended], None, day("2019-08-02")) == ()


def test_the_two_dates_are_never_used_for_each_other() -> None:
    late_word_on_old_times = claim(KM, as_of="2010", made_public="2019-02-10")
    early_word_on_later_times = claim(KM, as_of="2025", made_public="2019-02-10")
    claims = [late_word_on_old_times, early_word_on_later_times]
    assert visible(claims, day("2018-01-01"), day("2030-01-01")) == ()
    assert visible(claims, day("2019-02-10"), day("2019-02-10")) == (late_word_on_old_times,)
    assert visible(claims, day("2019-02-10"), day("2030-01-01")) == tuple(claims)


def test_a_missing_date_shuts_nothing_out() -> None:
    undated = claim(KM, as_of="2019-01-01")
    assert visible([undated], None, None) == (undated,)
