"""Room: reading. Works out the day of a report whose text gives a day and a month only; may import facts and this room's reading.

A year counts when everything in the report fits it. More than one such year, or none, and the day stays open.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dualtrack.reading.findings import FoundDate, FoundMeeting
from dualtrack.reading.read import Reading

_FIRST_YEAR = 1949
_PAST = re.compile(r"\b(?:said|told|held|spoke|during|announced|met|was|were|at)\b", re.IGNORECASE)
_FUTURE = re.compile(r"\b(?:will|due|expected|scheduled|upcoming|next|to meet|ahead of)\b", re.IGNORECASE)
_DATELINE_REACH = 60


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting the catalogue knows: its record, the body that met, its first and last day, its place."""

    record_id: str
    body: str
    start: datetime.date
    end: datetime.date
    place: str


@dataclass(frozen=True, slots=True)
class DateInference:
    """The day of the report, or none; the reasons in words; and the days still possible when there is none."""

    date: datetime.date | None
    because: tuple[str, ...]
    candidates: tuple[datetime.date, ...] = ()


def infer_date(reading: Reading, sizes: Callable[[datetime.date], int], meetings: Sequence[Meeting]) -> DateInference:
    """The day of the report: its metadata, else the day it writes, else the only year in which all it says fits."""
    published = reading.report.published
    if published and published.day:
        return DateInference(published.earliest(), (f"the page says it was published on {published}",))
    day = _own_day(reading)
    if day is None:
        return DateInference(None, ("the report gives no day of its own; give the date with --as-of",))
    if day.date:
        return DateInference(day.date.earliest(), (f"the report gives its day as {day.span.text!r}",))
    held = [one for one in reading.meetings if one.date.day and one.date.span != day.span]
    years = _years(reading, meetings)
    fits = {year: _reasons(reading, (day, held), year, (sizes, meetings)) for year in years}
    possible = {year: reasons for year, reasons in fits.items() if reasons is not None}
    dates = tuple(_on(day, year) for year in possible)
    if len(possible) == 1:
        reasons = next(iter(possible.values())) or ()
        return DateInference(dates[0], (f"the report gives its day as {day.span.text!r} without a year", *reasons))
    if possible:
        shown = ", ".join(str(date) for date in dates[:6]) + (" ..." if len(dates) > 6 else "")
        return DateInference(None, (f"{day.span.text!r} fits more than one year: {shown}; give the date with --as-of",), dates)
    return DateInference(None, (f"{day.span.text!r} fits no year together with all the report says; give the date with --as-of",))


def _own_day(reading: Reading) -> FoundDate | None:
    """The dateline's day, else the latest single day of which the report speaks as past."""
    days = [one for one in reading.dates if one.day and not one.last_day and one.missing in ("", "year")]
    text = reading.report.text
    for one in days:
        line_start = text.rfind("\n", 0, one.span.start) + 1
        before = text[line_start : one.span.start]
        after = text[one.span.end : one.span.end + 4]
        if one.span.start - line_start <= _DATELINE_REACH and before[:1].isupper() and re.match(r"[.,)]?\s*(?:[—–-]|\(|$|\n)", after):
            return one
    past = [one for one in days if _is_past(text, one)]
    return past[0] if len({(one.month, one.day, one.date) for one in past}) == 1 else None


def _is_past(text: str, day: FoundDate) -> bool:
    start = text.rfind(". ", 0, day.span.start) + 1
    stop = text.find(". ", day.span.end)
    around = text[max(start, day.span.start - 120) : day.span.end + 160 if stop < 0 else min(stop, day.span.end + 160)]
    return bool(_PAST.search(around)) and not _FUTURE.search(text[max(start, day.span.start - 60) : day.span.start])


def _years(reading: Reading, meetings: Sequence[Meeting]) -> range:
    named = [one.date.year for one in reading.dates if one.date]
    last = max([*named, *(meeting.end.year for meeting in meetings)], default=_FIRST_YEAR - 1)
    return range(_FIRST_YEAR, last + 2)


Known = tuple[Callable[[datetime.date], int], Sequence[Meeting]]


def _reasons(reading: Reading, said: tuple[FoundDate, list[FoundMeeting]], year: int, known: Known) -> tuple[str, ...] | None:
    """Why a year fits everything the report says, or None when something does not fit or the day does not exist."""
    (day, held), (sizes, meetings) = said, known
    try:
        date = _on(day, year)
    except ValueError:
        return None
    because: list[str] = []
    for size in reading.alliance_sizes:
        if sizes(date) != size.members:
            return None
        because.append(f"{size.alliance} had {size.members} members on {date}")
    for event in reading.treaty_events:
        if event.date and event.date.date:
            if event.date.date.earliest() > date:
                return None
            because.append(f"what became of {event.treaty} in {event.date.date} came before")
    for meeting in held:
        match = next((one for one in meetings if _same(meeting, one, year)), None)
        if match:
            because.append(f"{match.record_id}: {match.body} met in {match.place} from {match.start} to {match.end}")
        elif any(_same(meeting, one, one.start.year) for one in meetings):
            return None
    return tuple(dict.fromkeys(because))


def _same(said: FoundMeeting, known: Meeting, year: int) -> bool:
    date = said.date
    if known.start.year != year or (known.start.month, known.start.day) != (date.month, date.day):
        return False
    if date.last_day and (known.end.month, known.end.day) != (date.last_month, date.last_day):
        return False
    body = known.body.casefold().replace("defense", "defence")
    return said.body in body and (not said.place or said.place.casefold() in known.place.casefold() or not known.place)


def _on(day: FoundDate, year: int) -> datetime.date:
    return datetime.date(year, day.month, day.day)
