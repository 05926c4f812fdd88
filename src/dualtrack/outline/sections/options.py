"""Room: outline. Section: the options side by side, both tracks, `hold` and what was ruled out among them."""

from __future__ import annotations

from dualtrack.comparison import Change, difference, moved, scalar_questions, summarise, unmoved_questions
from dualtrack.outline.bind import Binder, joined, line
from dualtrack.outline.document import Block, Bullets, Inline, Line, Paragraph, Section, Slot, Table, Trace
from dualtrack.outline.sections import spending
from dualtrack.scenarios import HOLD, Option

MOVED_SHOWN = ("capitals_reached", "people_reached")


def section(binder: Binder) -> Section:
    """What each option is, costs and changes; then every question any model answers, option by option."""
    intro = line(
        "The report names strands of response, not programmes. Each option is made of measures from the catalogue that stand for a strand: "
        "their cost and delay show an order of size, and an editor can exchange them in the scenario file. "
        "Some costs are sums for a programme and some are for a year; the footnotes say which."
    )
    blocks: list[Block] = [Paragraph(intro), _overview(binder), *_changes(binder)]
    blocks += _unmoved(binder)
    inner = (
        Section("options-measures", "What each option is made of", (_measures(binder),)),
        Section("options-not-modelled", "What is not modelled yet", (_not_modelled(binder),)),
        Section("options-questions", "Every answer by option", tuple(_all_answers(binder))),
        *spending.subsection(binder),
    )
    return Section("options", "The options side by side", tuple(blocks), inner)


def option_name(binder: Binder, option: Option) -> Slot:
    """An option's name, bound to the words of the report that put it on the table or to the scenario."""
    if option.said:
        return Slot(option.name, Trace(span=(option.said[0]["start"], option.said[0]["end"]), record=binder.run.scenario.id), "name")
    return Slot(option.name, Trace(record=binder.run.scenario.id), "name")


def status(binder: Binder, option: Option) -> Line:
    """Whether an option is on the table, proposed or ruled out, and by whom and when."""
    words = {"on-the-table": "on the table", "ruled-out": "ruled out", "proposed": "proposed"}[option.status]
    parts: list[Inline] = [binder.words(words, binder.run.scenario.id)]
    if option.by:
        parts += [*line(" by "), binder.short(option.by, "actors")]
    if option.on:
        parts += [*line(", as reported on "), binder.day(option.on)]
    if option.condition:
        parts += [*line(", "), binder.words(option.condition, binder.run.scenario.id)]
    if option.status == "ruled-out":
        earlier = joined(_refusals(binder, option), "; ")
        parts += line("; on record: ", *earlier) if earlier else ()
    return tuple(parts)


def _refusals(binder: Binder, option: Option) -> list[Slot]:
    """Decisions that were public by the date and ruled out what the option's measures are."""
    strands = {binder.catalogue.record(measure, "measures").details["strand"] for measure in option.measures}
    found = []
    for record in binder.catalogue.records("decisions"):
        claims = [
            claim for claim in record.claims if claim in binder.catalogue.claims(record.id, claim.attribute, binder.run.scenario.dates)
        ]
        if claims and strands & set(record.details.get("rules_out", ())):
            trace = Trace(claims=tuple(claims[:1]), sources=binder.sources(claims[:1]), record=record.id)
            found.append(Slot(f"{record.name} ({record.details['on']})", trace, "name"))
    return found


def tracks(binder: Binder, option: Option) -> Line:
    """The tracks an option's measures belong to."""
    found = dict.fromkeys(binder.catalogue.record(measure, "measures").details["track"] for measure in option.measures)
    return joined(binder.words(track.replace("-", " "), binder.run.scenario.id) for track in found) or line("neither")


def _overview(binder: Binder) -> Table:
    run = binder.run
    rows = []
    for option in run.scenario.options:
        cells = run.option_answers[option.id]
        rows.append(
            (
                line(option_name(binder, option)),
                tracks(binder, option),
                status(binder, option),
                line(binder.number(summarise(cells["package_cost"]), "")),
                line(binder.number(summarise(cells["package_delay"]), "")),
                _lawful(binder, option),
            )
        )
    outputs = run.outputs()
    header = (
        line("Option"),
        line("Track"),
        line("Status"),
        line("Cost, ", binder.words(outputs["package_cost"].unit, "package")),
        line("Time until complete, ", binder.words(outputs["package_delay"].unit, "package")),
        line("Does it comply"),
    )
    return Table(line("Options, their cost, delay and lawfulness"), header, tuple(rows), wide=True)


def _lawful(binder: Binder, option: Option) -> Line:
    """Under each instrument that judges what the option's measures would bring about: the answer on the day, and before where it ended."""
    run = binder.run
    parts: list[Inline] = []
    for (measure, treaty), verdict in run.measure_verdicts.items():
        if measure not in option.measures or not verdict.conduct:
            continue
        trace, conduct = binder.verdict_trace(verdict), verdict.conduct_compliance
        word = Slot(verdict.compliance.word, trace)
        before = line(" (", Slot(conduct.word, trace), " while in force)") if conduct and conduct is not verdict.compliance else ()
        parts += [*(line("; ") if parts else ()), binder.short(treaty, "treaties"), *line(": "), word, *before]
    return tuple(parts) or line("brings about nothing that an instrument on record judges")


def _changes(binder: Binder) -> list[Block]:
    """What the options change against hold, by perspective; options that change nothing are named in one sentence."""
    run = binder.run
    rows = []
    still = []
    for option in run.scenario.options:
        moving = [system for system in run.scenario.systems if _moves(binder, option, system)]
        if option.id != HOLD and not moving:
            still.append(option_name(binder, option))
        for system in moving:
            cells = [_change_cell(binder, option, view.id, system) for view in run.scenario.perspectives]
            rows.append((line(option_name(binder, option), ": ", binder.short(system, "systems")), *cells))
    blocks: list[Block] = []
    if rows:
        header = (line("Option and system"), *(line(binder.short(view.id, "perspectives")) for view in run.scenario.perspectives))
        blocks.append(Table(line("What the options change against holding, by perspective"), header, tuple(rows), wide=True))
    if still:
        blocks.append(
            Paragraph(line("These options change nothing that the models answer, in any perspective: ", *joined(still, "; "), "."))
        )
    return blocks


def _moves(binder: Binder, option: Option, system: str) -> bool:
    run = binder.run
    asked = [(option.id, view.id, system) for view in run.scenario.perspectives]
    return any(key in moved(run, question) for question in scalar_questions(run) for key in asked) or any(
        run.patched[option.id, view.id].open_questions
        for view in run.scenario.perspectives
        if any(site.system == system for site in run.scenario.sites)
    )


def _change_cell(binder: Binder, option: Option, view: str, system: str) -> Line:
    run = binder.run
    held, found = run.system_answers[HOLD, view, system], run.system_answers[option.id, view, system]
    parts: list[Inline] = []
    for question in MOVED_SHOWN:
        change = difference(found[question], held[question])
        title = binder.words(run.outputs()[question].title, question)
        parts += line("; " if parts else "", title, ": ", *_change_words(binder, change))
    for words in run.patched[option.id, view].open_questions:
        parts += line("; ", binder.words(words, option.id))
    return tuple(parts)


def _change_words(binder: Binder, change: Change) -> Line:
    if not change.found.has_value:
        return line(binder.ending(change.found.ending, change.found.because))
    if change.same:
        return line("no change")
    if change.delta is None:
        return line("from ", binder.number(change.held, ""), " to ", binder.number(change.found, ""))
    return line(binder.number(change.delta, "", signed=True))


def _unmoved(binder: Binder) -> list[Block]:
    outputs = binder.run.outputs()
    still = unmoved_questions(binder.run)
    if not still:
        return []
    titles = joined((binder.words(outputs[question].title, question) for question in still), "; ")
    return [
        Paragraph(
            line(
                "No option moves these answers under any perspective, so that the models cannot tell the options apart on them: ",
                *titles,
                ".",
            ),
            "caution",
        )
    ]


def _measures(binder: Binder) -> Bullets:
    items: list[Line] = []
    for option in binder.run.scenario.options:
        parts: list[Inline] = [*line(option_name(binder, option), ": ")]
        if not option.measures:
            parts += line("no measure; everything stays as it is on the date.")
        for number, measure in enumerate(option.measures):
            record = binder.catalogue.record(measure, "measures")
            parts += [
                *(line(" ") if number else ()),
                binder.short(measure, "measures"),
                *line(" - "),
                binder.words(record.summary, measure),
            ]
            needed = record.details.get("needs_agreement_of") or ()
            if needed:
                parts += [*line(" It needs the agreement of "), *joined(binder.short(actor, "actors") for actor in needed), *line(".")]
        patched = [binder.run.patched[option.id, view.id] for view in binder.run.scenario.perspectives]
        for view, found in zip(binder.run.scenario.perspectives, patched, strict=True):
            if found.removed:
                names = joined(binder.words(site.place.name, site.id) for site in found.removed)
                parts += [*line(" For "), binder.short(view.id, "perspectives"), *line(" it removes the sites "), *names, *line(".")]
        items.append(tuple(parts))
    return Bullets(tuple(items))


def _not_modelled(binder: Binder) -> Bullets:
    items: list[Line] = []
    told: set[str] = set()
    for option in binder.run.scenario.options:
        fresh = [measure for measure in option.measures if measure not in told]
        told.update(fresh)
        gaps = dict.fromkeys(
            (gap, measure) for measure in fresh for gap in binder.catalogue.record(measure, "measures").details.get("not_modelled", ())
        )
        if gaps:
            items.append(
                line(option_name(binder, option), " - not modelled yet: ", *joined((binder.words(*gap) for gap in gaps), "; "), ".")
            )
        elif option.measures and not fresh:
            items.append(line(option_name(binder, option), " - not modelled yet: all that is not modelled of the measures it is made of."))
    return Bullets(tuple(items) or (line("Every effect that the records name is modelled."),))


def _all_answers(binder: Binder) -> list[Block]:
    """One table per question with one number a draw: this reads the models' ports, so a new model appears by itself."""
    run = binder.run
    tables: list[Block] = []
    for question in scalar_questions(run):
        output = run.outputs()[question]
        rows = []
        for system in run.scenario.systems:
            if not any(site.system == system for site in run.scenario.sites):
                continue
            for option in run.scenario.options:
                if option.id != HOLD and not any(key[0] == option.id and key[2] == system for key in moved(run, question)):
                    continue
                found = [run.system_answers[option.id, view.id, system][question] for view in run.scenario.perspectives]
                rows.append(
                    (
                        line(binder.short(system, "systems"), ": ", option_name(binder, option)),
                        *(line(binder.number(summarise(cell), "")) for cell in found),
                    )
                )
        header = (line("System and option"), *(line(binder.short(view.id, "perspectives")) for view in run.scenario.perspectives))
        caption = line(
            binder.words(f"{output.title} [{output.unit}]", question),
            ". ",
            binder.words(output.sentence or output.title, question),
            " Options that leave it as it is are left out.",
        )
        tables.append(Table(caption, header, tuple(rows), wide=True))
    return tables
