"""Room: outline. Puts the sections in order, numbers the footnotes, lists the sources. Fails on a number that leads nowhere."""

from __future__ import annotations

from dataclasses import replace

from dualtrack.catalogue import Catalogue
from dualtrack.facts import Source
from dualtrack.outline.bind import Binder
from dualtrack.outline.document import Document, Footnote, Section, Slot, SourceEntry, Trace, lines_of
from dualtrack.outline.footnotes import Numbering, cited_as
from dualtrack.outline.sections import (
    agenda,
    annex,
    bottom_line,
    change,
    claimed,
    defended,
    disputes,
    lawful,
    limits,
    meaning,
    on_record,
    options,
    verified,
    warned,
)
from dualtrack.runs import Run


def brief(run: Run, catalogue: Catalogue) -> Document:
    """The brief of a run; raises UntracedNumber when a number in it has neither source nor step."""
    from dualtrack import geography

    binder = Binder(run, catalogue.add(run.scenario.record))
    first = bottom_line.section(binder)
    first = Section(first.id, first.title, (bottom_line.lead(binder), *first.blocks), first.sections)
    made = [
        first,
        claimed.section(binder),
        on_record.section(binder),
        meaning.section(binder),
        warned.section(binder),
        defended.section(binder),
        lawful.section(binder),
        options.section(binder),
        verified.section(binder),
        change.section(binder),
        agenda.section(binder),
        disputes.section(binder),
        limits.section(binder),
        annex.section(binder),
    ]
    numbering = Numbering()
    sections = tuple(numbering.section(section) for section in made if section is not None)
    footnotes = tuple(replace(footnote, line=binder.prose(footnote.line)) for footnote in numbering.footnotes())
    return Document(
        title=run.scenario.name,
        subtitle=run.scenario.record.summary,
        facts=_facts(binder),
        sections=sections,
        footnotes=footnotes,
        sources=_sources(sections, footnotes, binder),
        attribution=geography.attribution(),
    )


def _facts(binder: Binder) -> tuple[tuple[str, Slot], ...]:
    run, scenario = binder.run, binder.run.scenario
    members = f"{len(scenario.members)}"
    report = scenario.record.details.get("report") or {}
    facts = [
        ("Known by", binder.day(str(scenario.dates.known_by))),
        ("About how things stood on", binder.day(str(scenario.dates.holds_on))),
        ("Perspectives", binder.words(", ".join(view.name for view in scenario.perspectives), scenario.id)),
        ("Members of the alliance then", Slot(members, Trace(record=scenario.alliance), "words")),
        ("Seed and draws", Slot(f"{run.seed}, {run.draws:,}", Trace(computed="given to the run"))),
        ("Catalogue", Slot(run.fingerprint[:16], Trace(computed="fingerprint of every record read"))),
    ]
    if report:
        facts.insert(0, ("Report", Slot(report["title"], Trace(record=scenario.id))))
    return tuple(facts)


def _sources(sections: tuple[Section, ...], footnotes: tuple[Footnote, ...], binder: Binder) -> tuple[SourceEntry, ...]:
    """Every source that some slot leads to, with the records that cite it."""
    found: dict[Source, set[str]] = {}
    first: dict[Source, Source] = {}

    def collect(trace: Trace) -> None:
        for source in trace.sources:
            same = first.setdefault(replace(source, id=""), source)
            citing = found.setdefault(same, set())
            citing.update(claim.subject for claim in trace.claims if cited_as(claim) == source.id)
            if trace.record:
                citing.add(trace.record)

    def walk(section: Section) -> None:
        for block in section.blocks:
            for line in lines_of(block):
                for inline in line:
                    if isinstance(inline, Slot):
                        collect(inline.trace)
        for inner in section.sections:
            walk(inner)

    for section in sections:
        walk(section)
    for footnote in footnotes:
        collect(footnote.trace)
    entries = [SourceEntry(source, tuple(sorted(records))) for source, records in found.items()]
    return tuple(sorted(entries, key=lambda entry: (entry.source.publisher, entry.source.published, entry.source.title, entry.source.id)))
