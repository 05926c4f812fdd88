"""Room: outline. Section: what is claimed, by whom, and what is disputed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dualtrack.catalogue.attributes import ATTRIBUTES
from dualtrack.facts import Claim
from dualtrack.facts.claim import differ
from dualtrack.outline.bind import Binder, joined, line
from dualtrack.outline.document import Block, Bullets, Line, Paragraph, Section, Slot, Table, Trace


def section(binder: Binder) -> Section:
    """The report's statements with their speakers, then every dispute about the scenario's systems as it stood on the date."""
    blocks: list[Block] = []
    statements = binder.run.scenario.record.details.get("statements", ())
    quoted = [item for item in statements if item["quoted"]]
    if quoted:
        blocks.append(Paragraph(line("In the report's own words, each with the one it gives as the speaker:")))
        blocks.append(Bullets(tuple(statement(binder, item) for item in quoted)))
    told = [item for item in statements if not item["quoted"]]
    if told:
        blocks.append(Paragraph(line("Outside quotation marks the report says, or has somebody say:")))
        blocks.append(Bullets(tuple(statement(binder, item) for item in told)))
    disputes = tuple(disputed(binder, system) for system in binder.run.scenario.systems)
    found = tuple(inner for inner in disputes if inner is not None)
    if not found:
        blocks.append(Paragraph(line("The record holds no dispute about these systems that had been public by the date.")))
    return Section("claimed", "What is claimed, by whom, and what is disputed", tuple(blocks), found)


def statement(binder: Binder, item: Mapping[str, Any]) -> Line:
    """A statement of the report: its words, bound to their place, and the speaker or the words that name him."""
    said = item["said"]
    quote = Slot(said["text"], Trace(span=(said["start"], said["end"])), "quote")
    if item.get("speaker"):
        who: Slot = binder.short(item["speaker"], "actors")
    elif item.get("speaker_words"):
        who = Slot(f"{item['speaker_words']} (not resolved)", Trace(span=(said["start"], said["end"])))
    else:
        who = Slot("speaker not resolved", Trace(span=(said["start"], said["end"])))
    return line(quote, " - ", who)


def disputed(binder: Binder, system: str) -> Section | None:
    """The disputes about one system, as a table of claims each; None when there is none on the date."""
    record = binder.catalogue.record(system, "systems")
    blocks: list[Block] = []
    for dispute in record.disputes():
        claims = binder.catalogue.claims(system, dispute.attribute, binder.run.scenario.dates)
        if not differ(claims):
            continue
        blocks.append(claim_table(binder, claims, line(title_of(dispute.attribute), ": ", binder.words(dispute.text, system))))
    return Section(f"claimed-{system}", f"Disputes about the {record.name}", tuple(blocks)) if blocks else None


def title_of(attribute: str) -> str:
    """An attribute's title."""
    return ATTRIBUTES["systems"][attribute].title


def claim_table(binder: Binder, claims: Iterable[Claim], caption: Line) -> Table:
    """Claims as rows: the value, who says it, when it is said to hold, when it became public, and whether the source was read."""
    rows = []
    for claim in claims:
        who = (
            line(binder.claimant(claim))
            if not claim.speaker
            else line(binder.claimant(claim), ": ", binder.words(claim.speaker, claim.subject))
        )
        held = binder.day(str(claim.as_of), claim.subject) if claim.as_of else binder.words("not dated", claim.subject)
        public = binder.day(str(claim.made_public), claim.subject) if claim.made_public else binder.words("not dated", claim.subject)
        rows.append((line(binder.value(claim)), who, line(held), line(public), line(binder.checked(claim))))
    header = (line("Claim"), line("Said by"), line("Said to hold from"), line("Public from"), line("Source"))
    return Table(caption, header, tuple(rows))


def names(binder: Binder, records: Iterable[str]) -> Line:
    """Record names with commas."""
    return joined(binder.name(record) for record in records)
