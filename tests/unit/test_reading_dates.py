"""Dates as reports write them, and the day of a report worked out from what fits."""

from __future__ import annotations

import datetime

import pytest
from reading_entries import ENTRIES

from dualtrack.reading import DateInference, Lexicon, Meeting, find_dates, infer_date, read, report_from_bytes, resolved

LEXICON = Lexicon.build(ENTRIES)
DAY = datetime.date
MEETINGS = (
    Meeting("ministers-2019", "NATO defence ministers", DAY(2019, 2, 13), DAY(2019, 2, 14), "Brussels"),
    Meeting("ministers-2020", "NATO defence ministers", DAY(2020, 2, 12), DAY(2020, 2, 13), "Brussels"),
)


def size(day: datetime.date) -> int:
    return 30 if day >= DAY(2020, 3, 27) else 29 if day >= DAY(2017, 6, 5) else 28


@pytest.mark.parametrize(
    ("text", "words", "date", "last", "missing"),
    [
        ("on Feb. 11, they", "Feb. 11", "None", "None", "year"),
        ("a Feb. 12-13 meeting", "Feb. 12-13", "None", "None", "year"),
        ("on February 12 and 13, 2020,", "February 12 and 13, 2020", "2020-02-12", "2020-02-13", ""),
        ("on 11 February 2020.", "11 February 2020", "2020-02-11", "None", ""),
        ("on 28 February - 1 March 2020", "28 February - 1 March 2020", "2020-02-28", "2020-03-01", ""),
        ("the 2nd of August 2019", "2nd of August 2019", "2019-08-02", "None", ""),
        ("on 2019-08-02", "2019-08-02", "2019-08-02", "None", ""),
        ("in 2019, they", "in 2019", "2019", "None", ""),
        ("by mid-2023", "mid-2023", "2023", "None", ""),
        ("in August 2019", "August 2019", "2019-08", "None", ""),
        ("last June, they", "last June", "None", "None", "base"),
        ("in October they", "in October", "None", "None", "year"),
        ("on Feb. 31, 2020", "Feb. 31, 2020", "None", "None", "a day that exists"),
    ],
)
def test_dates(text: str, words: str, date: str, last: str, missing: str) -> None:
    (found,) = find_dates(text)
    assert (found.span.text, str(found.date), str(found.last), found.missing) == (words, date, last, missing)


@pytest.mark.parametrize("text", ["9M729", "may march on", "It may 12 times", "a range of 2000 km", "since 2000 missiles"])
def test_no_dates(text: str) -> None:
    assert not find_dates(text, LEXICON.scan(text)[0])


@pytest.mark.parametrize(
    ("text", "base", "date"),
    [
        ("last June", DAY(2020, 2, 11), "2019-06"),
        ("last June", DAY(2020, 7, 1), "2020-06"),
        ("next March", DAY(2020, 2, 11), "2020-03"),
        ("last year", DAY(2020, 2, 11), "2019"),
        ("last month", DAY(2020, 1, 11), "2019-12"),
        ("Feb. 11", DAY(2020, 2, 11), "2020-02-11"),
        ("in 2019", DAY(2020, 2, 11), "2019"),
    ],
)
def test_resolved(text: str, base: datetime.date, date: str) -> None:
    assert str(resolved(find_dates(text)[0], base)) == date


def inferred(text: str) -> DateInference:
    return infer_date(read(report_from_bytes(text.encode(), "x"), LEXICON), size, MEETINGS)


TEXT = (
    "BRUSSELS, Feb. 11 — The defence ministers of NATO will meet in Brussels on Feb. {days} to talk of the SSC-8. "
    "The 29-nation alliance does not want a race after the end of the INF Treaty in {year}.\n"
)


def test_the_only_year_in_which_everything_fits() -> None:
    found = inferred(TEXT.format(days="12-13", year=2019))
    assert found.date == DAY(2020, 2, 11)
    assert any("ministers-2020" in reason for reason in found.because)
    assert any("29 members" in reason for reason in found.because)


def test_years_that_fit_equally_are_listed_and_none_is_chosen() -> None:
    found = inferred(TEXT.format(days="20-21", year=2018))
    assert found.date is None
    assert found.candidates == (DAY(2018, 2, 11), DAY(2019, 2, 11), DAY(2020, 2, 11))
    assert "--as-of" in found.because[0]


def test_nothing_fits() -> None:
    found = inferred(TEXT.format(days="13-14", year=2020))
    assert found.date is None
    assert not found.candidates
    assert "fits no year" in found.because[0]


def test_metadata_and_full_dates_win_and_no_day_stays_open() -> None:
    assert inferred(TEXT.replace("Feb. 11", "11 February 2020").format(days="12-13", year=2019)).date == DAY(2020, 2, 11)
    assert inferred("The 9M729 was in the news for a week, and the ministers were told of it.").date is None
