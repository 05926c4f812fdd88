"""Room: catalogue. What happened to a subject and what was said of it, by date: its own claims, then what other records say that name it.

Every entry keeps both dates: when it is said to have held, and when it could be known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dualtrack.catalogue.attributes import ATTRIBUTES
from dualtrack.catalogue.catalogue import Catalogue
from dualtrack.catalogue.links import names_record
from dualtrack.catalogue.page import Lens, claimant_name, is_stale
from dualtrack.catalogue.records import Record
from dualtrack.facts import Claim, PartialDate

TOLD_WHOLE = ("arsenals", "deployments", "pledges", "presence")
"""Records that are about their subject, so that all their claims stand in its timeline; of others their dates do."""
NAMING = ("operator", "framework")
"""Attributes whose values are often the id of an actor."""
NOT_EVENTS = ("corrections", "perspectives", "scenarios", "series")


def timeline(record: Record, catalogue: Catalogue, lens: Lens) -> list[dict[str, Any]]:
    """Every dated thing on record about a subject, in order of the day it is said to have held."""
    entries = [*_own(record, catalogue, lens), *_members(record, record, lens), *_offices(record, lens), *_events(record, record, lens)]
    for other in catalogue.records():
        if other.folder in NOT_EVENTS or (other.folder, other.id) == (record.folder, record.id):
            continue
        if names_record(other, record):
            entries += _other(other, record, catalogue, lens)
    return sorted(entries, key=_place)


def _place(entry: Mapping[str, Any]) -> tuple[Any, ...]:
    """The order of two entries: the first day it can mean, the widest first, then in words."""
    on = PartialDate.parse(entry["on"])
    return on.earliest(), -on.latest().toordinal(), entry["what"], entry["says"]


def _own(record: Record, catalogue: Catalogue, lens: Lens) -> Iterator[dict[str, Any]]:
    for claim in lens.shown(record.claims):
        yield from _claimed(claim, record, record, catalogue, lens)


def _other(other: Record, subject: Record, catalogue: Catalogue, lens: Lens) -> Iterator[dict[str, Any]]:
    """What a record that names the subject adds: its own day, its claims or their dates, memberships, treaty events by the subject.

    A summary may know more than a date allows, so that it stands only where none was asked.
    """
    shown = lens.shown(other.claims)
    if other.details.get("on") and (shown or not lens.dated):
        public = min((claim.made_public for claim in shown if claim.made_public), key=lambda day: day.earliest(), default=None)
        what = other.name if lens.dated else f"{other.name}: {other.summary}"
        yield from _by_then(_entry(str(other.details["on"]), str(public or ""), what, other), lens)
    for claim in shown:
        if other.folder in TOLD_WHOLE or ATTRIBUTES[other.folder][claim.attribute].date:
            yield from _claimed(claim, other, subject, catalogue, lens)
    yield from _members(other, subject, lens)
    yield from _events(other, subject, lens)


def _claimed(claim: Claim, record: Record, subject: Record, catalogue: Catalogue, lens: Lens) -> Iterator[dict[str, Any]]:
    """One claim as an entry: on the date it gives, or on the date it is said to hold."""
    attribute = ATTRIBUTES[record.folder][claim.attribute]
    on = str(claim.value) if attribute.date else str(claim.as_of or "")
    if not on:
        return
    value = str(claim.value)
    if claim.attribute in NAMING and catalogue.has(value, "actors"):
        value = catalogue.record(value, "actors").name
    title = attribute.title if attribute.date else f"{attribute.title}: {value}"
    what = title if record is subject else f"{record.name}: {title[0].lower()}{title[1:]}"
    source = record.sources.get(claim.source)
    yield {
        **_entry(on, str(claim.made_public or ""), what, record),
        "says": claimant_name(claim, record, catalogue),
        "checked": "assumed" if claim.assumed or source is None else source.checked.value,
        "disputed": claim.attribute in record.dispute_texts,
        "stale": is_stale(source, lens.fresh_from),
        "claim": claim.id,
        "event": attribute.date or record is not subject,
    }


def _members(record: Record, subject: Record, lens: Lens) -> Iterator[dict[str, Any]]:
    """Joining and leaving: every member for an alliance's own timeline, the subject alone for a state's."""
    code = subject.details.get("iso3")
    for member in record.details.get("members", ()):
        if record is not subject and member["state"] != code:
            continue
        who = f"{member['state']}: " if record is subject else ""
        yield from _by_then(_entry(member["from"], "", f"{who}member of {record.name}", record), lens)
        if member.get("until"):
            yield from _by_then(_entry(member["until"], "", f"{who}leaves {record.name}", record), lens)


def _offices(record: Record, lens: Lens) -> Iterator[dict[str, Any]]:
    for office in record.details.get("office", ()):
        yield from _by_then(_entry(str(office["from"]), "", f"becomes {office['title']}", record), lens)
        if office.get("until"):
            yield from _by_then(_entry(str(office["until"]), "", f"no longer {office['title']}", record), lens)


def _events(record: Record, subject: Record, lens: Lens) -> Iterator[dict[str, Any]]:
    """What befell a treaty: all of it in its own timeline, the subject's own acts in the subject's."""
    for event in record.details.get("events", ()):
        if record is subject or event.get("by") == subject.id:
            what = f"{record.name}: {event['event'].replace('-', ' ')}"
            yield from _by_then(_entry(str(event["on"]), "", f"{what} - {event['says']}" if event.get("says") else what, record), lens)


def _by_then(entry: dict[str, Any], lens: Lens) -> Iterator[dict[str, Any]]:
    """An entry with no day of becoming public of its own is known on the day itself, at the earliest."""
    last = min((day for day in (lens.dates.known_by, lens.dates.holds_on) if day), default=None)
    if not lens.dated or last is None or PartialDate.parse(entry["on"]).earliest() <= last:
        yield entry


def _entry(on: str, public: str, what: str, record: Record) -> dict[str, Any]:
    source = {
        "record": f"{record.folder}/{record.id}",
        "says": "",
        "checked": "",
        "disputed": False,
        "stale": False,
        "claim": "",
        "event": True,
    }
    return {"on": on, "public": public, "what": what, **source}
