"""Room: reading. The dates a report writes, with what each lacks; may import facts and this room's findings and spans.

Generic date readers take "9M729" for nine minutes ago, so the names found before are blanked out first.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import replace

from dualtrack.facts import PartialDate
from dualtrack.reading.findings import FoundDate, Mention
from dualtrack.reading.spans import blanked, cut

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)\b\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
_TO = r"(?:\s?[-–—]\s?|\s+(?:and|to|&)\s+)"
_LAST_DAY = rf"(?:{_TO}(?P<last_day>\d{{1,2}})(?:st|nd|rd|th)?\b)?"
_YEAR = r"(?P<year>(?:19[4-9]|20\d)\d)\b"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_YEAR}-(?P<number>\d{{2}})-(?P<day>\d{{2}})\b",
        rf"\b(?P<month>{_MONTH})\s*{_DAY}{_TO}(?P<last_month>{_MONTH})\s*(?P<last_day>\d{{1,2}})\b(?:,?\s+{_YEAR})?",
        rf"\b(?P<day>\d{{1,2}})\s+(?P<month>{_MONTH}){_TO}(?P<last_day>\d{{1,2}})\s+(?P<last_month>{_MONTH})(?:,?\s+{_YEAR})?",
        rf"\b(?P<month>{_MONTH})\s*{_DAY}{_LAST_DAY}(?:,?\s+{_YEAR})?",
        rf"\b{_DAY}{_LAST_DAY}\s+(?:of\s+)?(?P<month>{_MONTH})(?:,?\s+{_YEAR})?",
        rf"\b(?P<part>[Ee]arly|[Mm]id|[Ll]ate)?[- ]?\b(?P<month>{_MONTH})(?:\s+of)?,?\s+{_YEAR}",
        rf"\b(?P<relative>[Ll]ast|[Nn]ext|[Tt]his)\s+(?P<month>{_MONTH})",
        r"\b(?P<relative>[Ll]ast|[Nn]ext|[Tt]his)\s+(?P<unit>year|month)\b",
        rf"\b(?:[Ee]arly|[Mm]id|[Ll]ate)[- ](?:in\s+)?{_YEAR}",
        rf"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Ff]rom|[Uu]ntil|[Tt]ill|[Bb]efore|[Aa]fter|[Dd]uring|[Oo]f|and|to|[Yy]ear"
        rf"|[Ss]ummer|[Ss]pring"
        rf"|[Aa]utumn|[Ww]inter)\s+{_YEAR}(?!\s*(?:km|kilomet|miles|missiles|troops|soldiers))",
        rf"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y)\s+(?P<month>{_MONTH})",
    )
)


def find_dates(text: str, mentions: Iterable[Mention] = ()) -> tuple[FoundDate, ...]:
    """The dates of a text in order, the first pattern that fits winning; mentions are blanked out first."""
    masked = blanked(text, [mention.span for mention in mentions if any(letter.isdigit() for letter in mention.span.text)])
    found: list[FoundDate] = []
    for pattern in _PATTERNS:
        fresh = [_date(text, match) for match in pattern.finditer(masked)]
        found += fresh
        masked = blanked(masked, [one.span for one in fresh])
    return tuple(sorted(found, key=lambda one: one.span.start))


def resolved(found: FoundDate, base: datetime.date) -> PartialDate | None:
    """The date once the day of the report is known: "last June" is the June before it, "Feb. 11" that of the same year."""
    if found.date:
        return found.date
    words = found.span.text.casefold()
    shift = -1 if words.startswith("last") else 1 if words.startswith("next") else 0
    if found.missing == "year" and found.month:
        return _exact(base.year, found.month, found.day)
    if words.endswith("year"):
        return PartialDate(base.year + shift)
    if words.endswith("month"):
        months = base.year * 12 + base.month - 1 + shift
        return PartialDate(months // 12, months % 12 + 1)
    if not found.month:
        return None
    year = base.year
    if shift < 0 and found.month >= base.month:
        year -= 1
    elif shift > 0 and found.month <= base.month:
        year += 1
    return PartialDate(year, found.month)


def month_number(word: str) -> int:
    """1 to 12 for a month's name or its short form; 0 for anything else."""
    key = word.casefold()[:3]
    return _MONTHS.index(key) + 1 if key in _MONTHS else 0


def _date(text: str, match: re.Match[str]) -> FoundDate:
    groups = match.groupdict()
    span = cut(text, *match.span())
    year = int(groups.get("year") or 0)
    month = int(groups.get("number") or 0) or month_number(groups.get("month") or "")
    day = int(groups.get("day") or 0)
    last_month = month_number(groups.get("last_month") or "")
    last_day = int(groups.get("last_day") or 0)
    found = FoundDate(span, month=month, day=day, last_month=last_month or (month if last_day else 0), last_day=last_day)
    if groups.get("relative"):
        return replace(found, missing="base")
    if _impossible(month, day) or _impossible(found.last_month, last_day):
        return replace(found, missing="a day that exists")
    if not year:
        return replace(found, missing="year")
    date = _exact(year, month, day)
    last = _exact(year, found.last_month, last_day) if last_day else None
    missing = "" if date and (last or not last_day) else "a day that exists"
    return replace(found, date=date, last=last, missing=missing)


def _impossible(month: int, day: int) -> bool:
    return bool(day) and _exact(2000, month, day) is None


def _exact(year: int, month: int, day: int) -> PartialDate | None:
    try:
        datetime.date(year, month or 1, day or 1)
    except ValueError:
        return None
    return PartialDate(year, month, day)
