"""Room: reading. The dated meetings a report speaks of, in its own words; may import this room's findings and marked text."""

from __future__ import annotations

import re

from dualtrack.reading.findings import FoundDate, FoundMeeting
from dualtrack.reading.marked import MarkedText

_MEETING = re.compile(
    r"(?<![-‐‑])\b(?P<word>summit|ministerial(?:\s+(?:meeting|summit|session))?|(?:press\s+|news\s+)?conference"
    r"|(?:council\s+)?meetings?|talks|session|gathering|meet|met|gather)\b",
    re.IGNORECASE,
)
_MINISTERS = re.compile(r"\b(?:(?P<field>defen[cs]e|foreign)\s+)?minist(?:ers|erial)\b", re.IGNORECASE)
_LEADERS = re.compile(r"\b(?:leaders|heads of state|presidents|prime ministers)\b", re.IGNORECASE)
_PLACE = re.compile(r"\b(?:in|at)\s+(?P<place>(?:NATO\s+headquarters|[A-Z][\w-]+(?:\s+[A-Z][\w-]+)?))")
_REACH = 70


def meetings(marked: MarkedText) -> tuple[FoundMeeting, ...]:
    """One for each date to the day with a word for a meeting near it in the same sentence."""
    found = []
    for date in marked.dates:
        if not date.day:
            continue
        start, end = marked.sentence_at(date.span.start)
        words = [match for match in _MEETING.finditer(marked.text, start, end) if _gap(match, date) <= _REACH]
        if words:
            word = min(words, key=lambda match: _gap(match, date))
            found.append(_meeting(marked, date, word, (start, end)))
    return tuple(found)


def level_of(words: str) -> str:
    """`leaders` or `ministers` when the words name such a body, leaders first; else empty."""
    if _LEADERS.search(words):
        return "leaders"
    return "ministers" if _MINISTERS.search(words) else ""


def _gap(match: re.Match[str], date: FoundDate) -> int:
    return max(match.start() - date.span.end, date.span.start - match.end(), 0)


def _meeting(marked: MarkedText, date: FoundDate, word: re.Match[str], sentence: tuple[int, int]) -> FoundMeeting:
    start, end = sentence
    words = marked.text[start:end]
    is_press = "conference" in word["word"].casefold()
    ministers = _MINISTERS.search(words)
    field = (ministers["field"] or "").casefold().replace("defense", "defence") if ministers else ""
    after = min(word.end(), date.span.end) if word.end() < date.span.start else word.end()
    place = _PLACE.search(marked.text, after, min(end, max(word.end(), date.span.end) + _REACH))
    first, last = min(word.start(), date.span.start), max(word.end(), date.span.end)
    return FoundMeeting(
        word=word["word"].casefold(),
        span=marked.cut(first, max(last, place.end()) if place and place.start() - last < 4 else last),
        date=date,
        level="" if is_press else level_of(words),
        body=f"{field} ministers".strip() if ministers and not is_press else "",
        place=place["place"] if place else "",
    )
