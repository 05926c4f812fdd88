"""Room: outline. The types of the one document every output prints: statements whose slots are bound to a result, a claim or a source.

A `Text` may hold no digit. Whatever holds one is a `Slot` with a `Trace`: `document()` fails the build otherwise.
Renderers (`briefs/`) print these types in order and compute nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dualtrack.errors import UntracedNumber
from dualtrack.facts import Claim, Source

Kind = Literal["number", "name", "quote", "date", "words"]


@dataclass(frozen=True, slots=True)
class Trace:
    """What a slot leads back to; at least one of the parts is given.

    `claims` with their `sources`; a `step` of the `model` of that title, and its weakest `label` with the cause;
    `span` in the report; `record` for words taken from a record, a model or a treaty article; `computed` for a count or a
    comparison over other results, in words.
    """

    claims: tuple[Claim, ...] = ()
    sources: tuple[Source, ...] = ()
    step: str = ""
    model: str = ""
    label: str = ""
    span: tuple[int, int] | None = None
    record: str = ""
    computed: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether it leads nowhere."""
        return not (self.claims or self.sources or self.step or self.span or self.record or self.computed)


@dataclass(frozen=True, slots=True)
class Text:
    """Words of ours; they may hold no digit."""

    words: str


@dataclass(frozen=True, slots=True)
class Slot:
    """Words bound to what they come from. Numbers carry a footnote: `note` is its number, given by `document()`."""

    words: str
    trace: Trace
    kind: Kind = "words"
    note: int = 0


Inline = Text | Slot
Line = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `role` `lead` sets it apart, `caution` marks a limit the reader must not miss."""

    line: Line
    role: Literal["plain", "lead", "caution"] = "plain"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of points."""

    items: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the first cell of each row is its heading. `wide` tables may be turned or scrolled."""

    caption: Line
    header: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Ring:
    """A line around a site at the range a claim gives: longitudes and latitudes [degrees], what it stands for, and how it is drawn."""

    label: str
    longitudes: tuple[float, ...]
    latitudes: tuple[float, ...]
    style: int
    step: str


@dataclass(frozen=True, slots=True)
class Point:
    """A place on a map [degrees]: a site or a capital, and whether it is in reach under the widest claim shown."""

    label: str
    longitude: float
    latitude: float
    role: Literal["site", "capital-in-reach", "capital", "sensor"]


@dataclass(frozen=True, slots=True)
class Way:
    """A flight's way over the ground [degrees], and the chance at each point that some radar has it in view."""

    label: str
    longitudes: tuple[float, ...]
    latitudes: tuple[float, ...]
    in_view: tuple[float, ...]
    step: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A map: rings and points over coast and borders, states of `highlighted` (codes) tinted, cut to `bounds` [degrees: W, S, E, N]."""

    id: str
    caption: Line
    alternative: str
    rings: tuple[Ring, ...]
    points: tuple[Point, ...]
    highlighted: tuple[str, ...]
    bounds: tuple[float, float, float, float]
    key: tuple[tuple[int, str], ...]
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True)
class Interval:
    """One bar of a chart: where nine draws in ten lie and the middle one, in the chart's unit, and which series it belongs to."""

    low: float
    middle: float
    high: float
    series: int
    step: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a chart: its name and its bars."""

    label: str
    intervals: tuple[Interval, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Distributions side by side: a line for each thing, a bar for each series, along one axis in `unit`."""

    id: str
    caption: Line
    alternative: str
    unit: str
    rows: tuple[Row, ...]
    key: tuple[tuple[int, str], ...]


Picture = Figure | Chart
Block = Paragraph | Bullets | Table | Figure | Chart


@dataclass(frozen=True, slots=True)
class Section:
    """A section with its heading and blocks; subsections one level down."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Footnote:
    """Where a number leads: the sentence a reader sees, and the trace behind it."""

    number: int
    line: str
    trace: Trace


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A source in the list at the end, the records that cite it and how many of their claims."""

    source: Source
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """The whole brief. `facts` are the lines under the title (date, perspectives, seed ...), `language` its tongue."""

    title: str
    subtitle: str
    facts: tuple[tuple[str, Slot], ...]
    sections: tuple[Section, ...]
    footnotes: tuple[Footnote, ...]
    sources: tuple[SourceEntry, ...]
    attribution: tuple[str, ...]
    language: str = "en"


_DIGIT = re.compile(r"\d")


def check_inline(inline: Inline, where: str) -> None:
    """Raise UntracedNumber for our own words holding a digit, or a slot that leads nowhere."""
    if isinstance(inline, Text) and _DIGIT.search(inline.words):
        raise UntracedNumber(f"{where}: {inline.words!r} holds a number with neither source nor step; bind it to a Slot")
    if isinstance(inline, Slot) and inline.trace.is_empty:
        raise UntracedNumber(f"{where}: {inline.words!r} leads to neither source nor step; give its Trace a claim, a source or a step")


def lines_of(block: Block) -> Iterator[Line]:
    """Every line of a block, in reading order."""
    if isinstance(block, Paragraph):
        yield block.line
    elif isinstance(block, Bullets):
        yield from block.items
    elif isinstance(block, Table):
        yield block.caption
        yield from block.header
        for row in block.rows:
            yield from row
    else:
        yield block.caption
