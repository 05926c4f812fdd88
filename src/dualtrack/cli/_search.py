"""Room: cli. Looks words up in the records: names first, then summaries, claims and a record's own fields. Reads no file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dualtrack.catalogue import Record
from dualtrack.catalogue.page import Lens
from dualtrack.facts import Claim
from dualtrack.geography.names import folded

NAMES, SUMMARY, CLAIMS, FIELDS = range(4)
LONGEST = 160
"""Characters of a passage that are shown."""


def matches(text: str, records: Iterable[Record], lens: Lens, heard: set[str]) -> list[dict[str, Any]]:
    """The records holding every word of the text in one place, best first, with where; `heard` limits claims to those claimants."""
    words = folded(text).split()
    found: list[tuple[int, Record, list[dict[str, str]]]] = []
    for record in records:
        hits = [(rank, where, passage) for rank, where, passage in _passages(record, lens, heard) if _holds(passage, words, rank)]
        if words and hits:
            places = [{"where": where, "words": _excerpt(passage, words)} for _, where, passage in hits]
            found.append((min(rank for rank, *_ in hits), record, places))
    found.sort(key=lambda entry: (entry[0], entry[1].folder, entry[1].id))
    return [
        {"id": record.id, "folder": record.folder, "kind": record.kind, "name": record.name, "matches": places}
        for _, record, places in found
    ]


def _passages(record: Record, lens: Lens, heard: set[str]) -> Iterator[tuple[int, str, str]]:
    """Every passage of a record with its rank and where it stands."""
    yield NAMES, "id", record.id
    yield NAMES, "official name", record.name
    if record.nato_name:
        yield NAMES, "NATO's name", record.nato_name
    for alias in record.aliases:
        yield NAMES, "alias", alias
    yield SUMMARY, "summary", record.summary
    for claim in lens.shown(record.claims):
        if not heard or claim.claimant in heard:
            yield CLAIMS, f"claim {claim.id}", _words(claim)
    if not lens.dated:
        for attribute, text in record.dispute_texts.items():
            yield CLAIMS, f"dispute about {attribute}", text
    for where, text in _texts(record.details, ""):
        yield FIELDS, where, text


def _words(claim: Claim) -> str:
    said = f"{claim.value}, says {claim.claimant}" if claim.claimant else f"{claim.value}, assumed: {claim.assumed}"
    return "; ".join(part for part in (said, claim.speaker, claim.note) if part)


def _texts(node: Any, where: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, Mapping):
        for key, value in node.items():
            yield from _texts(value, f"{where}.{key}".lstrip("."))
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from _texts(value, f"{where}.{number}")
    elif isinstance(node, str):
        yield where, node


def _holds(passage: str, words: list[str], rank: int) -> bool:
    """Whether a passage holds every word; names also when they are written together."""
    plain = folded(passage)
    if all(word in plain for word in words):
        return True
    return rank == NAMES and "".join(words) in plain.replace(" ", "")


def _excerpt(passage: str, words: list[str]) -> str:
    """The passage, cut around the first word when it is long."""
    line = " ".join(passage.split())
    if len(line) <= LONGEST:
        return line
    at = max(folded(line).find(words[0]), 0)
    start = max(0, min(at - LONGEST // 3, len(line) - LONGEST))
    return ("..." if start else "") + line[start : start + LONGEST] + ("..." if start + LONGEST < len(line) else "")
