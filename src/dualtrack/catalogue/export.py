"""Room: catalogue. Every visible claim as one flat row for a spreadsheet, or the records whole as plain data."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Iterator
from typing import Any

from dualtrack.catalogue.attributes import ATTRIBUTES
from dualtrack.catalogue.catalogue import Catalogue
from dualtrack.catalogue.page import Lens, claimant_name, is_stale, page
from dualtrack.catalogue.records import Record
from dualtrack.facts import Claim, Quantity

COLUMNS = (
    *("claim", "folder", "record", "kind", "name", "attribute", "title", "value", "form", "low", "high", "unit"),
    *("as_of", "until", "made_public", "claimant", "claimant_name", "speaker", "assumed", "note", "against"),
    *("disputed", "dispute", "dispute_knows_more"),
    *("checked", "stale", "source", "source_title", "publisher", "published", "accessed", "url", "doi", "page", "read_in", "licence"),
)
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def rows(records: Iterable[Record], catalogue: Catalogue, lens: Lens) -> Iterator[dict[str, str]]:
    """One row a claim that is visible, every field as text; numbers stay as they are in the record, in its unit."""
    for record in records:
        for claim in lens.shown(record.claims):
            hidden = len(lens.shown(record.of(claim.attribute))) < len(record.of(claim.attribute))
            known = {"dispute_knows_more": "yes" if hidden and claim.attribute in record.dispute_texts else "no"}
            yield {**_subject(claim, record), **_said(claim, record, catalogue), **known, **_source(claim, record, lens)}


def _subject(claim: Claim, record: Record) -> dict[str, str]:
    value = claim.value
    number = value if isinstance(value, Quantity) else None
    return {
        "claim": claim.id,
        "folder": record.folder,
        "record": record.id,
        "kind": record.kind,
        "name": record.name,
        "attribute": claim.attribute,
        "title": ATTRIBUTES[record.folder][claim.attribute].title,
        "value": str(value),
        "form": number.form if number else "words",
        "low": f"{number.low:.10g}" if number and math.isfinite(number.low) else "",
        "high": f"{number.high:.10g}" if number and math.isfinite(number.high) else "",
        "unit": number.unit if number else "",
    }


def _said(claim: Claim, record: Record, catalogue: Catalogue) -> dict[str, str]:
    return {
        "as_of": str(claim.as_of or ""),
        "until": str(claim.until or ""),
        "made_public": str(claim.made_public or ""),
        "claimant": claim.claimant,
        "claimant_name": claimant_name(claim, record, catalogue) if claim.claimant else "",
        "speaker": claim.speaker,
        "assumed": claim.assumed,
        "note": claim.note,
        "against": ", ".join(claim.against),
        "disputed": "yes" if claim.attribute in record.dispute_texts else "no",
        "dispute": record.dispute_texts.get(claim.attribute, ""),
    }


def _source(claim: Claim, record: Record, lens: Lens) -> dict[str, str]:
    source = record.sources.get(claim.source)
    names = ("publisher", "published", "accessed", "url", "doi", "page", "read_in", "licence")
    return {
        "checked": source.checked.value if source else "assumed",
        "stale": "yes" if is_stale(source, lens.fresh_from) else "no",
        "source": claim.source,
        "source_title": source.title if source else "",
        **{name: getattr(source, name) if source else "" for name in names},
    }


def as_csv(records: Iterable[Record], catalogue: Catalogue, lens: Lens) -> str:
    """The rows as comma-separated values; words a spreadsheet would run as a formula get an apostrophe before them."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in rows(records, catalogue, lens):
        writer.writerow({name: f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell for name, cell in row.items()})
    return text.getvalue()


def as_plain(records: Iterable[Record], catalogue: Catalogue, lens: Lens) -> dict[str, Any]:
    """The records whole, with the catalogue's fingerprint."""
    return {"fingerprint": catalogue.fingerprint(), "records": [page(record, catalogue, lens) for record in records]}
