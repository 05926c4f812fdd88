"""Room: reading. Remarks on a report's wording, and the names, codes and dates that no record answers to.

May import this room's findings, marked text, meetings and unknown names. The wording itself is never changed.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

from dualtrack.reading.findings import (
    ALLIANCE_KINDS,
    PERSON_KINDS,
    TREATY_KINDS,
    FoundMeeting,
    Mention,
    Quotation,
    Remark,
    Unresolved,
)
from dualtrack.reading.marked import MarkedText
from dualtrack.reading.meetings import level_of
from dualtrack.reading.names import unknown_codes, unknown_names
from dualtrack.reading.spans import Span


@dataclass(frozen=True, slots=True)
class _Wording:
    """A word to remark on wherever it stands outside quotation marks."""

    pattern: str
    why: str


_WORDINGS = (
    _Wording(
        r"\bNATO (?:code|name|codename"
        r"|code name)\b",
        "the alliance assigns a reporting name; the report calls it by another word",
    ),
    _Wording(
        r"\b(?:ever-increasing|threatening|aggressive|provocative|menacing|massive|unprecedented|so-called)\b",
        "a judgement in the report's own voice; nobody is named for it",
    ),
    _Wording(r"\b(?:arms race|missile race|stockpile race)\b", "an image, not a finding; no race is measured here"),
    _Wording(r"\b(?:missile shield|umbrella)\b", "an image; the systems meant are not named by it"),
    _Wording(r"\bKiev\b", "the older spelling of Kyiv"),
)
_SUMMIT = re.compile(r"\bsummit\b", re.IGNORECASE)
_SPELLING_LIKENESS = 0.99


def remarks(marked: MarkedText, meetings: tuple[FoundMeeting, ...]) -> tuple[Remark, ...]:
    """What a reader should know of the report's words, each with its stretch."""
    found: list[Remark] = []
    for wording in _WORDINGS:
        for match in re.finditer(wording.pattern, marked.narrative):
            found.append(_remark(marked.cut(*match.span()), wording.why))
    if any(one.level == "ministers" for one in meetings) and not any(one.level == "leaders" for one in meetings):
        for match in _SUMMIT.finditer(marked.text):
            if level_of(marked.text[slice(*marked.sentence_at(match.start()))]) != "leaders":
                why = "a meeting of ministers; the alliance keeps the word summit for its heads of state and government"
                found.append(_remark(marked.cut(*match.span()), why))
    found += [one for mention in marked.mentions for one in _on_mention(marked, mention)]
    return tuple(sorted(found, key=lambda one: one.span.start))


def unresolved(marked: MarkedText, quotations: tuple[Quotation, ...], meetings: tuple[FoundMeeting, ...]) -> tuple[Unresolved, ...]:
    """Names and codes without a record, quotations without a speaker, dates without a year; each word once."""
    found: list[Unresolved] = []
    for quotation in quotations:
        if not quotation.speaker.record_id:
            found.append(Unresolved(quotation.span.text, f"who says this: {quotation.speaker.basis}", quotation.span))
    for date in marked.dates:
        if date.missing == "year":
            found.append(Unresolved(date.span.text, "a date without a year", date.span))
        elif date.missing == "a day that exists":
            found.append(Unresolved(date.span.text, "there is no such day", date.span))
    places = {one.place for one in meetings}
    seen: set[str] = set()
    for span, why in [*unknown_codes(marked), *unknown_names(marked)]:
        if span.text not in seen and span.text not in places:
            seen.add(span.text)
            found.append(Unresolved(span.text, why, span))
    return tuple(sorted(found, key=lambda one: one.span.start))


def _remark(span: Span, why: str) -> Remark:
    return Remark(span.text, why, span)


def _on_mention(marked: MarkedText, mention: Mention) -> list[Remark]:
    words = mention.span.text
    name = marked.lexicon.name_of(mention.record_id)
    if mention.kind in TREATY_KINDS and re.search(r"agreement|pact|accord", words, re.IGNORECASE):
        return [_remark(mention.span, f"the {name} is a treaty, ratified as such; the report's word is kept")]
    if mention.kind in ALLIANCE_KINDS and words.casefold().endswith("bloc"):
        return [_remark(mention.span, f"{name} calls itself an alliance")]
    if mention.kind in PERSON_KINDS and len(words.split()) == len(name.split()) > 1 and words != name:
        likeness = difflib.SequenceMatcher(None, words.casefold(), name.casefold()).ratio()
        if likeness < _SPELLING_LIKENESS:
            return [_remark(mention.span, f"spelt {name} in the records")]
    return []
