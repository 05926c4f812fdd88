"""Room: reading. Names and weapon codes in a report that no record answers to.

May import this room's marked text, spans and words of speech.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from dualtrack.reading.marked import MarkedText
from dualtrack.reading.spans import Span
from dualtrack.reading.speech import OFFICE

_CAPITALISED = r"[A-Z][\w-]{0,30}?[a-z][\w-]{0,30}"
_NO_NAME = r"(?!(?:The|A|An|But|And|In|On|At|He|She|It|We|They|His|Her|Our|Their|This|That|For|As|If|When|After|Before)\b)"
NAME = re.compile(rf"\b{_NO_NAME}{_CAPITALISED}(?:[ ](?:de |van |von |der |al |bin )?{_CAPITALISED})+")
_MISSILE_CODE = re.compile(
    r"(?<![\w-])(?:[A-Z]{1,4}[-‐‑–]?[A-Z]?[-‐‑–]?\d{1,4}[A-Z]{0,3}\d?|\d{1,2}[A-Z]\d{1,3}[A-Z]?"
    r"|[A-Z][a-z]{1,2}[-‐‑–]\d{1,3}[A-Z]*)(?![\w-])"
)
_NO_CODE = re.compile(r"(?:COVID|G|Q|A|UTC|GMT|CO|H|US|EU|UN|BBC|CET|PM|AM|FY)[-‐‑–]?\d+|\d{1,2}[AP]M", re.IGNORECASE)
_NO_NAMES = frozenset(
    [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "Jun",
        "Jul",
        "Aug",
        "Sept",
        "Oct",
        "Nov",
        "Dec",
        "Europe",
        "European",
        "Europeans",
        "Asia",
        "Africa",
        "America",
        "North",
        "South",
        "East",
        "West",
        "Western",
        "Eastern",
        "Northern",
        "Southern",
        "Treaty",
        "Allies",
        "Ally",
        "Allied",
        "Minister",
        "Defense",
        "Defence",
        "Foreign",
        "Secretary",
        "General",
        "President",
        "Council",
        "Ministers",
        "Nuclear",
        "Planning",
        "Group",
        "Cold",
        "War",
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "Union",
        "Force",
        "Forces",
        "Army",
        "Navy",
        "Staff",
        "Ministry",
        "Parliament",
        "Government",
        "English",
        "God",
        "Internet",
    ]
)
_PLACE_WORD = re.compile(r"\b(?:in|at|near|from|to)\s+$", re.IGNORECASE)
_ONE_WORD = re.compile(r"(?<=[a-z,’'] )[A-Z][a-z][\w-]+\b")


def unknown_codes(marked: MarkedText) -> list[tuple[Span, str]]:
    """The words that look like a weapon's code, each with why it is listed."""
    why = "looks like the code of a weapon; no record answers to it"
    return _free(marked, _MISSILE_CODE, lambda words: not _NO_CODE.fullmatch(words), why)


def unknown_names(marked: MarkedText) -> list[tuple[Span, str]]:
    """The capitalised names, of several words or standing inside a sentence, each with why it is listed."""
    why = "a name that no record answers to"
    found = _free(marked, NAME, _is_name, why)
    taken = [span for span, _ in found]
    single = _free(marked, _ONE_WORD, _is_name, why)
    return [*found, *((span, why) for span, why in single if not any(span.meets(other) for other in taken))]


def unknown_people(marked: MarkedText) -> list[Span]:
    """The unknown names of several words that may be people: those after "in", "at", "near" or "from" are taken for places."""
    found = _free(marked, NAME, _is_name, "")
    return [span for span, _ in found if not _PLACE_WORD.search(marked.text[max(0, span.start - 12) : span.start])]


def _is_name(words: str) -> bool:
    left = [word for word in OFFICE.sub("", words).split() if word not in _NO_NAMES]
    return bool(left) and not all(word.isupper() for word in left)


def _free(marked: MarkedText, pattern: re.Pattern[str], fits: Callable[[str], bool], why: str) -> list[tuple[Span, str]]:
    """The stretches that fit and meet no mention, after the title."""
    found = []
    for match in pattern.finditer(marked.text, marked.title[1]):
        span = marked.cut(*match.span())
        first = max(0, span.start - 80)
        near = [one for one in marked.mentions_in(first, span.end + 80) if one.span.meets(span)]
        if not near and fits(span.text):
            found.append((span, why))
    return found
