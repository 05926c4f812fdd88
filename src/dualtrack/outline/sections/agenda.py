"""Room: outline. Section: every agenda item of the report with what the tool can and cannot say of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dualtrack.catalogue import Record
from dualtrack.outline.bind import Binder, joined, line
from dualtrack.outline.document import Block, Bullets, Inline, Line, Paragraph, Section, Slot, Trace

SHOWN = 4


def section(binder: Binder) -> Section | None:
    """One point per agenda item; None when there is no report or it names no item."""
    items = binder.run.scenario.record.details.get("agenda", ())
    if not items:
        return None
    blocks: list[Block] = [Paragraph(line("The report's agenda, item by item. What no model and no record answers is said to be so."))]
    blocks.append(Bullets(tuple(_item(binder, item) for item in items)))
    return Section("agenda", "The agenda", tuple(blocks))


def _item(binder: Binder, item: Mapping[str, Any]) -> Line:
    said = item["said"]
    parts: list[Inline] = [Slot(item["title"], Trace(span=(said["start"], said["end"])), "name"), *line(". ")]
    about = [record for record in item["about"] if binder.catalogue.has(record)]
    scenario = binder.run.scenario
    treated = [record for record in about if record in scenario.systems or record in scenario.treaties]
    if treated:
        parts += [
            *line("What can be said: reach, flight time where a model is valid, and the verdict, above, on "),
            *joined(binder.short(record) for record in treated),
            *line(". "),
        ]
    measures = sorted({measure for option in scenario.options for measure in option.measures})
    strands = {binder.catalogue.record(measure, "measures").details["strand"] for measure in measures} & set(item["about"])
    if treated or strands:
        parts += line("The responses are compared above. ")
    others = [record for record in about if record != scenario.alliance]
    decisions = _decisions(binder, others, bool(treated))
    if decisions:
        names = joined((_decision(binder, record) for record in decisions), "; ")
        parts += [*line("On record by the date: "), *names, *line(". ")]
    if not (treated or strands or decisions):
        parts += line("Nothing in the records or models answers this item. ")
    for statement in _statements(binder, item):
        quote = Slot(statement["said"]["text"], Trace(span=(statement["said"]["start"], statement["said"]["end"])), "quote")
        who = (binder.short(statement["speaker"], "actors"), *line(": ")) if statement.get("speaker") else ()
        parts += [*line("In the report: "), *who, quote, *line(" ")]
    parts += line(
        "What cannot be said: what was agreed behind closed doors, and what no model here covers, "
        "such as the effect on relations or on reform."
    )
    return tuple(parts)


def _statements(binder: Binder, item: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The report's quotations about somebody whom the item names, other than the alliance and the operator."""
    scenario = binder.run.scenario
    subject = set(item["about"]) - {scenario.alliance, scenario.operator, *scenario.systems, *scenario.treaties}
    found = scenario.record.details.get("statements", ())
    return [statement for statement in found if statement["quoted"] and subject & set(statement["about"])]


def _decision(binder: Binder, record: Record) -> Slot:
    claims = binder.catalogue.claims(record.id, "content", binder.run.scenario.dates) or binder.catalogue.claims(
        record.id, "status", binder.run.scenario.dates
    )
    trace = Trace(claims=claims[:1], sources=binder.sources(claims[:1]), record=record.id)
    return Slot(f"{record.name} ({record.details['on']})", trace, "name")


def _decisions(binder: Binder, about: list[str], treated: bool) -> list[Record]:
    """The last decisions public by the date, by an actor the item is about; by the alliance where the item is treated here.

    Of what lies after the date only meetings are named: they are announced ahead.
    """
    dates = binder.run.scenario.dates
    found = [
        record
        for record in binder.catalogue.records("decisions")
        if (record.details["by"] in about or (treated and record.details["by"] == binder.run.scenario.alliance))
        and (str(record.details["on"]) <= str(dates.holds_on) or record.details.get("meeting"))
        and any(binder.catalogue.claims(record.id, claim.attribute, dates) for claim in record.claims)
    ]
    return sorted(found, key=lambda record: str(record.details["on"]))[-SHOWN:]
