"""Room: outline. Section: the dispute page - every dispute that touches the scenario, who says what, and what each perspective takes."""

from __future__ import annotations

from dualtrack.catalogue import Record
from dualtrack.catalogue.attributes import ATTRIBUTES
from dualtrack.facts import Claim, Dispute, Perspective
from dualtrack.facts.claim import differ
from dualtrack.outline.bind import Binder, line
from dualtrack.outline.document import Inline, Line, Paragraph, Section, Slot, Table, Trace


def section(binder: Binder) -> Section | None:
    """One row a dispute of which two sides had been public by the date; None when there is none."""
    rows = []
    for record in _concerned(binder):
        for dispute in record.disputes():
            claims = binder.catalogue.claims(record.id, dispute.attribute, binder.run.scenario.dates)
            if differ(claims):
                rows.append(_row(binder, record, dispute, claims))
    if not rows:
        return None
    views = binder.run.scenario.perspectives
    header = (line("Subject"), line("About"), line("Who says what"), *(line(binder.words(view.name, view.id)) for view in views))
    intro = line(
        binder.count(len(rows), "disputes of which two sides had been public by the date"),
        " disputes about what this scenario names - its systems and their garrisons, its treaties, the presence of the alliance - had two "
        "sides in public by the date. None is averaged or decided here; the last columns say whose word each perspective takes.",
    )
    caption = line("Disputes on record, as they stood on the date")
    return Section("disputes", "The dispute page", (Paragraph(intro), Table(caption, header, tuple(rows), wide=True)))


def _concerned(binder: Binder) -> list[Record]:
    """The records whose disputes touch the scenario."""
    scenario, catalogue = binder.run.scenario, binder.catalogue
    found = [catalogue.record(system, "systems") for system in scenario.systems]
    found += [record for record in catalogue.records("deployments") if record.details["system"] in scenario.systems]
    found += [catalogue.record(treaty, "treaties") for treaty in scenario.treaties]
    return found + [record for record in catalogue.records("presence") if record.details["by"] == scenario.alliance]


def _row(binder: Binder, record: Record, dispute: Dispute, claims: tuple[Claim, ...]) -> tuple[Line, ...]:
    title = ATTRIBUTES[record.folder][dispute.attribute].title
    taken = tuple(_taken(binder, record, dispute.attribute, view) for view in binder.run.scenario.perspectives)
    return (line(binder.short(record.id, record.folder)), line(title), _sides(binder, claims), *taken)


def _sides(binder: Binder, claims: tuple[Claim, ...]) -> Line:
    """Each value once, footnoted with its first claim, with all who give it."""
    sides: dict[str, list[Claim]] = {}
    for claim in claims:
        sides.setdefault(str(claim.value), []).append(claim)
    parts: list[Inline] = []
    for same in sides.values():
        who: dict[str, Slot] = {}
        for claim in same:
            slot = binder.claimant(claim)
            who.setdefault(slot.words, slot)
        names: list[Inline] = []
        for slot in who.values():
            names += [*(line(", ") if names else ()), slot]
        parts += [*(line("; ") if parts else ()), *names, *line(": "), binder.value(same[0])]
    return tuple(parts)


def _taken(binder: Binder, record: Record, attribute: str, view: Perspective) -> Line:
    found = binder.catalogue.resolve(record.id, attribute, view, binder.run.scenario.dates)
    if not found.is_known:
        return line("unknown")
    return line(Slot(str(found.value), Trace(claims=found.claims, sources=binder.sources(found.claims)), "words"))
