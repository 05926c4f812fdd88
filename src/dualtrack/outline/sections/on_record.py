"""Room: outline. Section: what stood on record on the scenario's dates - presence, pledges, decisions, milestones, each with who says it.

What was pledged has a table of its own: a pledge is no force, and nothing here is added up.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from dualtrack.catalogue import Record
from dualtrack.facts import Claim, PartialDate
from dualtrack.outline.bind import Binder, joined, line
from dualtrack.outline.document import Block, Inline, Line, Paragraph, Section, Table

SHOWN = 12
NUMBERS = ("size", "troops", "framework_troops", "aircraft", "ships")
PLEDGED = ("pledged_troops", "pledged_brigades", "pledged_battalions", "pledged_squadrons", "pledged_ships", "readiness", "share_of_gdp")


def section(binder: Binder) -> Section | None:
    """The tables that are not empty; None when nothing of it was public."""
    inner = [_presence(binder), _pledges(binder), _decisions(binder), _milestones(binder)]
    found = tuple(made for made in inner if made is not None)
    if not found:
        return None
    intro = line(
        "Presence, pledges, decisions and milestones that had been public by ",
        binder.day(str(binder.run.scenario.dates.known_by)),
        ", as they are said to have stood on ",
        binder.day(str(binder.run.scenario.dates.holds_on)),
        ". Where claimants differ, each is given.",
    )
    return Section("on-record", "What stood on record on the date", (Paragraph(intro),), found)


def _visible(binder: Binder, record: Record, attributes: Sequence[str]) -> list[Claim]:
    """The visible claims about some attributes, of each claimant the latest."""
    found: list[Claim] = []
    for attribute in attributes:
        latest: dict[str, Claim] = {}
        for claim in binder.catalogue.claims(record.id, attribute, binder.run.scenario.dates):
            before = latest.get(claim.claimant)
            if before is None or before.as_of is None or (claim.as_of and before.as_of.earliest() <= claim.as_of.earliest()):
                latest[claim.claimant] = claim
        found += latest.values()
    return found


def _stands(binder: Binder, record: Record) -> bool:
    """Whether anything of a record had been public by the date, and it had not ended by it."""
    dates = binder.run.scenario.dates
    if not any(binder.catalogue.claims(record.id, claim.attribute, dates) for claim in record.claims):
        return False
    ends = binder.catalogue.claims(record.id, "until", dates) if record.folder == "presence" else ()
    return not ends or not all(_is_over(claim, dates.holds_on) for claim in ends)


def _is_over(claim: Claim, day: datetime.date | None) -> bool:
    """Whether an end that a claim gives has surely come by a day; a month or year has on its last day."""
    return day is not None and PartialDate.parse(str(claim.value)).latest() <= day


def _said(binder: Binder, claims: Iterable[Claim]) -> Line:
    """Values with who gives them, in a row."""
    parts: list[Inline] = []
    for claim in claims:
        parts += [*(line("; ") if parts else ()), binder.value(claim), *line(" ("), binder.claimant(claim), *line(")")]
    return tuple(parts) if parts else line("no figure on record by the date")


def _presence(binder: Binder) -> Section | None:
    rows = []
    for record in binder.catalogue.records("presence"):
        if _stands(binder, record):
            sizes = _visible(binder, record, NUMBERS)
            hosts = joined(binder.short(host, "actors") for host in record.details["hosts"])
            rows.append((line(binder.short(record.id, "presence")), hosts, _led(binder, record), _said(binder, sizes)))
    header = (line("Presence"), line("Host"), line("Led by, as said"), line("Size, as said"))
    return _table("presence", "Presence", "Allied presence by host and framework nation", header, rows)


def _led(binder: Binder, record: Record) -> Line:
    """Who leads it, by claims public by the date; a record that makes no claim of it has one leader, in a field that bears no date."""
    claims = _visible(binder, record, ("framework",))
    if claims:
        return _said(binder, claims)
    led = record.details.get("framework")
    if led and not record.of("framework"):
        return line(binder.short(led, "actors"), " (undated)")
    return line("not said by the date")


def _pledges(binder: Binder) -> Section | None:
    rows = []
    for record in binder.catalogue.records("pledges"):
        if _stands(binder, record):
            day = binder.day(str(record.details["on"]), record.id)
            rows.append((line(binder.short(record.id, "pledges")), line(day), _said(binder, _visible(binder, record, PLEDGED))))
    caution = Paragraph(line("A pledge is no force: none of these numbers is added to another, or to the presence above."), "caution")
    header = (line("Pledge"), line("Made"), line("Pledged, as said"))
    return _table("pledges", "Pledges of readiness and spending", "What was pledged", header, rows, (caution,))


def _decisions(binder: Binder) -> Section | None:
    scenario = binder.run.scenario
    concerned = {scenario.alliance, scenario.operator, *scenario.systems, *scenario.treaties}
    names = {*concerned, *_states(binder)}
    found = [
        record
        for record in binder.catalogue.records("decisions")
        if record.kind == "decision" and (record.details["by"] in names or concerned & set(record.details.get("about", ())))
    ]
    caption = "By the alliance, its members and the operator, or about what is named here"
    return _dated(binder, "decisions", "Decisions and announcements", caption, found)


def _states(binder: Binder) -> list[str]:
    """The states of the alliance that are on record as actors."""
    members = set(binder.run.scenario.members)
    return [record.id for record in binder.catalogue.records("actors") if record.details.get("iso3") in members]


def _milestones(binder: Binder) -> Section | None:
    """Milestones about whom the report's agenda names; all of them where there is no agenda."""
    scenario = binder.run.scenario
    named = {name for item in scenario.record.details.get("agenda", ()) for name in item["about"]} - {scenario.alliance, scenario.operator}
    found = [record for record in binder.catalogue.records("decisions") if record.kind == "milestone"]
    if named:
        found = [record for record in found if named & set(record.details.get("about", ()))]
    caption = "Milestones of those whom the agenda names" if named else "Milestones on record"
    return _dated(binder, "milestones", "Milestones", caption, found)


def _dated(binder: Binder, name: str, title: str, caption: str, records: Iterable[Record]) -> Section | None:
    """The last of some records with a day, with what they say and how they stand; how many earlier ones are left out is said."""
    holds_on = str(binder.run.scenario.dates.holds_on)
    standing = sorted((each for each in records if str(each.details["on"]) <= holds_on and _stands(binder, each)), key=_day)
    rows = []
    for record in standing[-SHOWN:]:
        content = _visible(binder, record, ("content",))[:1] or _visible(binder, record, ("scope",))[:1]
        cells = (line(binder.day(_day(record), record.id)), line(binder.short(record.id, "decisions")))
        rows.append((*cells, _said(binder, content), _said(binder, _visible(binder, record, ("status",)))))
    left = len(standing) - len(rows)
    before: tuple[Block, ...] = ()
    if left:
        counted = binder.count(left, f"{name} public by the date beside those shown")
        before = (Paragraph(line(counted, " earlier ones are left out here; the catalogue's timeline has them.")),)
    header = (line("Day"), line("What"), line("What it says"), line("Status, as said"))
    return _table(name, title, caption, header, rows, before)


def _day(record: Record) -> str:
    return str(record.details["on"])


def _table(
    name: str, title: str, caption: str, header: tuple[Line, ...], rows: Sequence[tuple[Line, ...]], before: tuple[Block, ...] = ()
) -> Section | None:
    if not rows:
        return None
    return Section(f"on-record-{name}", title, (*before, Table(line(caption), header, tuple(rows), wide=True)))
