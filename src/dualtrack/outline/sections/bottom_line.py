"""Room: outline. Section: the bottom line, for a reader who reads nothing else."""

from __future__ import annotations

from dualtrack.comparison import flips, moved, scalar_questions, summarise
from dualtrack.outline.bind import Binder, joined, line
from dualtrack.outline.document import Block, Bullets, Inline, Line, Paragraph, Section, Slot, Trace
from dualtrack.outline.sections.claimed import title_of
from dualtrack.outline.sections.options import option_name
from dualtrack.scenarios import HOLD

FLIGHT_TIMES = ("cruise_flight_time", "ballistic_flight_time")


def section(binder: Binder) -> Section:
    """Reach and verdict under each perspective, what the options move, what was ruled out, what decides the answer."""
    points: list[Line] = []
    for system in binder.run.scenario.systems:
        if any(site.system == system for site in binder.run.scenario.sites):
            points.append(_reach(binder, system))
            points += _nearest(binder, system)
        points += [_verdict(binder, system, treaty) for treaty in binder.run.treaties if _is_judged(binder, system, treaty)]
    points += _options(binder)
    points += _ruled_out(binder)
    points += _decisive(binder)
    unmodelled = [system for system in binder.run.scenario.systems if not any(site.system == system for site in binder.run.scenario.sites)]
    gap = line("Not modelled yet: what the other side would do next")
    if unmodelled:
        gap += line("; and reach of ", *joined(binder.short(system, "systems") for system in unmodelled), ", which has no site on record")
    points.append((*gap, *line(".")))
    blocks: list[Block] = [Bullets(tuple(points))]
    return Section("bottom-line", "Bottom line", tuple(blocks))


def _reach(binder: Binder, system: str) -> Line:
    run = binder.run
    parts: list[Inline] = [binder.name(system, "systems"), *line(", from the sites on record: ")]
    for number, view in enumerate(run.scenario.perspectives):
        cells = run.system_answers[HOLD, view.id, system]
        capitals, people = summarise(cells["capitals_reached"]), summarise(cells["people_reached"])
        resolved = run.scenario.resolve(binder.catalogue, system, "range_max", view)
        parts += line("; " if number else "", "on the word of ", binder.short(view.id, "perspectives"))
        if not capitals.has_value:
            parts += line(", ", binder.number(capitals, ""))
            continue
        claim = [binder.value(found) for found in resolved.claims][:1]
        parts += line(
            " (range ",
            *claim,
            "), ",
            binder.number(capitals, ""),
            " capitals and ",
            binder.number(people, ""),
            " people in towns are in reach",
        )
    return (*parts, *line("."))


def _nearest(binder: Binder, system: str) -> list[Line]:
    """The nearest capital that some perspective puts in reach, and the shortest flight there."""
    run = binder.run
    found: list[Line] = []
    for view in run.scenario.perspectives:
        cells = run.system_answers[HOLD, view.id, system]
        reached, distance = cells["capital_reached"], cells["capital_distance"]
        if reached.array is None or distance.array is None or not reached.array.any():
            continue
        index = int(distance.array.argmin())
        flight = next((cells[name] for name in FLIGHT_TIMES if cells[name].ending.has_value), None)
        time = line(", at least ", binder.number(summarise(flight, index), "minutes"), " away by the straight line") if flight else ()
        where = line(binder.capital(run.codes[index]), " at ", binder.number(summarise(distance, index), "km"))
        found.append(
            line(
                "The nearest capital in reach of the ",
                binder.short(system, "systems"),
                " on the word of ",
                binder.short(view.id, "perspectives"),
                " is ",
                *where,
                *time,
                ".",
            )
        )
    return found[:1]


def _is_judged(binder: Binder, system: str, treaty: str) -> bool:
    """Whether some perspective or claim brings the system under the treaty."""
    run = binder.run
    verdicts = [run.verdicts[view.id, system, treaty] for view in run.scenario.perspectives]
    return len({verdict.conduct for verdict in verdicts}) > 1 or any(
        verdict.conduct and verdict.conduct.value == "prohibited" for verdict in verdicts
    )


def _verdict(binder: Binder, system: str, treaty: str) -> Line:
    run = binder.run
    parts: list[Inline] = [
        binder.short(system, "systems"),
        *line(" under the "),
        binder.short(treaty, "treaties"),
        *line(", on conduct while it was in force: "),
    ]
    for number, view in enumerate(run.scenario.perspectives):
        verdict = run.verdicts[view.id, system, treaty]
        parts += line("; " if number else "", binder.verdict(verdict), " on the word of ", binder.short(view.id, "perspectives"))
    standing = run.verdicts[run.scenario.perspectives[0].id, system, treaty].in_force
    return (*parts, *line(". "), binder.words(standing, treaty))


def _options(binder: Binder) -> list[Line]:
    run = binder.run
    movers = {key[0] for question in scalar_questions(run) for key in moved(run, question)}
    moving = [option_name(binder, option) for option in run.scenario.options if option.id in movers]
    still = [option_name(binder, option) for option in run.scenario.options if option.id not in movers and option.id != HOLD]
    found: list[Line] = []
    if moving:
        found.append(line("Options that change who is in reach, under at least one perspective: ", *joined(moving, "; "), "."))
    if still:
        found.append(
            line(
                "Options that change nothing these models answer, beyond cost and delay: ",
                *joined(still, "; "),
                ". What they are meant to do is not modelled yet, which is not zero.",
            )
        )
    return found


def _ruled_out(binder: Binder) -> list[Line]:
    found = []
    for option in binder.run.scenario.options:
        if option.status != "ruled-out":
            continue
        parts = list(
            line(
                "Ruled out",
                *(line(" by ", binder.short(option.by, "actors")) if option.by else ()),
                *(line(", as reported on ", binder.day(option.on)) if option.on else ()),
                ": ",
                option_name(binder, option),
            )
        )
        for said in option.said[:1]:
            parts += [*line(" - "), Slot(said["text"], Trace(span=(said["start"], said["end"])), "quote")]
        found.append(tuple(parts))
    return found


def _decisive(binder: Binder) -> list[Line]:
    found = flips(binder.run)
    lines = []
    for system, attribute in dict.fromkeys((flip.system, flip.attribute) for flip in found):
        lines.append(
            line(
                "The dispute about ",
                title_of(attribute).lower(),
                " of the ",
                binder.short(system, "systems"),
                " decides these answers: it is what would be worth finding out.",
            )
        )
    return lines


def lead(binder: Binder) -> Paragraph:
    """One sentence on what this is, under the title."""
    return Paragraph(
        line(
            "What the report claims, what it would mean, and how the responses compare. Disputes are shown side by side and never averaged."
        ),
        "lead",
    )
