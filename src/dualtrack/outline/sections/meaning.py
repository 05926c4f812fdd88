"""Room: outline. Section: what it would mean - who is in reach under each claim, flight time, the verdicts' words, and the maps."""

from __future__ import annotations

from dualtrack.comparison import summarise
from dualtrack.facts import Claim, Unknown
from dualtrack.outline.bind import Binder, joined, line
from dualtrack.outline.document import Block, Bullets, Line, Paragraph, Section, Slot, Table, Trace
from dualtrack.outline.sections.maps import figures
from dualtrack.runs import Ending
from dualtrack.scenarios import HOLD

COUNTED = (
    ("capitals_reached", "Capitals"),
    ("countries_reached", "Countries"),
    ("towns_reached", "Towns"),
    ("people_reached", "People in those towns"),
)


def section(binder: Binder) -> Section:
    """One subsection per system of the scenario."""
    inner = tuple(_system(binder, system) for system in binder.run.scenario.systems)
    intro = line(
        "Each claim is taken at its word in turn; nothing is averaged. Reach is counted from the sites on record, whoever reported them, "
        "to the territory of the alliance's members on the date and of the other states the report names. "
        "Towns are those in the shipped list; the countryside is not counted."
    )
    return Section("meaning", "What it would mean", (Paragraph(intro),), inner)


def _system(binder: Binder, system: str) -> Section:
    run = binder.run
    record = binder.catalogue.record(system, "systems")
    blocks: list[Block] = [Paragraph(line(binder.words(record.summary, system)))]
    sites = [site for site in run.scenario.sites if site.system == system]
    if sites:
        blocks.append(_sites(binder, system))
        blocks.append(_perspective_table(binder, system))
        blocks += figures(binder, system)
        claims = [claim for claim in run.claims.values() if claim.subject == system and claim.attribute == "range_max"]
        if claims:
            blocks.append(_claims_table(binder, claims))
        capitals = _capitals(binder, system)
        if capitals:
            blocks.append(capitals)
    else:
        blocks.append(Paragraph(line("Reach and flight time: ", binder.ending(Ending.NO_SITE, Ending.NO_SITE.sentence), "."), "caution"))
    blocks += _flight_refusals(binder, system)
    return Section(f"meaning-{system}", record.name, tuple(blocks))


def _sites(binder: Binder, system: str) -> Bullets:
    items = []
    for site in binder.run.scenario.sites:
        if site.system != system:
            continue
        claims = (
            binder.catalogue.claims(site.id, "present", binder.run.scenario.dates) if binder.catalogue.has(site.id, "deployments") else ()
        )
        said = joined((binder.value(claim) for claim in claims), "; ")
        items.append(line(binder.words(str(site.place.name), site.id), ": ", *(said or (binder.words("as the scenario has it", site.id),))))
    return Bullets(tuple(items))


def _perspective_table(binder: Binder, system: str) -> Table:
    """Who is in reach under each perspective, changing nothing."""
    run = binder.run
    rows = []
    for view in run.scenario.perspectives:
        resolved = run.scenario.resolve(binder.catalogue, system, "range_max", view)
        said = joined((binder.value(claim) for claim in resolved.claims), "; ")
        if not said:
            said = line(Slot(str(resolved.value), Trace(record=system)))
        elif isinstance(resolved.value, Unknown):
            said = line(Slot(f"{resolved.value}: ", Trace(record=system)), *said)
        cells = run.system_answers[HOLD, view.id, system]
        numbers = [line(binder.number(summarise(cells[question]), "")) for question, _ in COUNTED]
        verdicts = [line(binder.verdict(run.verdicts[view.id, system, treaty])) for treaty in run.treaties]
        rows.append((line(binder.short(view.id, "perspectives")), said, *numbers, *verdicts))
    treaties = [line("Under the ", binder.short(treaty, "treaties")) for treaty in run.treaties]
    header = (line("Perspective"), line("Maximum range"), *(line(title) for _, title in COUNTED), *treaties)
    return Table(line("In reach and lawful, by perspective, changing nothing"), header, tuple(rows), wide=True)


def _claims_table(binder: Binder, claims: list[Claim]) -> Table:
    """Who is in reach if one claim is taken at its word."""
    run = binder.run
    rows = []
    for claim in claims:
        cells = run.claim_answers[claim.id]
        numbers = [line(binder.number(summarise(cells[question]), "")) for question, _ in COUNTED]
        verdicts = [line(binder.verdict(run.claim_verdicts[claim.id, treaty])) for treaty in run.treaties]
        rows.append((line(binder.value(claim)), line(binder.claimant(claim)), *numbers, *verdicts))
    treaties = [line("Under the ", binder.short(treaty, "treaties")) for treaty in run.treaties]
    header = (line("Claim"), line("Said by"), *(line(title) for _, title in COUNTED), *treaties)
    return Table(line("The same with each claim of maximum range taken at its word"), header, tuple(rows), wide=True)


def _capitals(binder: Binder, system: str) -> Table | None:
    """Every capital in reach under some claim: distance, shortest flight time, and the claims that put it in reach."""
    run = binder.run
    claims = [claim for claim in run.claims.values() if claim.subject == system and claim.attribute == "range_max"]
    views = [(run.system_answers[HOLD, view.id, system], line(binder.short(view.id, "perspectives"))) for view in run.scenario.perspectives]
    views += [(run.claim_answers[claim.id], line(binder.value(claim))) for claim in claims]
    cells = views[0][0]
    distances = cells["capital_distance"]
    if distances.array is None:
        return None
    flight = next((name for name in ("cruise_flight_time", "ballistic_flight_time") if cells[name].ending.has_value), "")
    rows = []
    for index in sorted(range(len(run.codes)), key=lambda number: distances.array[number]):  # type: ignore[index]
        reached = [
            label
            for found, label in views
            if found["capital_reached"].ending.has_value and summarise(found["capital_reached"], index).high > 0
        ]
        if not reached:
            continue
        by: list[Line] = [reached[0]]
        by += [line("; ", *label) for label in reached[1:]]
        time = line(binder.number(summarise(cells[flight], index), "min")) if flight else line("not modelled yet")
        where = line(binder.capital(run.codes[index]), ", ", binder.state(run.codes[index]))
        rows.append((where, line(binder.number(summarise(distances, index), "km")), time, tuple(part for label in by for part in label)))
    if not rows:
        return None
    header = (line("Capital"), line("Distance from the nearest site"), line("Shortest flight time"), line("In reach according to"))
    return Table(line("Capitals in reach under at least one claim, nearest first"), header, tuple(rows), wide=True)


def _flight_refusals(binder: Binder, system: str) -> list[Block]:
    """Why a flight model did not answer, said once each."""
    cells = binder.run.system_answers[HOLD, binder.run.scenario.perspectives[0].id, system]
    if any(cells[name].ending.has_value for name in ("cruise_flight_time", "ballistic_flight_time")):
        return []
    reasons = {cells[name].because or cells[name].ending.sentence for name in ("cruise_flight_time", "ballistic_flight_time")}
    return [Paragraph(line("Flight time: ", Slot(" ".join(sorted(reasons)), Trace(computed="what the flight models answered"))), "caution")]
