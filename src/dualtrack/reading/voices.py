"""Room: reading. In whose voice a stretch of text stands, and whose doing a clause speaks of.

May import this room's findings, marked text, attribution and people.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from dualtrack.reading.attribution import Attribution
from dualtrack.reading.findings import PERSON_KINDS, Mention, Quotation, Speaker
from dualtrack.reading.marked import MarkedText
from dualtrack.reading.passages import Stretch
from dualtrack.reading.people import Known
from dualtrack.reading.speech import POSSESSIVE

_SIDES = frozenset({"state", "alliance", "organisation"})
_FIRST_PERSON = re.compile(r"\b(?:we|our|us|ours)\b", re.IGNORECASE)
_THEY = re.compile(r"^\W*(?:they|their|these|those|this|it|its)\b", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"\b(?:with|by|to|of|for|against|from|at|on|in|near|under|towards?|unlike|following|after)\s+(?:the\s+)?$", re.IGNORECASE
)
_RELATIVE = re.compile(r"\b(?:which|who|whom|whose)\s*$", re.IGNORECASE)
_HELPING_VERB = re.compile(
    r"(?:\s+(?:ministers|allies|members|leaders|forces|officials|government))?(?:\s+(?:also|already|now|still|\w+ly))*"
    r"\s+(?:will|would|has|have|had|is|are|was|were|does|do|did|could|may|might|must|can|should|wants?|plans?)\b"
)
THE_REPORT = Speaker("", "", "the report itself")


@dataclass(frozen=True, slots=True)
class Voices:
    """Who speaks where: quotations, words of saying, and what is known of the people."""

    quotations: tuple[Quotation, ...]
    said: tuple[Attribution, ...]
    known: Mapping[str, Known]


def speaker_at(voices: Voices, marked: MarkedText, position: int) -> Speaker:
    """Who says what stands at a position: the speaker of the quotation, else of the sentence, else the report itself."""
    number = marked.quotation_number(position)
    if number is not None:
        return voices.quotations[number].speaker
    start, end = marked.sentence_at(position)
    inside = [one for one in voices.said if start <= one.start < end]
    before = [one for one in inside if one.start <= position and _reaches(marked, one, position)]
    after = [one for one in inside if one.start > position and _closes(marked, one)]
    if before:
        return before[-1].speaker
    return after[0].speaker if after else THE_REPORT


def _reaches(marked: MarkedText, said: Attribution, position: int) -> bool:
    """Whether "X said" governs what follows at a position: inside ", which X said," it does so to the next comma only."""
    is_aside = _RELATIVE.search(marked.narrative[max(0, said.start - 20) : said.start])
    return not is_aside or "," not in marked.narrative[said.end : position]


def _closes(marked: MarkedText, said: Attribution) -> bool:
    """Whether "X said" governs what stands before it: after a comma or a quotation mark, or as "according to X"."""
    before = marked.narrative[max(0, said.start - 20) : said.start].rstrip()
    return said.verb == "according to" or before[-1:] in ",”\"’'"


def side_of(voices: Voices, marked: MarkedText, speaker: Speaker) -> str:
    """The state, alliance or organisation a speaker stands for, as far as the report says; empty when it does not."""
    if speaker.record_id in voices.known:
        return voices.known[speaker.record_id].side
    return speaker.record_id if marked.lexicon.kinds.get(speaker.record_id) in _SIDES else ""


def actor_of(voices: Voices, marked: MarkedText, clause: Stretch, position: int) -> str:
    """Whose doing the words at a position are: "we" is the speaker's side, else the subject named before; empty when not said."""
    speaker = speaker_at(voices, marked, position)
    sentence_start = marked.sentence_at(position)[0]
    is_quoted = marked.quoted_at(position) is not None
    for start in (clause[0], sentence_start):
        before = marked.text[start:position]
        subject = _subject(marked, voices.known, start, position)
        first_person = _FIRST_PERSON.search(before) if is_quoted else None
        if first_person and (subject is None or start + first_person.start() < subject[0]):
            return side_of(voices, marked, speaker)
        if subject:
            return subject[1]
        if _THEY.match(before):
            return ""
    return side_of(voices, marked, speaker)


def _subject(marked: MarkedText, known: Mapping[str, Known], start: int, end: int) -> tuple[int, str] | None:
    """The last actor before a verb that helps ("NATO will"), else the first named that is no object, else the first possessor."""
    possessor: tuple[int, str] | None = None
    free: list[tuple[int, str]] = []
    for mention in marked.mentions_in(start, end, _SIDES | PERSON_KINDS):
        side = known[mention.record_id].side if mention.record_id in known else mention.record_id
        if not side or (mention.kind in PERSON_KINDS and not _acts(marked, mention)):
            continue
        if _PREPOSITION.search(marked.text[start : mention.span.start]):
            continue
        if POSSESSIVE.match(marked.text[mention.span.end : mention.span.end + 2]):
            possessor = possessor or (mention.span.start, side)
            continue
        free.append((mention.span.start, side))
        if _HELPING_VERB.match(marked.text, mention.span.end):
            possessor, free = None, [free[-1]]
    return free[0] if free else possessor


def _acts(marked: MarkedText, mention: Mention) -> bool:
    return not POSSESSIVE.match(marked.text[mention.span.end : mention.span.end + 2])
