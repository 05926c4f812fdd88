"""Room: reading. What the report has somebody say of systems and treaties, what became of treaties, and how large an alliance is.

May import this room's findings, marked text, responses' voices and the words of refusal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial

from dualtrack.reading import refusal
from dualtrack.reading.findings import (
    ALLIANCE_KINDS,
    STATE_KINDS,
    SYSTEM_KINDS,
    TREATY_KINDS,
    AllianceSize,
    FoundDate,
    Mention,
    Statement,
    TreatyEvent,
)
from dualtrack.reading.lexicon import Lexicon
from dualtrack.reading.marked import MarkedText
from dualtrack.reading.passages import clause_at
from dualtrack.reading.spans import Span, blanked, cut
from dualtrack.reading.voices import Voices, speaker_at

_VERBS = {
    "violates": r"violat\w+|breach\w*|circumvent\w*|br(?:oke|eaks|eaking|oken)\b",
    "respects": r"respect(?:s|ed|ing)?\b|compl(?:y|ies|ied|ying|iance|iant)\b|honou?r(?:s|ed|ing)?\b|adher\w+",
    "withdraws": r"withdr[ae]w\w*|pull(?:s|ed|ing)? out|suspend\w*|suspension|abandon\w*|quit\w*|scrap\w*|terminat\w+",
    "ended": r"demise|breakdown|collaps\w+|expir\w+|ended\b|laps\w+|ceased",
    "deploys": r"deploy\w*|station(?:s|ed|ing)\b|moved\b|field(?:s|ed|ing)\b",
    "tests": r"test(?:s|ed|ing)?\b|flight-test\w*|launch\w*",
    "develops": r"develop\w*|modernis\w+|moderniz\w+|invest\w*",
    "produces": r"produc\w+|built\b|manufactur\w+",
    "reaches": r"can reach|range\b|reach(?:es|ed|ing)?\b|fly\b|flies\b|flown\b",
    "maintains": r"maintain\w*|preserv\w+|sav(?:e|ed|ing)\b|extend\w*",
    "proposes": r"propos\w+|offer\w*|moratorium|negotiat\w+|successor",
    "threatens": r"threat\w*|danger\w*|risk\w*",
}
_VERB = re.compile("|".join(rf"(?P<{name}>\b(?:{words}))" for name, words in _VERBS.items()), re.IGNORECASE)
_NEGATION = re.compile(r"\b(?:not|never|no|without|den(?:y|ies|ied|ying))\b|n['’]t\b", re.IGNORECASE)
_EVENT = re.compile(
    r"\b(?P<event>ended|expired|lapsed|ceased|breakdown|collapsed?|collapsing|withdrawal|withdrew|withdrawn"
    r"|demise|terminat(?:ed|ion)|suspend(?:ed|s)"
    r"|suspension|scrapped|pulled out|pull-out|abandoned|fell apart|end|death|dead|no longer in force)\b",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"\b(?:will|would|could|may|might|if|threaten\w*|going to|announced its intention to|intend\w*|plan\w*)\b[^,.;]{0,30}$",
    re.IGNORECASE,
)
_EVENT_REACH = 60
_MISSILES = re.compile(r"\bmissiles?\b|\bbuild-?up\b", re.IGNORECASE)
_NUMBERS = {
    word: number
    for number, word in enumerate(
        [
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
            "twenty-one",
            "twenty-two",
            "twenty-three",
            "twenty-four",
            "twenty-five",
            "twenty-six",
            "twenty-seven",
            "twenty-eight",
            "twenty-nine",
            "thirty",
            "thirty-one",
            "thirty-two",
            "thirty-three",
        ],
        start=12,
    )
}
_NUMBER = rf"(?P<number>\d{{2}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_SIZES = (
    re.compile(
        rf"\b{_NUMBER}[- ](?:nations?|members?|states?|country|countries|strong"
        rf"|ally)[- ](?:strong\s+)?(?P<name>alliance|bloc|pact|NATO)\b",
        re.I,
    ),
    re.compile(
        rf"\b(?:all|its|the|['’]s)\s+{_NUMBER}\s+(?:NATO\s+)?(?:allies|members|member states|member nations"
        rf"|members states)\b",
        re.I,
    ),
)


def statements(marked: MarkedText, voices: Voices) -> tuple[Statement, ...]:
    """One for each sentence on a system, a treaty or a state's missiles; without a speaker it is the report's own claim."""
    found = []
    unnamed = blanked(marked.text, [one.span for one in marked.mentions])
    for sentence in marked.sentences:
        stretch = sentence
        about = marked.mentions_in(*stretch, SYSTEM_KINDS | TREATY_KINDS)
        if not about and _MISSILES.search(marked.text, *stretch):
            about = marked.mentions_in(*stretch, STATE_KINDS)
        if not about or stretch[0] < marked.title[1]:
            continue
        first = about[0].span
        number = marked.quotation_number(first.start)
        if number is not None:
            part = next(part for part in marked.quoted[number].parts if part.start <= first.start < part.end)
            stretch = max(stretch[0], part.start), min(stretch[1], part.end)
        nearest_to = [one for one in about if one.kind in SYSTEM_KINDS] or list(about)
        verb = min(_VERB.finditer(unnamed, *stretch), key=partial(_distance, about=nearest_to), default=None)
        clause = clause_at(marked.text, stretch, verb.start() if verb else first.start)
        found.append(
            Statement(
                span=marked.cut(*stretch),
                speaker=speaker_at(voices, marked, first.start),
                reported_by="the report",
                quoted=number is not None,
                verb=(verb.lastgroup or "") if verb else "",
                negated=_is_negated(marked.text[clause[0] : verb.start()]) if verb else False,
                modality=refusal.modality(marked.text, clause, verb.start() if verb else first.start, first.end) or "stated",
                systems=_ids(about, SYSTEM_KINDS),
                treaties=_ids(about, TREATY_KINDS),
                actors=_ids(marked.mentions_in(*stretch), {"state", "alliance", "organisation"}),
            )
        )
    return tuple(found)


def treaty_events(marked: MarkedText) -> tuple[TreatyEvent, ...]:
    """What is said to have become of each treaty; what may yet become of it is left out."""
    found: list[TreatyEvent] = []
    for treaty in marked.mentions:
        if treaty.kind not in TREATY_KINDS:
            continue
        start, end = marked.sentence_at(treaty.span.start)
        near = (max(start, treaty.span.start - _EVENT_REACH), min(end, treaty.span.end + _EVENT_REACH))
        matches = [one for one in _EVENT.finditer(marked.text, *near) if not _NOT_YET.search(marked.text, start, one.start())]
        if not matches:
            continue
        event = min(matches, key=lambda one: abs(one.start() - treaty.span.start))
        span = marked.cut(min(event.start(), treaty.span.start), max(event.end(), treaty.span.end))
        found.append(TreatyEvent(treaty.record_id, event["event"].casefold(), span, _nearest_date(marked, span, (start, end))))
    return tuple(found)


def alliance_sizes(text: str, mentions: tuple[Mention, ...], lexicon: Lexicon) -> tuple[tuple[AllianceSize, ...], tuple[Mention, ...]]:
    """How many members [allies] are given, and the mentions that lie in words like "29-nation alliance"."""
    alliances = [one for one in mentions if one.kind in ALLIANCE_KINDS]
    sizes: list[AllianceSize] = []
    fresh: list[Mention] = []
    for pattern in _SIZES:
        for match in pattern.finditer(text):
            near = [one for one in alliances if -300 < one.span.start - match.start() < 120]
            ids = sorted({one.record_id for one in near}) or list(lexicon.of_kind(ALLIANCE_KINDS))
            if len(ids) != 1:
                continue
            word = match["number"].casefold()
            sizes.append(AllianceSize(_NUMBERS.get(word) or int(word), ids[0], cut(text, match.start("number"), match.end())))
            name = cut(text, *match.span("name")) if "name" in pattern.groupindex else None
            if name and not any(name.meets(one.span) for one in mentions):
                fresh.append(Mention(name, ids[0], lexicon.kinds[ids[0]]))
    return tuple(sorted(sizes, key=lambda one: one.span.start)), tuple(fresh)


def _is_negated(before: str) -> bool:
    """Whether a negation stands in the words before a verb, with no comma or reason between."""
    return bool(_NEGATION.search(re.split(r"[,;]|\b(?:since|because)\b", before)[-1]))


def _distance(match: re.Match[str], about: list[Mention]) -> int:
    return min(abs(match.start() - one.span.start) for one in about)


def _ids(mentions: Iterable[Mention], kinds: Iterable[str]) -> tuple[str, ...]:
    wanted = set(kinds)
    return tuple(dict.fromkeys(one.record_id for one in mentions if one.kind in wanted))


def _nearest_date(marked: MarkedText, span: Span, sentence: tuple[int, int]) -> FoundDate | None:
    """The nearest date in the sentence on the same side of its quotation marks, if one is near."""
    number = marked.quotation_number(span.start)

    def gap(one: FoundDate) -> int:
        return max(one.span.start - span.end, span.start - one.span.end, 0)

    inside = [one for one in marked.dates if sentence[0] <= one.span.start < sentence[1]]
    near = [one for one in inside if gap(one) <= _EVENT_REACH and marked.quotation_number(one.span.start) == number]
    return min(near, key=gap, default=None)
