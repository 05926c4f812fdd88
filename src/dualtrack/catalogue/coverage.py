"""Room: catalogue. What is covered and where the gaps are: per kind of record and attribute, who holds a claim, or says unknown."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from dualtrack.catalogue.attributes import ATTRIBUTES
from dualtrack.catalogue.catalogue import Catalogue
from dualtrack.catalogue.page import is_stale
from dualtrack.catalogue.records import Record


@dataclass(frozen=True, slots=True)
class Covered:
    """One attribute over the records of one kind: how many hold a claim, are disputed, say that it is unknown, or are silent."""

    folder: str
    kind: str
    attribute: str
    title: str
    claimed: int
    disputed: int
    unknown: int
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """The records of one kind in numbers, with what their claims rest on."""

    folder: str
    kind: str
    records: int
    claims: int
    disputes: int
    checked: Mapping[str, int]


def counted(records: tuple[Record, ...]) -> tuple[Counted, ...]:
    """Numbers per folder and kind, in that order."""
    return tuple(_count(folder, kind, members) for (folder, kind), members in _by_kind(records))


def _by_kind(records: tuple[Record, ...]) -> list[tuple[tuple[str, str], list[Record]]]:
    """The records of each folder and kind, in that order."""
    kinds: dict[tuple[str, str], list[Record]] = {}
    for record in records:
        kinds.setdefault((record.folder, record.kind), []).append(record)
    return sorted(kinds.items())


def _count(folder: str, kind: str, records: list[Record]) -> Counted:
    claims = [(claim, record) for record in records for claim in record.claims]
    checked = Counter("assumed" if claim.assumed else record.sources[claim.source].checked.value for claim, record in claims)
    return Counted(folder, kind, len(records), len(claims), sum(len(record.dispute_texts) for record in records), checked)


def covered(catalogue: Catalogue, folder: str = "") -> tuple[Covered, ...]:
    """The coverage of every attribute that some record of a kind holds: what none of a kind holds is no gap of one of them."""
    rows = []
    for (name, kind), records in _by_kind(catalogue.records(folder)):
        for attribute, about in ATTRIBUTES[name].items():
            claimed = [record for record in records if any(claim.attribute == attribute for claim in record.claims)]
            unknown = [record for record in records if attribute in record.unknowns]
            if not claimed and not unknown:
                continue
            disputed = sum(attribute in record.dispute_texts for record in claimed)
            silent = tuple(record.id for record in records if record not in claimed and record not in unknown)
            rows.append(Covered(name, kind, attribute, about.title, len(claimed), disputed, len(unknown), silent))
    return tuple(rows)


def stale_claims(records: tuple[Record, ...], fresh_from: datetime.date) -> tuple[str, ...]:
    """The claims whose source was last looked at before a day."""
    return tuple(claim.id for record in records for claim in record.claims if is_stale(record.sources.get(claim.source), fresh_from))
