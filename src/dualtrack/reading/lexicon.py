"""Room: reading. Finds the names of records in a text, however they are spelt; may import the words of this room only.

Names are kept as a tree of folded parts, so the time does not grow with their number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from dualtrack.reading.findings import ALLIANCE_KINDS, Mention, Unresolved
from dualtrack.reading.folding import APART, COMMA, HYPHEN, TIGHT, Part, parts
from dualtrack.reading.spans import Span, cut

_CONTEXT_AFTER_ALLIANCE = (
    "code",
    "code name",
    "codename",
    "name",
    "reporting name",
    "designation",
    "designator",
    "classification",
)
_STRICT_LENGTH = 4
_MEASURE = "measure"


@dataclass(frozen=True, slots=True)
class Entry:
    """One spelling of one record: `name` is how to print the record, `strand` the response a measure's phrase stands for.

    `side` is the state, alliance or organisation a person always spoke for; the report's own words come first.
    A `context_only` spelling uses up its words and mentions nothing ("NATO code" is no act of the alliance).
    """

    text: str
    record_id: str
    kind: str
    strand: str = ""
    context_only: bool = False
    name: str = ""
    side: str = ""


@dataclass(frozen=True, slots=True)
class _Spelling:
    """An entry with what its letters ask of the text: capitals at these parts, no spaces inside, commas allowed."""

    entry: Entry
    capitals: tuple[int, ...]
    first_capital: bool
    tight: bool
    comma: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All spellings of all records, ready to be looked for."""

    tree: Mapping[str, Any]
    names: Mapping[str, str]
    kinds: Mapping[str, str]
    sides: Mapping[str, str]

    @classmethod
    def build(cls, entries: Iterable[Entry]) -> Lexicon:
        """Make a lexicon; spellings without a letter or digit are left out."""
        tree: dict[str, Any] = {}
        names: dict[str, str] = {}
        kinds: dict[str, str] = {}
        sides: dict[str, str] = {}
        for entry in entries:
            names.setdefault(entry.record_id, entry.name or entry.text)
            kinds.setdefault(entry.record_id, entry.kind)
            if entry.side:
                sides[entry.record_id] = entry.side
            for variant in _variants(entry):
                _plant(tree, variant)
        return cls(tree, names, kinds, sides)

    def name_of(self, record_id: str) -> str:
        """How to print a record; its id when it has no name."""
        return self.names.get(record_id, record_id)

    def of_kind(self, kinds: Iterable[str]) -> tuple[str, ...]:
        """The ids of the records of these kinds, sorted."""
        wanted = set(kinds)
        return tuple(sorted(record for record, kind in self.kinds.items() if kind in wanted))

    def scan(self, text: str) -> tuple[tuple[Mention, ...], tuple[Unresolved, ...]]:
        """Every mention in the text, longest name first, and the spellings that fit records of different kinds or names."""
        found = parts(text)
        mentions: list[Mention] = []
        unclear: list[Unresolved] = []
        at = 0
        while at < len(found):
            if found[at].folded not in self.tree or found[at].gap == TIGHT:
                at += 1
                continue
            end, entries = self._longest(found, at)
            for inner in range(at + 1, end):
                longer_end, longer = self._longest(found, inner) if found[inner].gap != TIGHT else (0, [])
                if longer_end - inner > end - at:
                    at, end, entries = inner, longer_end, longer
            if end:
                span = cut(text, found[at].start, found[end - 1].end)
                _settle(span, entries, mentions, unclear)
            at = end or at + 1
        return tuple(mentions), tuple(unclear)

    def _longest(self, found: list[Part], at: int) -> tuple[int, list[Entry]]:
        """The index after the longest name that starts at part `at`, and the entries spelt so; 0 when there is none."""
        node: Any = self.tree
        best: tuple[int, list[Entry]] = (0, [])
        tight, comma = True, False
        for index in range(at, len(found)):
            if index > at:
                gap = found[index].gap
                if gap == APART:
                    break
                tight, comma = tight and gap in (TIGHT, HYPHEN), comma or gap == COMMA
            node = node.get(found[index].folded)
            if node is None:
                break
            if "" in node:
                end = _word_end(found, index)
                fitting = [one.entry for one in node[""] if end and _fits(one, found[at : index + 1], tight, comma)]
                if fitting:
                    best = (end, fitting)
        return best


def _variants(entry: Entry) -> Iterable[Entry]:
    yield entry
    last = entry.text[-1:]
    is_name = " " not in entry.text and entry.text[:1].isupper()
    if (is_name or entry.kind == _MEASURE) and last.isalpha() and last.islower() and last != "s":
        yield replace(entry, text=entry.text + "s")
    if entry.kind in ALLIANCE_KINDS and not entry.context_only:
        for word in _CONTEXT_AFTER_ALLIANCE:
            yield replace(entry, text=f"{entry.text} {word}", context_only=True)


def _plant(tree: dict[str, Any], entry: Entry) -> None:
    pieces = parts(entry.text)
    if not pieces:
        return
    node = tree
    for piece in pieces:
        node = node.setdefault(piece.folded, {})
    raws = [piece.raw for piece in pieces]
    digits = any(raw.isdigit() for raw in raws)
    short = sum(map(len, raws)) <= _STRICT_LENGTH and digits
    capitals = tuple(
        index for index, raw in enumerate(raws) if raw.isalpha() and raw.isupper() and (short or (len(raw) > 1 and not digits))
    )
    words = entry.text.split()
    first = words[0][:1].isupper() and len(words) < 3 and not digits
    node.setdefault("", []).append(_Spelling(entry, capitals, first, short and sum(map(str.isalpha, entry.text)) == 1, "," in entry.text))


def _word_end(found: list[Part], index: int) -> int:
    """The index after the word that ends at part `index`, taking in a plural s; 0 inside a word."""
    if index + 1 == len(found) or found[index + 1].gap != TIGHT:
        return index + 1
    is_plural = found[index].raw.isdigit() or found[index].raw.isupper()
    if found[index + 1].raw == "s" and is_plural and (index + 2 == len(found) or found[index + 2].gap != TIGHT):
        return index + 2
    return 0


def _fits(spelling: _Spelling, found: list[Part], tight: bool, comma: bool) -> bool:
    if (spelling.tight and not tight) or (comma and not spelling.comma):
        return False
    if spelling.first_capital and not found[0].raw[0].isupper():
        return False
    return all(found[index].raw.isupper() for index in spelling.capitals)


def _settle(span: Span, entries: list[Entry], mentions: list[Mention], unclear: list[Unresolved]) -> None:
    if any(entry.context_only for entry in entries):
        return
    records = sorted({(entry.record_id, entry.kind, entry.strand) for entry in entries})
    if len({record_id for record_id, _, _ in records}) > 1 and {kind for _, kind, _ in records} != {_MEASURE}:
        ids = " or ".join(record_id for record_id, _, _ in records)
        unclear.append(Unresolved(span.text, f"the name fits more than one record: {ids}", span))
        return
    mentions += (Mention(span, record_id, kind, strand) for record_id, kind, strand in records)
