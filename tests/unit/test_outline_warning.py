"""The brief on warning and on what would get through: words where no number is honest, numbers traced, pictures with steps."""

from __future__ import annotations

from functools import cache

import numpy as np
from small_world import run_of, shipped, small_run

from dualtrack.briefs._pictures import svg
from dualtrack.outline import Chart, Document, Figure, Section, Slot, Table, brief
from dualtrack.outline.document import lines_of
from dualtrack.runs import Run


@cache
def world() -> Run:
    return run_of(raid="notional-sixty")


@cache
def document() -> Document:
    return brief(world(), shipped())


def part(name: str) -> Section:
    return next(found for found in document().sections if found.id == name)


def blocks(section: Section) -> list[object]:
    return [block for inner in (section, *section.sections) for block in inner.blocks]


def words(line: tuple[object, ...]) -> str:
    return "".join(str(getattr(inline, "words", "")) for inline in line)


def told(section: Section) -> str:
    return " ".join(words(line) for block in blocks(section) for line in lines_of(block))  # type: ignore[arg-type]


def tables(section: Section) -> list[Table]:
    return [block for block in blocks(section) if isinstance(block, Table)]


def test_warning_is_told_by_perspective_and_claim_and_never_as_a_bare_zero() -> None:
    by_view, by_claim = tables(part("warning"))
    views = {words(row[0]): [words(cell) for cell in row[1:]] for row in by_view.rows}
    assert views["NATO"][0] == "unknown: the claim is a bound"
    assert views["Russia"][0] == "no capital in reach"
    assert "no sensor on record sees it" in told(part("warning"))
    cells = [words(cell) for row in by_claim.rows for cell in row[1:]]
    assert "not in reach" in cells and "unknown: the claim is a bound" in cells
    assert not [cell for cell in cells if cell == "0" or cell.startswith("at most not")]


def test_a_header_that_pages_repeat_has_no_footnote() -> None:
    for table in tables(part("warning")):
        assert not [inline for cell in table.header for inline in cell if isinstance(inline, Slot) and inline.note]


def test_sensors_that_count_and_those_left_out_are_named() -> None:
    said = told(part("warning"))
    assert "Kellavere radar" in said and "Left out, no public figure of its range by the date" in said
    assert {post.sensor for post, _ in world().watch.left_out}.isdisjoint(post.sensor for post in world().watch.posts)


def test_the_pictures_lead_to_steps_and_are_drawn() -> None:
    (ways,) = [block for block in blocks(part("warning")) if isinstance(block, Figure)]
    (chart,) = [block for block in blocks(part("warning")) if isinstance(block, Chart)]
    assert all(way.step in world().steps for way in ways.ways) and len(ways.ways) == len(chart.rows)
    for row in chart.rows:
        flight, warning = row.intervals
        assert warning.high <= flight.high + 1e-9 and warning.low <= warning.middle <= warning.high
    for picture in (ways, chart):
        drawn = svg(picture)
        assert drawn.startswith("<svg") and drawn == svg(picture) and "nan" not in drawn.lower()


def test_what_gets_through_is_compared_by_option_with_what_it_cannot_say() -> None:
    section = part("defended")
    through, spent = tables(section)
    assert [words(row[0]) for row in through.rows] == ["Hold: change nothing", "Air and missile defence"]
    assert "No report speaks of such a raid" in told(section) and "they are no forecast" in told(section)
    assert "No compiled record of interceptions was public by the date" in told(section)
    costs = [[words(cell) for cell in row[2:]] for row in spent.rows]
    assert costs[0] == ["unknown", "unknown"] and costs[1][0].startswith("at least")
    held, defended = (world().option_answers[name]["raid_leakers"].array for name in ("hold", "defence"))
    assert held is not None and defended is not None and np.mean(defended) < np.mean(held)


def test_a_scenario_without_a_raid_has_no_such_section() -> None:
    assert "defended" not in [section.id for section in brief(small_run(), shipped()).sections]
    assert small_run().option_answers["hold"]["raid_leakers"].ending.word == "not modelled yet"


def test_evidence_is_told_only_where_it_was_public_by_the_date() -> None:
    later = brief(run_of(as_of="2026-10-01", raid="notional-sixty"), shipped())
    section = next(found for found in later.sections if found.id == "defended")
    assert "Shahed-136/131" in told(section) and "No compiled record" not in told(section)
    assert "It is not the chance of one round" in told(section)
    (table,) = [block for block in blocks(section) if isinstance(block, Table) and "What the record says" in words(block.caption)]
    for row in table.rows:
        stopped, launched = (int(words(cell).replace(",", "")) for cell in row[1:3])
        assert 0 <= stopped <= launched
