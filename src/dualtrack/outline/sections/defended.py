"""Room: outline. Section: what would get through - a notional raid against the batteries of each option, and what that cannot say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dualtrack.comparison import Summary, summarise
from dualtrack.outline.bind import Binder, joined, line
from dualtrack.outline.document import Block, Bullets, Chart, Interval, Line, Paragraph, Row, Section, Slot, Table, Trace
from dualtrack.outline.sections import evidence
from dualtrack.outline.sections.options import option_name
from dualtrack.runs import Cell, Ending
from dualtrack.scenarios import Option

THROUGH = (
    ("raid_leakers", "All"),
    ("raid_batteries_emptied", "Batteries emptied"),
    ("raid_first_empty", "Minutes to the first empty magazine"),
)
SPENT = (
    ("raid_rounds_spent", "Interceptors spent"),
    ("raid_cost_of_rounds", "Their cost, million dollars"),
    ("raid_cost_of_flights", "Cost of the flights, million dollars"),
)


Shown = list[tuple[Option, list[Option]]]
CANNOT_SAY = (
    "What this cannot say: the chance that one round destroys a flight is an interval that rests on the claims of those who fired, on "
    "other days, at other missiles, and nobody outside could check them. Batteries are taken to share one picture without fault, to "
    "fire at what comes first and to save nothing; nobody adapts, nothing is hit before it fires. The intervals hold the chances and the "
    "luck, not these assumptions. So the numbers compare options; they are no forecast of what would get through."
)


def section(binder: Binder) -> Section | None:
    """The raid in words, what gets through under each option that differs, a chart, and the limits of it; nothing without a raid."""
    run = binder.run
    raid_id = run.scenario.record.details.get("raid")
    if not raid_id:
        return None
    raid = binder.catalogue.record(raid_id, "raids")
    groups = [
        Slot(
            f"{group['number']} {group['flight']} over {group.get('over_minutes', 0):g} minutes at {group['area'].title()}",
            Trace(record=raid.id),
        )
        for group in raid.details["arrivals"]
    ]
    intro = line(
        "Measured against a notional raid, the same for every option: ",
        binder.short(raid_id, "raids"),
        ", ",
        *joined(groups, " and "),
        ". ",
        binder.words(raid.details["notional"], raid.id),
    )
    blocks: list[Block] = [Paragraph(intro)]
    shown = _distinct(binder)
    caption = "What gets through of the notional raid: the middle draw and where nine in ten lie"
    through = _table(binder, shown, THROUGH, caption, by_class=True)
    spent = _table(binder, shown, SPENT, "What is spent on it, and what the flights cost their side")
    blocks += [_batteries(binder, shown), through, _chart(binder, shown), spent]
    blocks += evidence.blocks(binder)
    blocks.append(Paragraph(line(CANNOT_SAY), "caution"))
    return Section("defended", "What would get through", tuple(blocks))


def _group(group: Mapping[str, Any]) -> str:
    return f"{group['number']} {group['flight']} over {group.get('over_minutes', 0):g} minutes at {group['area'].title()}"


def _distinct(binder: Binder) -> Shown:
    """The options whose answer differs, each with those that share its step."""
    found: dict[str, tuple[Option, list[Option]]] = {}
    for option in binder.run.scenario.options:
        cell = binder.run.option_answers[option.id]["raid_leakers"]
        key = cell.step or cell.ending.word
        if key in found:
            found[key][1].append(option)
        else:
            found[key] = (option, [])
    return list(found.values())


def _batteries(binder: Binder, shown: Shown) -> Bullets:
    """Which batteries stand before the raid under each option, and how they come to be ready for it."""
    items: list[Line] = []
    for option, same in shown:
        cell = binder.run.option_answers[option.id]["raid_leakers"]
        uses = {use.input: use.words for use in binder.run.steps[cell.step].uses} if cell.step else {}
        trace = binder.step_trace(cell.step) if cell.step else Trace(record=option.id)
        tail = line("; the same under ", *joined((option_name(binder, each) for each in same), "; ")) if same else ()
        ready = line(" ", Slot(uses["ready_from"], trace), ".") if "ready_from" in uses else ()
        items.append(line(option_name(binder, option), ": ", Slot(uses.get("battery_kinds", "none"), trace), *tail, ".", *ready))
    return Bullets(tuple(items))


def _table(binder: Binder, shown: Shown, columns: tuple[tuple[str, str], ...], caption: str, by_class: bool = False) -> Table:
    """One row for each option that differs; `columns` are questions with the words at the head of their column."""
    outputs = binder.run.outputs()
    rows = []
    for option, _ in shown:
        cells = binder.run.option_answers[option.id]
        numbers = [line(binder.number(summarise(cells[question]), "", endless=outputs[question].endless)) for question, _ in columns]
        rows.append((line(option_name(binder, option)), *((_by_class(binder, cells),) if by_class else ()), *numbers))
    first = (line("Option"), *((line("By class"),) if by_class else ()))
    return Table(line(caption), (*first, *(line(words) for _, words in columns)), tuple(rows))


def _by_class(binder: Binder, cells: Mapping[str, Cell]) -> Line:
    """Leakers of each class that comes in the raid."""
    from dualtrack.models.raid import FLIGHT_CLASSES

    cell = cells["raid_leakers_by_class"]
    if cell.array is None:
        return line(binder.ending(cell.ending, cell.because))
    parts: Line = ()
    for index, flight in enumerate(FLIGHT_CLASSES):
        found = summarise(cell, index)
        if _comes(binder, flight):
            parts += line("; " if parts else "", binder.words(flight, "leakage"), " ", binder.number(found, ""))
    return parts


def _comes(binder: Binder, flight: str) -> bool:
    raid = binder.catalogue.record(binder.run.scenario.record.details["raid"], "raids")
    return any(group["flight"] == flight for group in raid.details["arrivals"])


def _chart(binder: Binder, shown: Shown) -> Chart:
    rows = []
    for option, _ in shown:
        found: Summary = summarise(binder.run.option_answers[option.id]["raid_leakers"])
        if found.ending is Ending.VALUE:
            rows.append(Row(option.name, (Interval(found.low, found.middle, found.high, 1, found.step),)))
    return Chart(
        id="defended-chart",
        caption=line("Flights of the notional raid that get through: each bar holds nine draws in ten, the stroke is the middle one."),
        alternative=f"Chart of what gets through under {len(rows)} options.",
        unit="flights",
        rows=tuple(rows),
        key=((1, "flights that get through"),),
    )
