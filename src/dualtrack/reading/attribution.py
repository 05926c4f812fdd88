"""Room: reading. Who says what: the words of saying in the text, and the speaker of each quotation.

May import this room's findings, marked text, people and words of speech. A speaker who is not beyond doubt stays unresolved.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from dualtrack.reading import speech
from dualtrack.reading.findings import Quotation, Speaker
from dualtrack.reading.marked import MarkedText
from dualtrack.reading.people import Known, Named, identify, named_people
from dualtrack.reading.quotations import Quoted
from dualtrack.reading.spans import cut

_SUBJECT_BREAK = re.compile(
    r"\x00['’]|[,;:“”\"'‘\x00—–()]"
    r"|\b(?:that|but|while|as|when|because|although|though|which|who|whom|if|where|after|before|whether|since|yet)\b",
    re.IGNORECASE,
)
_AFTER_SUBJECT = re.compile(
    r"\b(?:on|in|at|during|after|before|ahead|as|when|while|who|adding|to|about|following|last|this|earlier"
    r"|late|yesterday|today)\b"
)
_SUBJECT_REACH = 300
_ENDS_SPEECH = ",?!.…—"
_QUOTE_MARKS = "“”\"'‘’"


@dataclass(frozen=True, slots=True)
class Attribution:
    """One "X said": where its words stand [characters], the verb, and who X is."""

    start: int
    end: int
    verb: str
    speaker: Speaker


def attributions(marked: MarkedText, known: Mapping[str, Known]) -> tuple[Attribution, ...]:
    """All words of saying outside quotation marks whose subject can speak, in order."""
    named = named_people(marked)
    found: list[Attribution] = []
    for start, end in marked.sentences:
        if start < marked.title[1]:
            continue
        matches = [
            *speech.SAYING.finditer(marked.narrative, start, end),
            *speech.ACCORDING.finditer(marked.narrative, start, end),
        ]
        for match in sorted(matches, key=lambda one: one.start()):
            verb = match.groupdict().get("verb", "")
            stretch = _subject(marked, match, start) if verb else _source(marked, match)
            speaker = identify(marked, known, named, stretch) if stretch else None
            if speaker is None or stretch is None:
                continue
            if _is_person(marked, speaker):
                here = named.setdefault(marked.paragraph_number(stretch[0]), [])
                here.append(Named(stretch[0], speaker.record_id or f"?{speaker.words}", speaker.words))
            first, last = min(stretch[0], match.start()), max(stretch[1], match.end())
            found.append(Attribution(first, last, verb or "according to", speaker))
    return tuple(found)


def quotations(marked: MarkedText, said: tuple[Attribution, ...]) -> tuple[Quotation, ...]:
    """Every quotation with its speaker, or with the reason why there is none."""
    found: list[Quotation] = []
    for quoted in marked.quoted:
        speaker = _beside(marked, said, quoted) or _going_on(marked, said, quoted, found)
        found.append(Quotation(cut(marked.text, quoted.start, quoted.end), quoted.parts, speaker))
    return tuple(found)


def _is_person(marked: MarkedText, speaker: Speaker) -> bool:
    if speaker.record_id:
        return marked.lexicon.kinds.get(speaker.record_id) == "person"
    return speaker.basis == "no record answers to the name"


def _subject(marked: MarkedText, match: re.Match[str], sentence_start: int) -> tuple[int, int] | None:
    """The stretch of the subject of a verb of saying: the words before it, or after it where a quotation or comma ends before."""
    verb_start = match.start("verb")
    if marked.mentions_in(verb_start - 40, match.end() + 1) and any(
        one.span.start <= verb_start < one.span.end for one in marked.mentions_in(max(0, verb_start - 40), match.end() + 40)
    ):
        return None
    sentence_start = max(sentence_start, verb_start - _SUBJECT_REACH)
    left = marked.narrative[sentence_start:verb_start].rstrip()
    adverbs = speech.TRAILING_ADVERBS.search(left)
    left = left[: adverbs.start()].rstrip() if adverbs else left
    if left.endswith(",") and left.count(",") > 1 and left[-2:-1] not in _QUOTE_MARKS:
        left = left[: left.rindex(",", 0, len(left) - 1)]
    breaks = list(_SUBJECT_BREAK.finditer(left))
    begin = breaks[-1].end() if breaks else 0
    if left[begin:].strip():
        return sentence_start + begin, sentence_start + len(left)
    if left[-1:] in _QUOTE_MARKS or (left.endswith(",") and "\x00" in left):
        right = re.match(r"[^,.;:“”\"\x00\n]{1,100}", marked.narrative[match.end() :])
        if right:
            stop = _AFTER_SUBJECT.search(right.group())
            return match.end(), match.end() + (stop.start() if stop else right.end())
    return None


def _source(marked: MarkedText, match: re.Match[str]) -> tuple[int, int]:
    """The stretch after "according to", up to a comma or the end of the sentence."""
    who = re.split(r",|\.(?:\s|$)", match["who"])[0]
    begin = match.start("who")
    return begin, begin + len(who.rstrip(" ."))


def _beside(marked: MarkedText, said: tuple[Attribution, ...], quoted: Quoted) -> Speaker | None:
    """The speaker named in the sentence of the quotation: right after it, else before it, else anywhere after it."""
    begin = marked.sentence_at(quoted.start)[0]
    end = marked.sentence_at(quoted.end - 1)[1]
    before = [one for one in said if begin <= one.start < quoted.start]
    after = [one for one in said if quoted.end <= one.start < end]
    if marked.text[quoted.end - 1] in _ENDS_SPEECH:
        direct = [one for one in after[:1] if not marked.text[quoted.end : one.start].strip(_QUOTE_MARKS + ", \n\t")]
        if direct:
            return direct[0].speaker
    for group in (before[-1:], after):
        speakers = {(one.speaker.record_id or one.speaker.words): one.speaker for one in group}
        if len(speakers) == 1:
            return next(iter(speakers.values()))
        if speakers:
            return Speaker("", " / ".join(speakers), "more than one speaker is named in the sentence")
    return None


def _going_on(marked: MarkedText, said: tuple[Attribution, ...], quoted: Quoted, earlier: list[Quotation]) -> Speaker:
    """The speaker of a sentence that is all quotation: whoever spoke last in the paragraph or the one before."""
    begin = marked.sentence_at(quoted.start)[0]
    end = marked.sentence_at(quoted.end - 1)[1]
    outside = marked.narrative[begin : quoted.start] + marked.narrative[quoted.end : end]
    if any(letter.isalpha() for letter in outside):
        return Speaker("", "", "no words of saying stand beside the quotation")
    number = marked.paragraph_number(quoted.start)
    for back in (0, 1):
        if number < back:
            break
        start, stop = marked.paragraphs[number - back]
        stop = min(stop, quoted.start)
        speakers = {(one.speaker.record_id or one.speaker.words): one.speaker for one in said if start <= one.start < stop}
        if len(speakers) > 1:
            return Speaker("", " / ".join(speakers), "more than one person speaks just before")
        if speakers:
            return _continued(next(iter(speakers.values())))
        inside = [one for one in earlier if one.parts[-1].start >= start and one.parts[-1].end <= stop]
        if inside:
            return _continued(inside[-1].speaker)
        if any(letter.isalpha() for letter in marked.narrative[start:stop]):
            break
    return Speaker("", "", "no words of saying stand beside the quotation")


def _continued(speaker: Speaker) -> Speaker:
    basis = speaker.basis if speaker.basis.startswith("goes on") or not speaker.record_id else "goes on from the speaker just before"
    return Speaker(speaker.record_id, speaker.words, basis)
