"""Room: reading. Who the named people are, by the words beside their names, and whom "the minister" or "he" means.

May import this room's findings, marked text and words of speech. Where two people fit, nobody is chosen.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from dualtrack.reading import speech
from dualtrack.reading.findings import ACTOR_KINDS, PERSON_KINDS, Mention, Speaker
from dualtrack.reading.marked import MarkedText
from dualtrack.reading.names import NAME, unknown_people

_BEFORE_NAME = re.compile(r"(?P<words>[^,.;:“”\"()—]{2,90}),?\s*\(?\s*$")
_AFTER_NAME = re.compile(r"^[’']?\)?,\s+(?P<words>(?:[^,.;“”\"()—]|\.(?=\w|\s[a-z])){3,80})")
_REACH_BACK = 90
_PARAGRAPHS_BACK = 4
_PREPOSITION = re.compile(r"\b(?:with|by|to|of|for|against|from|at|on|in|near|under)\s+(?:the\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Known:
    """What the report says of a person: the offices, whose they are (an actor's id), and where the name first stands."""

    offices: frozenset[str]
    side: str
    first: int


@dataclass(frozen=True, slots=True)
class Named:
    """A person named outside quotation marks: where, and by which id; an unknown name is its own key, with a question mark."""

    position: int
    key: str
    words: str


def known_people(marked: MarkedText) -> dict[str, Known]:
    """The offices and sides that the report's own words give the people in it."""
    found: dict[str, Known] = {}
    for mention in marked.mentions:
        if mention.kind not in PERSON_KINDS:
            continue
        office, said = _beside(marked, mention)
        side = said or marked.lexicon.sides.get(mention.record_id, "")
        old = found.get(mention.record_id, Known(frozenset(), "", mention.span.start))
        found[mention.record_id] = Known(old.offices | ({office} if office else set()), old.side or side, old.first)
    return found


def named_people(marked: MarkedText) -> dict[int, list[Named]]:
    """The people the report names outside quotation marks, by the number of the paragraph; its title does not count."""
    after_title = marked.title[1]
    known = [(one.span, one.record_id) for one in marked.mentions if one.kind in PERSON_KINDS and one.span.start >= after_title]
    unknown = [(span, f"?{span.text}") for span in unknown_people(marked)]
    named = [Named(span.start, key, span.text) for span, key in (*known, *unknown) if marked.quoted_at(span.start) is None]
    by_paragraph: dict[int, list[Named]] = {}
    for one in sorted(named, key=lambda one: one.position):
        by_paragraph.setdefault(marked.paragraph_number(one.position), []).append(one)
    return by_paragraph


def identify(marked: MarkedText, known: Mapping[str, Known], named: Mapping[int, list[Named]], stretch: tuple[int, int]) -> Speaker | None:
    """Whom the words of a subject mean; None when they name nobody who could speak."""
    start, end = stretch
    words = marked.cut(start, end).text
    if not words:
        return None
    people = marked.mentions_in(start, end, PERSON_KINDS)
    if people:
        return _one_person(marked, people, start, end)
    unnamed = marked.mentions_in(start, end, {"unnamed"})
    unknown = "" if unnamed else _unknown_name(marked, start, end)
    last_word = words.split()[-1]
    if unnamed:
        speaker = Speaker(unnamed[-1].record_id, words, "an unnamed speaker who has a record")
    elif unknown:
        speaker = Speaker("", unknown, "no record answers to the name")
    elif speech.PRONOUN.match(last_word):
        speaker = _recent(marked, named, end, last_word)
    elif speech.office_of(words):
        speaker = _by_office(marked, known, named, stretch)
    else:
        return _institution(marked, stretch)
    return speaker


def _institution(marked: MarkedText, stretch: tuple[int, int]) -> Speaker | None:
    """The state, alliance, organisation or newspaper whose name ends the subject; not one after a preposition."""
    start, end = stretch
    actors = marked.mentions_in(start, end, ACTOR_KINDS)
    if actors and not marked.text[actors[-1].span.end : end].strip():
        if _PREPOSITION.search(marked.text[start : actors[-1].span.start]):
            return None
        return Speaker(actors[-1].record_id, marked.cut(start, end).text, "named as the one who speaks")
    return None


def _beside(marked: MarkedText, mention: Mention) -> tuple[str, str]:
    """The office and the side in the words before a name or, between commas, after it."""
    sentence_start, sentence_end = marked.sentence_at(mention.span.start)
    first = max(sentence_start, mention.span.start - _REACH_BACK)
    before = _BEFORE_NAME.search(marked.text[first : mention.span.start])
    if before:
        offices = list(speech.OFFICE.finditer(before["words"]))
        gap = before["words"][offices[-1].end() :].strip() if offices else "x" * 99
        if offices and (not gap or re.fullmatch(r"of (?:the )?\w+", gap)):
            return speech.office_of(before["words"]), _side(marked, first + before.start(), mention.span.start)
    after = _AFTER_NAME.match(marked.text[mention.span.end : sentence_end])
    if after and not speech.SAYING.search(after["words"]) and speech.office_of(after["words"]):
        begin = mention.span.end + after.start("words")
        return speech.office_of(after["words"]), _side(marked, begin, mention.span.end + after.end("words"))
    return "", ""


def _side(marked: MarkedText, start: int, end: int) -> str:
    actors = marked.mentions_in(start, end, {"state", "alliance", "organisation"})
    return actors[-1].record_id if actors else ""


def _one_person(marked: MarkedText, people: tuple[Mention, ...], start: int, end: int) -> Speaker | None:
    words = marked.cut(start, end).text
    ids = sorted({one.record_id for one in people})
    if len(ids) > 1:
        return Speaker("", words, f"more than one person is named here: {', '.join(ids)}")
    last = people[-1]
    tail = marked.text[last.span.end : end]
    if speech.POSSESSIVE.match(tail.strip()) and tail.strip() not in ("’", "'"):
        return Speaker("", words, "somebody speaks for the person named") if speech.office_of(tail) else None
    if _PREPOSITION.search(marked.text[start : people[0].span.start]):
        return None
    return Speaker(last.record_id, last.span.text, "named beside the words of saying")


def _unknown_name(marked: MarkedText, start: int, end: int) -> str:
    for match in NAME.finditer(marked.text, start, end):
        words = match.group()
        taken = marked.mentions_in(match.start(), match.end())
        office = speech.office_of(words)
        if not taken and not office:
            return words
        rest = speech.OFFICE.sub("", words)
        for mention in taken:
            rest = rest.replace(mention.span.text, "")
        if len(rest.split()) >= 2 and all(word[:1].isupper() for word in rest.split()):
            return " ".join(rest.split())
    single = marked.cut(start, end)
    if speech.ONE_NAME.match(single.text) and not marked.mentions_in(start, end) and not speech.office_of(single.text):
        return single.text
    return ""


def _by_office(marked: MarkedText, known: Mapping[str, Known], named: Mapping[int, list[Named]], stretch: tuple[int, int]) -> Speaker:
    words = marked.cut(*stretch).text
    office = speech.office_of(words)
    matches = list(speech.OFFICE.finditer(words))
    if matches[-1]["plural"] or speech.INDEFINITE.match(words):
        return Speaker("", words, "the report does not name the speaker")
    sides = {one.record_id for one in marked.mentions_in(*stretch, ACTOR_KINDS)}
    fitting = sorted(
        person
        for person, facts in known.items()
        if facts.first < stretch[0]
        and any(f" {one}".endswith(f" {office}") for one in facts.offices)
        and (not sides or facts.side in sides)
    )
    if len(fitting) == 1:
        return Speaker(fitting[0], words, f"the only {office} named before")
    if fitting:
        return Speaker("", words, f"more than one {office} is named: {', '.join(fitting)}")
    if office not in speech.GENERIC_OFFICES:
        return Speaker("", words, f"no {office} is named before")
    recent = _recent(marked, named, stretch[1], words)
    side = known[recent.record_id].side if recent.record_id in known else ""
    if recent.record_id and sides and side not in sides:
        return Speaker("", words, f"{recent.record_id}, named last, is not known to be of {', '.join(sorted(sides))}")
    return recent


def _recent(marked: MarkedText, named: Mapping[int, list[Named]], position: int, words: str) -> Speaker:
    """The last person named: in the paragraph so far, else in the nearest one before that names anybody; two fit nobody."""
    here = marked.paragraph_number(position)
    for back in range(_PARAGRAPHS_BACK + 1):
        candidates = {one.key: one.words for one in named.get(here - back, ()) if one.position < position}
        if len(candidates) > 1:
            return Speaker("", words, f"more than one person could be meant: {', '.join(sorted(candidates))}")
        if candidates:
            key, name = next(iter(candidates.items()))
            if key.startswith("?"):
                return Speaker("", name, "no record answers to the name")
            return Speaker(key, words, "the only person named just before")
    return Speaker("", words, "nobody is named just before")
