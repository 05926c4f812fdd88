"""The brief's tables of what stood on record on the date, and its dispute page: nothing later, nothing added up, every number traced."""

import datetime
from functools import cache

from small_world import claim, run_of, shipped, small_run

from dualtrack.facts import State
from dualtrack.outline import Section, Slot, Table, brief
from dualtrack.outline.document import lines_of
from dualtrack.outline.sections import on_record


@cache
def part(name: str) -> Section:
    return next(found for found in brief(small_run(), shipped()).sections if found.id == name)


def tables(section: Section) -> list[Table]:
    return [block for inner in (section, *section.sections) for block in inner.blocks if isinstance(block, Table)]


def slots(section: Section) -> list[Slot]:
    blocks = [block for inner in (section, *section.sections) for block in inner.blocks]
    return [inline for block in blocks for line in lines_of(block) for inline in line if isinstance(inline, Slot)]


def words(line: tuple[object, ...]) -> str:
    return "".join(str(getattr(inline, "words", "")) for inline in line)


def rows(section: Section, caption: str) -> list[list[str]]:
    table = next(found for found in tables(section) if caption in words(found.caption))
    return [[words(cell) for cell in row] for row in table.rows]


def test_presence_names_host_and_framework_nation() -> None:
    found = rows(part("on-record"), "Allied presence")
    latvia = next(row for row in found if "Latvia" in row[0])
    assert latvia[1] == "Latvia"
    assert latvia[2].startswith("Canada")
    assert not [row for row in found if "Slovakia" in row[0]], "its battlegroup is of 2022"


def test_what_stands_in_the_tables_had_been_public_by_the_date() -> None:
    day = small_run().scenario.dates.known_by
    assert day is not None
    for section in (part("on-record"), part("disputes")):
        claims = [claim for slot in slots(section) for claim in slot.trace.claims]
        assert claims
        assert all(claim.made_public is None or claim.made_public.latest() <= day for claim in claims)
        assert all(claim.as_of is None or claim.as_of.earliest() <= day for claim in claims)


def test_a_pledge_stands_apart_from_forces_and_nothing_is_added_up() -> None:
    pledged = next(inner for inner in part("on-record").sections if inner.id == "on-record-pledges")
    held = {claim.attribute for slot in slots(pledged) for claim in slot.trace.claims}
    present = next(inner for inner in part("on-record").sections if inner.id == "on-record-presence")
    assert held.isdisjoint({claim.attribute for slot in slots(present) for claim in slot.trace.claims} - {"readiness"})
    assert not [slot for slot in slots(present) if slot.trace.computed or slot.trace.step]
    caution = next(block for block in pledged.blocks if getattr(block, "role", "") == "caution")
    assert "no force" in words(caution.line)  # type: ignore[union-attr]


def test_decisions_and_milestones_are_in_order_and_of_the_past() -> None:
    day = str(small_run().scenario.dates.holds_on)
    for caption in ("By the alliance", "Milestones on record"):
        days = [row[0] for row in rows(part("on-record"), caption)]
        assert days == sorted(days)
        assert days[-1] <= day
        assert len(days) <= 12


def test_the_dispute_page_gives_every_side_and_decides_nothing() -> None:
    table = tables(part("disputes"))[0]
    assert len(table.header) == 3 + len(small_run().scenario.perspectives)
    for row in table.rows:
        values = {str(claim.value) for inline in row[2] if isinstance(inline, Slot) for claim in inline.trace.claims}
        assert values
    found = [[words(cell) for cell in row] for row in table.rows]
    ranges = next(row for row in found if row[0] == "9M729" and row[1] == "Maximum range")
    assert "Russia" in ranges[2]
    assert ranges[3:5] == ["above 500 km", "480 km"]


def test_who_leads_is_told_as_of_the_date_and_an_end_counts_once_it_has_surely_come() -> None:
    scenario = run_of(4, as_of="2023-06-01")
    section = next(found for found in brief(scenario, shipped()).sections if found.id == "on-record")
    slovakia = next(row for row in rows(section, "Allied presence") if "Slovakia" in row[0])
    assert slovakia[2] == "not said by the date", "that Spain took over became known in 2024"
    end = claim(State("2017"))
    assert not on_record._is_over(end, datetime.date(2017, 6, 1))
    assert on_record._is_over(end, datetime.date(2017, 12, 31))
