"""The outline: a number without source or step fails the build; footnotes are numbered in reading order; one document for all."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from small_world import shipped, small_run

from dualtrack.errors import UntracedNumber
from dualtrack.outline import Document, Figure, Line, Paragraph, Ring, Section, Slot, Text, Trace, brief
from dualtrack.outline.document import lines_of
from dualtrack.outline.footnotes import Numbering

STEP = Trace(step="abc", model="Reach")


def section(*blocks: Paragraph | Figure) -> Section:
    return Section("s", "A section", blocks)


@cache
def document() -> Document:
    return brief(small_run(), shipped())


def slots(sections: tuple[Section, ...]) -> Iterator[Slot]:
    for found in sections:
        for block in found.blocks:
            for line in lines_of(block):
                yield from (inline for inline in line if isinstance(inline, Slot))
        yield from slots(found.sections)


@pytest.mark.parametrize("line", [(Text("29 members"),), (Slot("29", Trace(), "number"),), (Slot("some words", Trace()),)])
def test_what_leads_nowhere_fails_the_build(line: Line) -> None:
    with pytest.raises(UntracedNumber, match=r"^s: "):
        Numbering().section(section(Paragraph(line)))


def test_a_ring_without_a_step_fails_the_build() -> None:
    ring = Ring("a ring", (0.0, 1.0), (0.0, 1.0), 0, "")
    figure = Figure("map", (Text("A map"),), "A map", (ring,), (), (), (0.0, 0.0, 1.0, 1.0), ())
    with pytest.raises(UntracedNumber, match="a line of map leads to no step"):
        Numbering().section(section(figure))


def test_footnotes_are_numbered_in_reading_order_and_shared_by_equal_traces() -> None:
    other = Trace(computed="counted")
    lines = [(Slot("1", STEP, "number"),), (Slot("2", other, "number"), Slot("3", STEP, "number"), Slot("words", other))]
    numbering = Numbering()
    made = numbering.section(section(*(Paragraph(line) for line in lines)))
    assert [slot.note for slot in slots((made,))] == [1, 2, 1, 0]
    assert [footnote.number for footnote in numbering.footnotes()] == [1, 2]


def test_every_number_of_a_brief_has_a_footnote_and_every_footnote_a_number() -> None:
    numbers = [slot for slot in slots(document().sections) if slot.kind == "number"]
    assert numbers
    assert {slot.note for slot in numbers} == {footnote.number for footnote in document().footnotes}
    assert [footnote.number for footnote in document().footnotes] == list(range(1, len(document().footnotes) + 1))
    assert all(footnote.line.strip() for footnote in document().footnotes)


def test_every_step_named_in_a_brief_was_run() -> None:
    named = {footnote.trace.step for footnote in document().footnotes if footnote.trace.step}
    assert named
    assert named <= set(small_run().steps)


def test_a_brief_has_its_parts_and_the_sources_say_whether_they_were_read() -> None:
    found = [part.id for part in document().sections]
    assert found[:9] == ["bottom-line", "claimed", "on-record", "meaning", "warning", "lawful", "options", "verified", "change"]
    assert {"disputes", "limits", "annex-law"} <= set(found)
    assert {entry.source.checked.value for entry in document().sources} <= {"seen", "secondhand", "recalled"}
    assert all(entry.records for entry in document().sources)


def test_what_was_ruled_out_is_marked_with_who_and_when() -> None:
    text = " ".join(slot.words for slot in slots(document().sections))
    assert "ruled out" in text
    assert "New nuclear land-based missiles" in text


def test_the_same_run_gives_the_same_document() -> None:
    assert brief(small_run(), shipped()) == document()
