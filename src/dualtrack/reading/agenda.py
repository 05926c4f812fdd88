"""Room: reading. What is to be discussed, found by the words of agendas and grouped by topic under titles of our own.

May import this room's findings, marked text and spans. The topics are a table; what fits none keeps the report's words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dualtrack.reading.findings import ACTOR_KINDS, ALLIANCE_KINDS, PERSON_KINDS, AgendaItem
from dualtrack.reading.marked import MarkedText
from dualtrack.reading.passages import Stretch
from dualtrack.reading.spans import Span

_AHEAD = (
    r"(?:will|to|would|shall|(?:is|are)\s+(?:also\s+)?(?:due|set|expected|scheduled|likely)\s+to"
    r"|expects?\s+to|plans?\s+to|['’]ll|and|[—–]\s*and|,)"
)
_DOES = (
    r"discuss(?:ed)?|review(?:ed)?|address(?:ed)?|debated?|examined?|assess(?:ed)?|welcomed?|meet(?:\s+with)?"
    r"|met\s+with|host(?:ed)?|receive|express|take\s+up|talk\s+about"
)
_VERB = re.compile(
    rf"(?P<ahead>\b{_AHEAD}|[—–,]\s*and|[“\"])\s*(?:also\s+|then\s+"
    rf"|again\s+)*(?P<verb>{_DOES})\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:ministers|leaders|allies|council|heads of state)\s+(?:also\s+)?(?P<verb>discussed|reviewed|addressed"
    r"|debated|examined|assessed|welcomed)\b",
    re.I,
)
_HAS_ON = re.compile(
    r"\b(?:have|has|having|put|includes?|with)\s+(?P<object>[^.;“”\"]{3,120}?)\s+(?:in|on)\s+(?:its|the"
    r"|their)\s+agenda\b",
    re.I,
)
_IS_ON = re.compile(
    r"(?P<object>\b[A-Za-z][^.;,“”\"]{2,99}?)\s+(?:is|are|will be|was"
    r"|were)\s+(?:also\s+)?(?:high\s+)?on\s+(?:the|its|their)\s+agenda\b",
    re.I,
)
_INCLUDES = re.compile(r"\bagenda\s+(?:also\s+)?(?:includes?|covers?|will include|features?)\s+(?P<object>[^.;“”\"]{3,160})", re.I)
_MEAL = re.compile(
    r"\b(?P<meal>(?:working\s+)?(?:breakfast|lunch|dinner|reception))\s+(?:will be\s+|to be\s+|is\s+)?(?:hosted"
    r"|given|chaired)\s+by\s+(?P<host>[^.;,“”\"]{3,90}?)(?=\s+(?:for|will|is|was|are|to|on|at|in|and)\b|[.;,“”\"]|$)",
    re.I,
)
_OBJECT_END = re.compile(
    r"[.;“”\"](?=\s|$)|[—–]|\s+(?:during|at a|at the|according to|ahead of|when they|on (?=\d|(?-i:[A-Z])))\b"
    rf"|,\s*(?=according|which|where|who|but)|(?:,\s*)?\band\s+(?:also\s+|then\s+)?(?=(?:{_DOES})\b)",
    re.IGNORECASE,
)
_AND = re.compile(r",\s+(?:and\s+)?|\s+and\s+")
_PERSONAL = ("welcome", "meet", "met", "host", "receive")
_FAMILIES = (frozenset({"reforms", "support"}),)


@dataclass(frozen=True, slots=True)
class _Topic:
    """A topic: the words that show it (all patterns must be found), and its title with {actors} to fill in."""

    name: str
    patterns: tuple[str, ...]
    title: str
    title_without: str


_TOPICS = (
    _Topic(
        "missile-response",
        (r"respon|deterrence|reaction|answer|counter|defen[cs]e|react", r"missile|build-?up|\bINF\b|\bSSC|9M729"),
        "The response to the missiles of {actors}",
        "The response to the missile build-up",
    ),
    _Topic("relations", (r"\brelations|\bties\b|dialogue with",), "Relations with {actors}", "Relations with other states"),
    _Topic("reforms", (r"\breforms?\b",), "The reforms in {actors}", "Reforms"),
    _Topic("support", (r"\b(?:support|assistance|aid)\b(?! for the view)",), "Support for {actors}", "Support for partners"),
    _Topic(
        "spending",
        (r"burden|defen[cs]e spending|\binvestment|\bbudget",),
        "Defence spending and its sharing",
        "Defence spending and its sharing",
    ),
    _Topic("missions", (r"\bmissions?\b|\boperations\b",), "Missions and operations: {actors}", "Missions and operations"),
    _Topic("arms-control", (r"arms control|disarmament|moratorium",), "Arms control with {actors}", "Arms control"),
    _Topic("air-and-missile-defence", (r"(?:air|missile) defen[cs]e",), "Air and missile defence", "Air and missile defence"),
    _Topic("exercises", (r"\bexercises?\b",), "Exercises", "Exercises"),
    _Topic("readiness", (r"\breadiness\b",), "The readiness of forces", "The readiness of forces"),
)
_WORDS_KEPT = 12


@dataclass(frozen=True, slots=True)
class _Raw:
    span: Span
    topics: frozenset[str]
    actors: tuple[str, ...]
    in_title: bool
    meal: str = ""


def agenda(marked: MarkedText) -> tuple[AgendaItem, ...]:
    """The items in the order of the text; sentences on one topic and the same actors are one item."""
    raw = [one for start, end in marked.sentences for one in _in_sentence(marked, start, end)]
    in_body = any(not one.in_title for one in raw)
    groups: list[list[_Raw]] = []
    for one in sorted(raw, key=lambda item: item.in_title):
        home = next((group for group in groups if _together(group, one)), None)
        if home is None and one.in_title and in_body:
            continue
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    items = [_item(marked, group) for group in groups]
    return tuple(sorted(items, key=lambda item: item.span.start))


def _in_sentence(marked: MarkedText, start: int, end: int) -> list[_Raw]:
    found: list[_Raw] = []
    in_title = start < marked.title[1]
    for match in _MEAL.finditer(marked.text, start, end):
        hosts = tuple(one.record_id for one in marked.mentions_in(*match.span("host"), {"state", "alliance", *PERSON_KINDS}))
        begin = match.start("meal")
        found.append(
            _Raw(
                marked.cut(begin, match.end("host")),
                frozenset({"meal"}),
                tuple(dict.fromkeys(hosts)),
                in_title,
                match["meal"].casefold(),
            )
        )
    for pattern in (_HAS_ON, _IS_ON, _INCLUDES):
        for match in pattern.finditer(marked.text, start, end):
            found += _raws(marked, match.span("object"), (match.start("object"), match.end()), in_title, ())
    carried: tuple[str, ...] = ()
    verbs = sorted([*_VERB.finditer(marked.text, start, end), *_PAST.finditer(marked.text, start, end)], key=lambda one: one.start("verb"))
    looks_ahead = bool(
        re.search(r"\b(?:will|agenda|due|expected|expects|scheduled|planned|to|would|ministers|leaders)\b", marked.text[start:end])
    )
    for match in verbs if looks_ahead else []:
        stop = _OBJECT_END.search(marked.text, match.end("verb"), end)
        limits = (match.end("verb"), stop.start() if stop else end)
        fresh = _raws(marked, limits, (match.start("verb"), limits[1]), in_title, carried)
        if match["verb"].casefold().startswith(_PERSONAL) and fresh and not fresh[0].topics:
            carried = fresh[0].actors
            follows = any(other.start("verb") > match.start("verb") for other in verbs)
            fresh = [] if follows else fresh
        found += fresh
    return found


def _raws(marked: MarkedText, limits: Stretch, shown: Stretch, in_title: bool, carried: tuple[str, ...]) -> list[_Raw]:
    """The items in the object of one verb, one for each part with a topic of its own; none without topic and record."""
    breaks = [match.span() for match in _AND.finditer(marked.text, *limits)]
    starts = [limits[0], *(end for _, end in breaks)]
    ends = [*(start for start, _ in breaks), limits[1]]
    pieces: list[tuple[Stretch, frozenset[str]]] = []
    for start, end in zip(starts, ends, strict=True):
        topics = _topics(marked.text[start:end])
        if pieces and (not topics or not pieces[-1][1] or _related(topics, pieces[-1][1])):
            pieces[-1] = ((pieces[-1][0][0], end), pieces[-1][1] | topics)
        else:
            pieces.append(((start, end), topics))
    if len(pieces) < 2:
        return [one for one in [_raw(marked, limits, (shown, _topics(marked.text[slice(*limits)])), in_title, carried)] if one]
    found = []
    for number, (stretch, topics) in enumerate(pieces):
        visible = (shown[0], stretch[1]) if number == 0 else stretch
        found.append(_raw(marked, stretch, (visible, topics), in_title, carried))
    return [one for one in found if one]


def _topics(text: str) -> frozenset[str]:
    words = " ".join(text.split())
    topics = frozenset(topic.name for topic in _TOPICS if all(re.search(pattern, words, re.IGNORECASE) for pattern in topic.patterns))
    return frozenset({"missile-response"}) if "missile-response" in topics else topics


def _raw(
    marked: MarkedText, limits: Stretch, shown: tuple[Stretch, frozenset[str]], in_title: bool, carried: tuple[str, ...]
) -> _Raw | None:
    mentions = marked.mentions_in(*limits, ACTOR_KINDS | PERSON_KINDS)
    states = tuple(dict.fromkeys(one.record_id for one in mentions if one.kind not in ALLIANCE_KINDS))
    if not (shown[1] or marked.mentions_in(*limits)) or not marked.text[slice(*limits)].strip():
        return None
    return _Raw(marked.cut(*shown[0]), shown[1], states or carried, in_title)


def _related(first: frozenset[str], second: frozenset[str]) -> bool:
    return bool(first & second) or any(first & family and second & family for family in _FAMILIES)


def _together(group: list[_Raw], one: _Raw) -> bool:
    topics = frozenset(topic for other in group for topic in other.topics)
    actors = {actor for other in group for actor in other.actors}
    return _related(topics, one.topics) and (not actors or not one.actors or bool(actors & set(one.actors)))


def _item(marked: MarkedText, group: list[_Raw]) -> AgendaItem:
    main = next((one for one in group if not one.in_title), group[0])
    actors = tuple(dict.fromkeys(actor for one in group for actor in one.actors))
    topics = frozenset(topic for one in group for topic in one.topics)
    states = [actor for actor in actors if marked.lexicon.kinds.get(actor) not in PERSON_KINDS] or list(actors)
    names = " and ".join(marked.lexicon.name_of(actor) for actor in states)
    title, topic = _title(main, topics, names)
    return AgendaItem(title, topic, main.span, actors, tuple(one.span for one in group if one is not main))


def _title(main: _Raw, topics: frozenset[str], names: str) -> tuple[str, str]:
    if main.meal:
        return (f"{main.meal.capitalize()} hosted by {names}" if names else main.meal.capitalize()), "meal"
    if topics >= {"reforms", "support"}:
        return (f"The reforms in {names} and the support for them" if names else "Reforms and the support for them"), "reforms-and-support"
    for topic in _TOPICS:
        if topic.name in topics:
            return (topic.title.format(actors=names) if names else topic.title_without), topic.name
    if names and main.span.text.casefold().startswith(_PERSONAL):
        return f"Meeting with {names}", "meeting"
    words = main.span.text.split()
    return "In the report's words: " + " ".join(words[:_WORDS_KEPT]) + (" ..." if len(words) > _WORDS_KEPT else ""), "other"
