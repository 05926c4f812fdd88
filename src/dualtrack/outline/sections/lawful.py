"""Room: outline. Section: what is lawful - each instrument on the day, what is there, what the options would bring about, open charges."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dualtrack.law import CounterClaim, Finding, Verdict
from dualtrack.outline.bind import Binder, joined, line
from dualtrack.outline.document import Block, Bullets, Line, Paragraph, Section, Slot, Table, Trace
from dualtrack.outline.sections.options import option_name


def section(binder: Binder) -> Section | None:
    """Verdicts on what is there and on what the options would bring about; None when no instrument was asked about."""
    inner = [_systems(binder), _sites(binder), _measures(binder), _charges(binder)]
    sections = tuple(found for found in inner if found is not None)
    if not sections:
        return None
    intro = line(
        "The rules are read from each instrument's own paragraphs, in three values: what a claim leaves open stays open. "
        "Conduct is judged up to the last day that bound the party; a verdict on the day itself says whether anything binds now. "
        "Nothing here decides a dispute: perspectives stand side by side."
    )
    blocks: list[Block] = [Paragraph(intro), *_unread(binder)]
    return Section("lawful", "What is lawful", tuple(blocks), sections)


def _systems(binder: Binder) -> Section | None:
    """Each system under each treaty of the scenario, by perspective."""
    run = binder.run
    if not run.treaties:
        return None
    blocks: list[Block] = []
    for treaty in run.treaties:
        rows = []
        for system in run.scenario.systems:
            cells = [_answer(binder, run.verdicts[view.id, system, treaty]) for view in run.scenario.perspectives]
            rows.append((line(binder.name(system, "systems")), *cells))
        first = run.verdicts[run.scenario.perspectives[0].id, run.scenario.systems[0], treaty]
        header = (line("System"), *(line(binder.short(view.id, "perspectives")) for view in run.scenario.perspectives))
        blocks.append(
            Paragraph(line("The ", binder.short(treaty, "treaties"), " on the day asked about: ", binder.words(first.in_force, treaty)))
        )
        blocks.append(
            Table(line("Does it comply with the ", binder.short(treaty, "treaties"), ", by perspective"), header, tuple(rows), wide=True)
        )
        blocks.append(Bullets(tuple(_sentences(binder, treaty))))
    return Section("lawful-systems", "What is there", tuple(blocks))


def _answer(binder: Binder, verdict: Verdict) -> Line:
    """The answer for conduct while in force, and the answer on the day where that is another."""
    trace = binder.verdict_trace(verdict)
    conduct = verdict.conduct_compliance
    now = Slot(verdict.compliance.word, trace)
    if conduct is None or conduct is verdict.compliance:
        return line(now)
    return line(Slot(conduct.word, trace), " while in force; ", now, " on the day")


def _sentences(binder: Binder, treaty: str) -> Iterable[Line]:
    """Every different verdict in a sentence, with the perspectives that share it."""
    run = binder.run
    for system in run.scenario.systems:
        shared: dict[str, list[str]] = {}
        for view in run.scenario.perspectives:
            shared.setdefault(run.verdicts[view.id, system, treaty].sentence, []).append(view.id)
        for sentence, views in shared.items():
            verdict = run.verdicts[views[0], system, treaty]
            names = joined(binder.short(view, "perspectives") for view in views)
            yield line(binder.short(system, "systems"), ", ", *names, ": ", Slot(binder.prose(sentence), binder.verdict_trace(verdict)))


def _sites(binder: Binder) -> Section | None:
    """Each site under the scenario's instruments that count places."""
    run = binder.run
    treaties = dict.fromkeys(treaty for _, _, treaty in run.site_verdicts)
    blocks: list[Block] = []
    for treaty in treaties:
        rows = []
        for site in run.scenario.sites:
            found = [run.site_verdicts.get((view.id, site.id, treaty)) for view in run.scenario.perspectives]
            if all(found):
                where = line(binder.short(site.system, "systems"), " at ", binder.words(site.place.name, site.id))
                rows.append((where, *(_answer(binder, verdict) for verdict in found if verdict)))
        header = (line("Where"), *(line(binder.short(view.id, "perspectives")) for view in run.scenario.perspectives))
        blocks.append(Table(line("Under the ", binder.short(treaty, "treaties"), ", place by place"), header, tuple(rows), wide=True))
    return Section("lawful-sites", "Where it stands", tuple(blocks)) if blocks else None


def _measures(binder: Binder) -> Section | None:
    """What each option's measures would bring about, under every instrument that judges it and binds who would do it."""
    run = binder.run
    rows = []
    told: set[str] = set()
    free: list[Slot] = []
    for option in run.scenario.options:
        for measure in option.measures:
            if measure in told:
                continue
            told.add(measure)
            bound = {treaty: verdict for (name, treaty), verdict in run.measure_verdicts.items() if name == measure and verdict.conduct}
            if not bound:
                free.append(binder.short(measure, "measures"))
            for treaty, verdict in bound.items():
                why = Slot(binder.prose(verdict.sentence), binder.verdict_trace(verdict))
                name = binder.short(measure, "measures")
                what = line(option_name(binder, option)) if option.name == name.words else line(option_name(binder, option), ": ", name)
                rows.append((what, line(binder.short(treaty, "treaties")), _answer(binder, verdict), line(why)))
    blocks: list[Block] = []
    if rows:
        header = (line("Option and measure"), line("Under"), line("Does it comply"), line("Why"))
        blocks.append(Table(line("What the options would bring about"), header, tuple(rows), wide=True))
    if free:
        blocks.append(
            Paragraph(
                line(
                    "These measures bring about nothing that an instrument on record, binding whoever would do it, judges: ",
                    *joined(free, "; "),
                    ". That no rule on record was asked does not make them lawful or unlawful under others.",
                )
            )
        )
    return Section("lawful-options", "What the options would bring about", tuple(blocks)) if blocks else None


def _charges(binder: Binder) -> Section | None:
    """Charges between the parties of the scenario's treaties that were denied and never decided."""
    from dualtrack.law import treaty_from

    items: list[Line] = []
    on = binder.run.scenario.dates.holds_on
    for treaty_id in binder.run.scenario.treaties:
        record = binder.catalogue.record(treaty_id, "treaties")
        for charge in treaty_from(record.id, record.name, record.details).counter_claims:
            if charge.since is None or on is None or charge.since <= on:
                items.append(_charge(binder, charge, treaty_id))
    if not items:
        return None
    intro = Paragraph(line("Each charge stands with what every side said of it and the paragraph it invokes."))
    return Section("lawful-charges", "Charges that were denied and never decided", (intro, Bullets(tuple(items))))


def _charge(binder: Binder, charge: CounterClaim, treaty: str) -> Line:
    sources = binder.catalogue.record(treaty, "treaties").sources
    parts = [*line(binder.words(f"{charge.title} ({', '.join(charge.articles)}), {charge.status}", treaty))]
    for position in charge.positions:
        said = Slot(position.says, Trace(sources=(sources[position.source],), record=treaty), "number")
        parts += line(". ", binder.short(position.actor, "actors"), ": ", said)
    return tuple(parts)


def _unread(binder: Binder) -> list[Block]:
    """The paragraphs behind some verdict here whose text nobody read."""
    found: dict[tuple[str, str], Finding] = {}
    verdicts: list[Mapping[object, Verdict]] = [binder.run.verdicts, binder.run.site_verdicts]  # type: ignore[list-item]
    for group in verdicts:
        for verdict in group.values():
            found |= {(verdict.treaty, finding.provision): finding for finding in verdict.unread}
    for (_, treaty), verdict in binder.run.measure_verdicts.items():
        if verdict.conduct:
            found |= {(treaty, finding.provision): finding for finding in verdict.unread}
    if not found:
        return []
    articles = joined(
        binder.finding(finding, treaty, f"{binder.catalogue.record(treaty, 'treaties').name}, {finding.article} ({finding.title})")
        for (treaty, _), finding in found.items()
    )
    return [Paragraph(line("Cited from memory, their text not read here: ", *articles, "."), "caution")]
