"""Room: outline. Section: how much warning - the sensors that count, each capital in reach under each claim, gaps, what sensors buy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from dualtrack.comparison import Summary, summarise, urgency
from dualtrack.facts import Claim
from dualtrack.outline.bind import Binder, joined, line
from dualtrack.outline.document import Block, Bullets, Inline, Line, Paragraph, Section, Slot, Table, Trace
from dualtrack.outline.sections.options import option_name
from dualtrack.outline.sections.warning_pictures import chart, gap_map
from dualtrack.runs import Cell, Ending
from dualtrack.scenarios import HOLD

Answers = Mapping[str, Cell]
UNSEEN = "no sensor on record sees it"


def section(binder: Binder) -> Section | None:
    """One subsection per system with a site; nothing for a scenario in which no system has one."""
    run = binder.run
    systems = [system for system in run.scenario.systems if any(site.system == system for site in run.scenario.sites)]
    if not systems:
        return None
    intro = line(
        "Warning is counted from the first moment at which a sensor of the alliance on record could see the flight, or its launch, until "
        "it arrives. It is the most that geometry allows: who would be told, and how soon, is not modelled, nor are weather, clutter, "
        "jamming and ways around radars. Sensors that no record holds are not counted: where none sees a flight, the record may be short "
        "and not the warning."
    )
    blocks: list[Block] = [Paragraph(intro), *_sensors(binder)]
    return Section("warning", "How much warning", tuple(blocks), tuple(_system(binder, system) for system in systems))


def _sensors(binder: Binder) -> list[Block]:
    """Which sensors count, and which are left out and why."""
    watch = binder.run.watch
    counted = joined((binder.short(post.sensor, "sensors") for post in watch.posts), "; ") or line("none")
    blocks: list[Block] = [Paragraph(line("Sensors counted: ", *counted, "."))]
    reasons: dict[str, list[Slot]] = {}
    for post, why in watch.left_out:
        reasons.setdefault(why, []).append(binder.short(post.sensor, "sensors"))
    for why, names in reasons.items():
        why_words = Slot(why, Trace(computed="why a sensor of the alliance is left out"))
        blocks.append(Paragraph(line("Left out, ", why_words, ": ", *joined(names, "; "), "."), "caution"))
    return blocks


def _system(binder: Binder, system: str) -> Section:
    run = binder.run
    claims = [claim for claim in run.claims.values() if claim.subject == system and claim.attribute == "range_max"]
    blocks: list[Block] = []
    views = [(line(binder.short(view.id, "perspectives")), run.system_answers[HOLD, view.id, system]) for view in run.scenario.perspectives]
    blocks.append(_by_perspective(binder, views))
    widest = _widest([cells for _, cells in views] + [run.claim_answers[claim.id] for claim in claims])
    if widest is not None:
        blocks += _claims(binder, claims)
        blocks += [gap_map(binder, system, widest), chart(binder, system, widest)]
        blocks += _bought(binder, system)
    return Section(f"warning-{system}", binder.catalogue.record(system, "systems").name, tuple(blocks))


def _by_perspective(binder: Binder, views: Sequence[tuple[Line, Answers]]) -> Table:
    """The least warned capital in reach under each perspective, changing nothing."""
    rows = []
    for name, cells in views:
        cell = cells["warning_time"]
        if cell.array is None:
            empty = line(binder.ending(cell.ending, cell.because or cell.ending.sentence))
            rows.append((name, empty, line("–"), line("–"), line("–")))
            continue
        index = min(range(len(binder.run.codes)), key=lambda number: urgency(cells, number))
        summary = summarise(cell, index)
        if summary.low == np.inf:
            rows.append((name, line("no capital in reach"), line("–"), line("–"), line("–")))
            continue
        where = line(binder.capital(binder.run.codes[index]), ", ", binder.state(binder.run.codes[index]))
        rows.append((name, where, time_of(binder, summary, cells, index), _number(binder, cells, "radar_warning_time", index),
                     _number(binder, cells, "flight_duration", index)))  # fmt: skip
    header = (line("Perspective"), line("Least warned capital in reach"), line("Warning"), line("By radar alone"), line("Whole flight"))
    return Table(line("The capital that has least warning, by perspective, changing nothing; minutes"), header, tuple(rows))


def _claims(binder: Binder, claims: Sequence[Claim]) -> list[Block]:
    """Warning of every capital in reach under each claim of maximum range; claims of one value share a column."""
    run = binder.run
    columns: dict[str, list[Claim]] = {}
    for claim in claims:
        if run.claim_answers[claim.id]["warning_time"].array is not None:
            columns.setdefault(str(claim.value), []).append(claim)
    answers = [run.claim_answers[same[0].id] for same in columns.values()]
    reached = [
        index for index in range(len(run.codes)) if any(summarise(cells["warning_time"], index).low < np.inf for cells in answers)
    ]  # fmt: skip
    if not reached:
        return []
    rows = []
    for index in sorted(reached, key=lambda number: min(urgency(cells, number) for cells in answers)):
        where = line(binder.capital(run.codes[index]), ", ", binder.state(run.codes[index]))
        rows.append((where, *(time_of(binder, summarise(cells["warning_time"], index), cells, index) for cells in answers)))
    header = (line("Capital"), *(line(_heading(binder, same[0])) for same in columns.values()))
    caption = line("Warning of each capital in reach, taking each claim of maximum range at its word, least warned first; minutes")
    blocks: list[Block] = [Table(caption, header, tuple(rows), wide=True)]
    nobody = [same for value, same in columns.items() if all(_is_out(run.claim_answers[same[0].id], index) for index in reached)]
    if nobody:
        names = joined((binder.value(same[0]) for same in nobody), "; ")
        blocks.append(Paragraph(line("No capital is in reach on the word of these claims: ", *names, ".")))
    return blocks


def _heading(binder: Binder, claim: Claim) -> Slot:
    """A claim's value at the head of a column, which pages repeat: without a footnote, since its row in the claims has one."""
    return Slot(str(claim.value), Trace(claims=(claim,), sources=binder.sources([claim])), "words")


def _is_out(cells: Answers, index: int) -> bool:
    return summarise(cells["warning_time"], index).low == np.inf


def time_of(binder: Binder, summary: Summary, cells: Answers, index: int) -> Line:
    """A warning time; in words where the capital is out of reach, or where no sensor on record sees the flight in any or in most draws."""
    if summary.ending is Ending.AT_MOST and summary.low == np.inf:
        return line(binder.ending(Ending.OPEN_BOUND, "whether the capital is in reach the claim leaves open"))
    if not summary.has_value or summary.low == np.inf:
        return line(binder.number(summary, "", endless="not in reach"))
    seen = summarise(cells["first_seen_share"], index)
    trace = binder.step_trace(summary.step)
    if seen.low >= 1.0:
        return line(Slot(UNSEEN, trace, "number"))
    if seen.middle >= 1.0:
        return line(Slot("mostly unseen; ", trace), binder.number(summary, "", endless="not in reach"))
    return line(binder.number(summary, "", endless="not in reach"))


def _number(binder: Binder, cells: Answers, question: str, index: int) -> Line:
    return line(binder.number(summarise(cells[question], index), "", endless="not in reach"))


def _widest(found: Sequence[Answers]) -> Answers | None:
    """The answers under which most capitals are in reach; None when there are none under any."""

    def reached(cells: Answers) -> int:
        cell = cells["warning_time"]
        return int(np.isfinite(cell.array).any(axis=0).sum()) if cell.array is not None else 0

    best = max(found, key=reached, default=None)
    return best if best is not None and reached(best) else None


def _bought(binder: Binder, system: str) -> list[Block]:
    """What the options with sensors of their own buy, for the capitals whose warning they change."""
    run = binder.run
    items: list[Line] = []
    without = []
    for option in run.scenario.options:
        posts = {post.id: post for view in run.scenario.perspectives for post in run.patched[option.id, view.id].sensors}
        added = [post for post_id, post in posts.items() if post_id not in {post.id for post in run.scenario.sensors}]
        if not added:
            without.append(option)
            continue
        names = joined(Slot(f"{binder.short(post.sensor, 'sensors').words} {_there(post.place.name)}" if post.place else post.sensor,
                            Trace(record=post.sensor), "name") for post in added)  # fmt: skip
        tail = _changed(binder, option.id, system) or line("the warning of no capital in reach changes.")
        items.append(line(option_name(binder, option), " - sets ", *names, ": ", *tail))
    if not items:
        return [Paragraph(line("No option sets a sensor anywhere, so none changes the warning."))]
    return [Paragraph(line("What the options with sensors buy, from holding to the option, in minutes:")), Bullets(tuple(items))]


def _there(name: str) -> str:
    return name[0].lower() + name[1:] if name.startswith("Over ") else f"at {name}"


def _changed(binder: Binder, option: str, system: str) -> Line:
    """The capitals whose middle warning an option moves, under the perspective with most of them in reach."""
    run = binder.run
    parts: list[Inline] = []
    best = _widest([run.system_answers[HOLD, view.id, system] for view in run.scenario.perspectives])
    for view in run.scenario.perspectives:
        held, found = run.system_answers[HOLD, view.id, system], run.system_answers[option, view.id, system]
        before, after = held["warning_time"], found["warning_time"]
        if held is best and after.ending is Ending.NOTHING_DEPLOYED:
            return line(
                "nothing to warn of is left, as the option removes every site, on the word of ", binder.short(view.id, "perspectives"), "."
            )
        if held is not best or before.array is None or after.array is None or before.ending is not Ending.VALUE:
            continue
        for index, code in enumerate(run.codes):
            first, second = summarise(before, index), summarise(after, index)
            if second.middle < np.inf and first.middle < np.inf and second.middle != first.middle:
                words = (*time_of(binder, first, held, index), *line(" to "), *time_of(binder, second, found, index))
                parts += line("; " if parts else "", binder.capital(code), " ", *words)
        if parts:
            parts += line(", on the word of ", binder.short(view.id, "perspectives"), ".")
    return tuple(parts)
