"""Room: outline. Subsection: what the main actors spend, so that a cost can be seen in proportion. Editions are never spliced or summed."""

from __future__ import annotations

from dualtrack.catalogue import Record
from dualtrack.facts import Claim, PartialDate, Quantity
from dualtrack.outline.bind import Binder, line
from dualtrack.outline.document import Section, Slot, Table, Trace


def subsection(binder: Binder) -> tuple[Section, ...]:
    """The latest year of every series that was public by the date, about an actor of the scenario; nothing when there is none."""
    rows = []
    for record in _series(binder):
        year, value = max(record.details["points"].items())
        quantity = Quantity.exactly(value, record.details["unit"])
        claim = Claim(
            record.id,
            year,
            quantity,
            PartialDate.parse(year),
            PartialDate.parse(record.details["made_public"]),
            source=record.details["source"],
        )
        trace = Trace(claims=(claim,), sources=(record.sources[record.details["source"]],), record=record.id)
        words = [binder.words(text, record.id) for text in (record.details["basis"], record.details["edition"])]
        rows.append(
            (
                line(binder.short(record.details["subject"], "actors")),
                line(binder.day(year, record.id)),
                line(Slot(str(quantity), trace, "number")),
                *(line(slot) for slot in words),
            )
        )
    if not rows:
        return ()
    header = (line("Actor"), line("Year"), line("Spending"), line("Prices"), line("Edition"))
    caption = line("Spending on defence, latest year public by the date; editions and price bases differ and are never added up")
    return (Section("options-spending", "What the main actors spend", (Table(caption, header, tuple(rows)),)),)


def _series(binder: Binder) -> list[Record]:
    scenario = binder.run.scenario
    named = {scenario.operator, scenario.alliance, *(mention["record"] for mention in scenario.record.details.get("mentions", ()))}
    named |= {
        actor
        for option in scenario.options
        for measure in option.measures
        for actor in binder.catalogue.record(measure, "measures").details.get("needs_agreement_of", ())
    }
    known_by = scenario.dates.known_by
    return [
        record
        for record in binder.catalogue.records("series")
        if record.details["subject"] in named
        and (known_by is None or PartialDate.parse(record.details["made_public"]).latest() <= known_by)
    ]
