"""Room: briefs. The brief as JSON: the whole document with every trace, claim and source, as `brief.schema.json` describes it.

May import outline and facts; touches only its own schema. Prints the document as it is and computes nothing.
"""

from __future__ import annotations

import json
import math
import re
from importlib import resources
from typing import Any

from dualtrack.facts import Claim, Quantity, Source, State
from dualtrack.outline.document import (
    Block,
    Bullets,
    Chart,
    Document,
    Figure,
    Inline,
    Line,
    Paragraph,
    Section,
    Slot,
    Table,
    Trace,
)

SUFFIX = ".json"
SCHEMA = "urn:dualtrack:brief"
SCHEMA_VERSION = "1.0"
PLACES = 4
"""Decimal places of a longitude or latitude: about ten metres."""

Plain = dict[str, Any]
_PAIR = re.compile(r"\[\n\s*(-?[\d.]+),\n\s*(-?[\d.]+)\n\s*\]")


def render(document: Document) -> bytes:
    """The document as UTF-8 JSON; the same document gives the same bytes."""
    written = json.dumps(_Writer().document(document), ensure_ascii=False, indent=1, allow_nan=False)
    return (_PAIR.sub(r"[\1, \2]", written) + "\n").encode()


def schema() -> Plain:
    """The JSON Schema (draft 2020-12) of what `render` writes."""
    text = resources.files("dualtrack.briefs").joinpath("brief.schema.json").read_text(encoding="utf-8")
    found: Plain = json.loads(text)
    return found


class _Writer:
    """Writes a document's parts, keeping each claim and each source once under a key of its own."""

    def __init__(self) -> None:
        self._claims: dict[Claim, str] = {}
        self._sources: dict[Source, str] = {}

    def document(self, document: Document) -> Plain:
        """The whole document; claims and sources are gathered while its other parts are written."""
        listed = [{"source": self._source(entry.source), "cited_by": list(entry.records)} for entry in document.sources]
        facts = [{"label": label, "slot": self._inline(slot)} for label, slot in document.facts]
        sections = [self._section(section) for section in document.sections]
        notes = [{"number": note.number, "line": note.line, "trace": self._trace(note.trace)} for note in document.footnotes]
        return {
            "schema": SCHEMA,
            "schema_version": SCHEMA_VERSION,
            "language": document.language,
            "title": document.title,
            "subtitle": document.subtitle,
            "facts": facts,
            "sections": sections,
            "footnotes": notes,
            "source_list": listed,
            "attribution": list(document.attribution),
            "claims": {key: self._claim_parts(claim) for claim, key in self._claims.items()},
            "sources": {key: _source_parts(source) for source, key in self._sources.items()},
        }

    def _section(self, section: Section) -> Plain:
        return {
            "id": section.id,
            "title": section.title,
            "blocks": [self._block(block) for block in section.blocks],
            "sections": [self._section(inner) for inner in section.sections],
        }

    def _block(self, block: Block) -> Plain:
        if isinstance(block, Paragraph):
            return {"type": "paragraph", "role": block.role, "line": self._line(block.line)}
        if isinstance(block, Bullets):
            return {"type": "bullets", "items": [self._line(item) for item in block.items]}
        if isinstance(block, Table):
            return {
                "type": "table",
                "caption": self._line(block.caption),
                "wide": block.wide,
                "header": [self._line(cell) for cell in block.header],
                "rows": [[self._line(cell) for cell in row] for row in block.rows],
            }
        shown = _chart(block) if isinstance(block, Chart) else _figure(block)
        return {**shown, "caption": self._line(block.caption)}

    def _line(self, line: Line) -> list[Plain]:
        return [self._inline(inline) for inline in line]

    def _inline(self, inline: Inline) -> Plain:
        if not isinstance(inline, Slot):
            return {"type": "text", "words": inline.words}
        slot: Plain = {"type": "slot", "kind": inline.kind, "words": inline.words}
        return slot | ({"note": inline.note} if inline.note else {"trace": self._trace(inline.trace)})

    def _trace(self, trace: Trace) -> Plain:
        """The parts of a trace that are given."""
        parts: Plain = {
            "claims": [self._claim(claim) for claim in trace.claims],
            "sources": [self._source(source) for source in trace.sources],
            "step": trace.step,
            "model": trace.model,
            "label": trace.label,
            "span": list(trace.span) if trace.span else None,
            "record": trace.record,
            "computed": trace.computed,
        }
        return {name: part for name, part in parts.items() if part}

    def _claim(self, claim: Claim) -> str:
        return self._claims.setdefault(claim, _free(claim.id, self._claims.values()))

    def _source(self, source: Source) -> str:
        return self._sources.setdefault(source, _free(source.id, self._sources.values()))

    def _claim_parts(self, claim: Claim) -> Plain:
        dates = {name: getattr(claim, name) for name in ("as_of", "made_public", "until")}
        parts: Plain = {
            "subject": claim.subject,
            "attribute": claim.attribute,
            "number": claim.number,
            "label": claim.label.value,
            "value": _value(claim),
            **{name: str(date) for name, date in dates.items() if date},
            "claimant": claim.claimant,
            "speaker": claim.speaker,
            "source_id": claim.source,
            "assumed": claim.assumed,
            "note": claim.note,
            "against": list(claim.against),
        }
        return {name: part for name, part in parts.items() if part not in ("", [])}


def _free(wanted: str, taken: Any) -> str:
    """The wanted key, with a number behind it when another thing already has it."""
    keys, number = set(taken), 2
    key = wanted
    while key in keys:
        key, number = f"{wanted}-{number}", number + 1
    return key


def _value(claim: Claim) -> Plain:
    """A claim's value with its words; an end that no source bounds is null."""
    value = claim.value
    if isinstance(value, Quantity):
        return {
            "type": "quantity",
            "words": str(value),
            "form": value.form,
            "low": _number(value.low),
            "high": _number(value.high),
            "low_closed": value.low_closed,
            "high_closed": value.high_closed,
            "unit": value.unit,
        }
    if isinstance(value, State):
        return {"type": "state", "words": value.text}
    return {"type": "unknown", "words": str(value), "reason": value.reason}


def _number(value: float) -> int | float | None:
    """A number without the noise of its binary form; None for infinity."""
    if not math.isfinite(value):
        return None
    return int(value) if value.is_integer() else float(f"{value:.10g}")


def _source_parts(source: Source) -> Plain:
    names = ("id", "title", "publisher", "published", "accessed", "url", "doi", "page", "read_in", "licence", "note")
    given = {name: getattr(source, name) for name in names}
    return {name: part for name, part in given.items() if part} | {"checked": source.checked.value}


def _figure(figure: Figure) -> Plain:
    """A map's rings, ways and points as GeoJSON features; rings and ways are lines, and may pass the antimeridian."""
    rings = [
        _feature(
            "LineString",
            [_position(east, north) for east, north in zip(ring.longitudes, ring.latitudes, strict=True)],
            {"role": "ring", "label": ring.label, "style": ring.style, "step": ring.step},
        )
        for ring in figure.rings
    ]
    ways = [
        _feature(
            "LineString",
            [_position(east, north) for east, north in zip(way.longitudes, way.latitudes, strict=True)],
            {"role": "way", "label": way.label, "in_view": [round(chance, 3) for chance in way.in_view], "step": way.step},
        )
        for way in figure.ways
    ]
    points = [
        _feature("Point", _position(point.longitude, point.latitude), {"role": point.role, "label": point.label}) for point in figure.points
    ]
    return {
        "type": "figure",
        "id": figure.id,
        "alternative": figure.alternative,
        "bounds": [_number(edge) for edge in figure.bounds],
        "highlighted": list(figure.highlighted),
        "key": [{"style": style, "label": label} for style, label in figure.key],
        "map": {"type": "FeatureCollection", "features": [*rings, *ways, *points]},
    }


def _chart(chart: Chart) -> Plain:
    """A chart's lines with their bars; an end that is never reached is null."""
    return {
        "type": "chart",
        "id": chart.id,
        "alternative": chart.alternative,
        "unit": chart.unit,
        "key": [{"style": style, "label": label} for style, label in chart.key],
        "rows": [
            {
                "label": row.label,
                "intervals": [
                    {
                        "low": _number(bar.low),
                        "middle": _number(bar.middle),
                        "high": _number(bar.high),
                        "series": bar.series,
                        "step": bar.step,
                    }
                    for bar in row.intervals
                ],
            }
            for row in chart.rows
        ],
    }


def _feature(kind: str, coordinates: Any, properties: Plain) -> Plain:
    return {"type": "Feature", "geometry": {"type": kind, "coordinates": coordinates}, "properties": properties}


def _position(longitude: float, latitude: float) -> list[float]:
    return [round(longitude, PLACES), round(latitude, PLACES)]
