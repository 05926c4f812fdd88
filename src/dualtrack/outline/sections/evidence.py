"""Room: outline. What the record says of interception: compiled rates that were public by the date, each with what it counts over what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dualtrack.catalogue import Record
from dualtrack.facts import PartialDate
from dualtrack.outline.bind import Binder, line
from dualtrack.outline.document import Block, Line, Paragraph, Slot, Table, Trace

NONE = (
    "No compiled record of interceptions was public by the date, so the chances above are bands of ours; what was learnt later of other "
    "defences and other missiles is not used for this date."
)


def blocks(binder: Binder) -> list[Block]:
    """A table for each record of evidence that was public by the date; a sentence where there was none."""
    dates = binder.run.scenario.dates
    found = [
        record
        for record in binder.catalogue.records("evidence")
        if dates.known_by is None or PartialDate.parse(record.details["on"]).latest() <= dates.known_by
    ]
    if not found:
        return [Paragraph(line(NONE))]
    made: list[Block] = []
    for record in found:
        made += [_table(record), _warning(record)]
    return made


def _table(record: Record) -> Table:
    """The rates over the whole window, by type."""
    details = record.details
    trace = Trace(sources=(record.sources[details["source"]],), record=record.id)
    whole = [rate for rate in details["rates"] if rate["window"] == details["window"]]
    rows = tuple(_row(rate, trace) for rate in whole)
    caption = line(
        "What the record says: ",
        Slot(details["numerator"], trace),
        " over ",
        Slot(details["denominator"], trace),
        ", ",
        Slot(details["window"].replace("/", " to "), trace),
        "; percent; intervals of ",
        Slot(details["interval"], trace),
        "; rows that name several types are in the rates but not in the counts",
    )
    header = (line("Type"), line("Stopped"), line("Of"), line("Rate"))
    return Table(caption, header, rows)


def _row(rate: Mapping[str, Any], trace: Trace) -> tuple[Line, ...]:
    spread = f"{rate['middle']:g} ({rate['low']:g} to {rate['high']:g})"
    name = (rate.get("types") or [rate["type"].replace("-", " ")])[0]
    cells = (f"{rate['numerator']:,}", f"{rate['denominator']:,}", spread)
    return (line(Slot(name, trace, "name")), *(line(Slot(words, trace, "number")) for words in cells))


def _warning(record: Record) -> Paragraph:
    """Whose word it is, and what a rate of a whole defence does not say of one round."""
    trace = Trace(record=record.id)
    return Paragraph(
        line(
            Slot(record.details["one_sided"], trace),
            " A rate counts flights stopped by everything that was fired, jammed or hidden. It is not the chance of one round, and types, "
            "places and months are mixed in it. The raid above does not use it.",
        ),
        "caution",
    )
