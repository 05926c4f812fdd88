"""Room: reading. What a report was found to say; every finding carries the stretch of text it rests on.

May import facts and this room's spans. An empty id means that no record answers: the words and the reason stand beside it.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from dualtrack.facts import PartialDate
from dualtrack.reading.spans import Span

SYSTEM_KINDS = frozenset(
    {"ballistic-missile", "quasi-ballistic-missile", "aeroballistic-missile", "cruise-missile", "boost-glide-vehicle"}
    | {"air-defence-system", "missile-defence-site", "airborne-radar", "ground-radar"}
)
ALLIANCE_KINDS = frozenset({"alliance"})
STATE_KINDS = frozenset({"state"})
ACTOR_KINDS = frozenset({"state", "alliance", "organisation", "press", "unnamed"})
PERSON_KINDS = frozenset({"person"})
TREATY_KINDS = frozenset({"treaty"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A record named in the report; a measure's phrase also says which response strand it stands for."""

    span: Span
    record_id: str
    kind: str
    strand: str = ""


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in the report: what is written, and what it lacks (`missing`: empty, `year`, or `base` for "last June").

    `month`, `day`, `last_month`, `last_day` are 0 where not written; `date` and `last` are there once the year is.
    """

    span: Span
    date: PartialDate | None = None
    last: PartialDate | None = None
    month: int = 0
    day: int = 0
    last_month: int = 0
    last_day: int = 0
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: the record's id, or none with the reason; `words` as the report names him, `basis` how that was told."""

    record_id: str
    words: str
    basis: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks: one `part` for each paragraph it runs over, without the marks, and who is said to say them."""

    span: Span
    parts: tuple[Span, ...]
    speaker: Speaker


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence about systems or treaties: who says it (the report itself when nobody is named), and how firmly."""

    span: Span
    speaker: Speaker
    reported_by: str
    quoted: bool
    verb: str
    negated: bool
    modality: str
    systems: tuple[str, ...]
    treaties: tuple[str, ...]
    actors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TreatyEvent:
    """What the report says became of a treaty, in its own word, with the date it gives."""

    treaty: str
    event: str
    span: Span
    date: FoundDate | None


@dataclass(frozen=True, slots=True)
class AllianceSize:
    """How many members [allies] the report gives an alliance."""

    members: int
    alliance: str
    span: Span


@dataclass(frozen=True, slots=True)
class FoundMeeting:
    """A meeting as the report words it: `level` is `ministers`, `leaders` or empty; `place` may be empty."""

    word: str
    span: Span
    date: FoundDate
    level: str
    body: str
    place: str


@dataclass(frozen=True, slots=True)
class OnTable:
    """A response strand that is done, under way or considered: by whom it is said and whose response it is."""

    strand: str
    span: Span
    by: Speaker
    actor: str
    modality: str
    measures: tuple[str, ...]
    also: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class RuledOut:
    """A response that is ruled out: the words, the quotation they stand in, who says so, whose response, on what condition.

    `mirroring` marks a refusal to do as the other side does; `strand` is empty where no record says which response is meant.
    """

    strand: str
    span: Span
    quotation: Span | None
    by: Speaker
    actor: str
    measures: tuple[str, ...]
    mirroring: bool = False
    condition: str = ""


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """Something to be discussed, with a title in our own words; `also` are the other places that speak of it."""

    title: str
    topic: str
    span: Span
    actors: tuple[str, ...]
    also: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """Something in the report's wording a reader should know; the wording itself is kept."""

    words: str
    why: str
    span: Span


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Words that could not be resolved, with the reason. Nothing is guessed for them."""

    words: str
    why: str
    span: Span


def plain(value: Any) -> Any:
    """Findings as dictionaries, lists, text and numbers, ready for JSON; a date becomes its text."""
    if isinstance(value, PartialDate):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, (tuple, list)):
        return [plain(one) for one in value]
    return value
