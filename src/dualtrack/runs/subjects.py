"""Room: runs. What a treaty judges, bound to records: systems, deployments, exercises, parties, and what measures would bring about."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from dualtrack.catalogue import Catalogue, Record
from dualtrack.catalogue.declarations import claims_of
from dualtrack.catalogue.records import value_from
from dualtrack.errors import UnknownName, UserError
from dualtrack.facts import Claim, PartialDate, Quantity, Resolved, State, Unknown
from dualtrack.law import Treaty, add_months
from dualtrack.runs.context import Viewpoint
from dualtrack.runs.given_facts import DECLARED
from dualtrack.scenarios import Scenario

FOLDERS: Mapping[str, tuple[str, ...]] = {
    "systems": ("systems", "deployments", "measures"),
    "transfers": ("systems", "measures"),
    "deployments": ("deployments", "measures"),
    "exercises": ("exercises", "measures"),
    "parties": ("actors",),
    "stationings": ("measures", "deployments"),
}
"""The folders whose records a treaty of each kind can be asked about."""

SPEAKS_FOR_MONTHS = 7
"""How long a half-yearly declaration speaks for [months]: until a month after the next one is due."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is judged: its id and name, the record behind it (none for a made-up one), and who is held to the treaty for it.

    `party` is empty where nothing on record says who; `holders` are all whom the record names.
    """

    id: str
    name: str
    record: Record | None
    party: str
    holders: tuple[str, ...] = ()


def find_subject(catalogue: Catalogue, text: str, treaty: Treaty, made_up: bool) -> Subject:
    """The subject behind an id or name; one that is on no record stands where facts are given for it. Raises UserError."""
    folders = FOLDERS[treaty.judges]
    for folder in folders:
        if catalogue.has(text, folder):
            return _of_record(catalogue, catalogue.record(text, folder), treaty)
    if made_up and text.strip() and not _is_somewhere(catalogue, text, folders):
        return Subject(text, text, None, "")
    record = _by_name(catalogue, text, folders) or catalogue.record(text)
    if record.folder not in folders:
        noun = {"parties": "parties (actors)"}.get(treaty.judges, treaty.judges)
        hint = _deployments_of(catalogue, record) if treaty.judges == "deployments" else ""
        raise UserError(
            f"SUBJECT: the {treaty.name} judges {noun}, and {record.id} is a record of {record.folder}; "
            f"write the id of a record in {' or '.join(folders)}{hint}, or give its facts with --fact"
        )
    return _of_record(catalogue, record, treaty)


def _is_somewhere(catalogue: Catalogue, text: str, folders: tuple[str, ...]) -> bool:
    """Whether any record has the id or name; raises UserError where it is only near one that the treaty could judge."""
    if catalogue.has(text) or any(text.casefold() == name.casefold() for record in catalogue.records() for name in record.names):
        return True
    names = [name for folder in folders for record in catalogue.records(folder) for name in (record.id, *record.names)]
    if difflib.get_close_matches(text.casefold(), [name.casefold() for name in names], n=1, cutoff=0.8):
        error = UnknownName("record", text, names, "SUBJECT")
        raise UserError(f"{error} For something on no record choose a name unlike these")
    return False


def _by_name(catalogue: Catalogue, text: str, folders: tuple[str, ...]) -> Record | None:
    folded = text.casefold()
    for folder in folders:
        for record in catalogue.records(folder):
            if folded in (name.casefold() for name in record.names):
                return record
    return None


def _deployments_of(catalogue: Catalogue, record: Record) -> str:
    found = [each.id for each in catalogue.records("deployments") if each.details["system"] == record.id]
    return f" ({', '.join(found)})" if found else ""


def _of_record(catalogue: Catalogue, record: Record, treaty: Treaty) -> Subject:
    if record.folder == "deployments" and treaty.judges == "systems":
        system = catalogue.record(record.details["system"], "systems")
        return Subject(system.id, system.name, system, record.details["operator"], (record.details["operator"],))
    if record.folder == "measures" and not (record.details.get("deploys") or {}).get("as") == treaty.judges:
        raise UserError(f"SUBJECT: {record.id} brings about nothing that the {treaty.name} judges ({treaty.judges})")
    holders = _operators(record, catalogue) if record.folder == "systems" else _named_holders(record)
    return Subject(record.id, record.name, record, holders[0] if holders else "", holders)


def _named_holders(record: Record) -> tuple[str, ...]:
    """Whom a site, an exercise, a measure or a party itself names."""
    details = record.details
    if record.folder == "exercises":
        return tuple(details["by"])
    by = {"actors": record.id, "deployments": details.get("operator"), "measures": (details.get("deploys") or {}).get("by")}
    return (str(by[record.folder]),)


def _operators(record: Record, catalogue: Catalogue) -> tuple[str, ...]:
    found = (claim.value.text for claim in record.of("operator") if isinstance(claim.value, State))
    return tuple(dict.fromkeys(text for text in found if catalogue.has(text, "actors")))


def listed_as(subject: Subject) -> str:
    """The id under which a treaty's lists would name the subject: a site by the system that stands there."""
    record = subject.record
    return str(record.details["system"]) if record is not None and record.folder == "deployments" else subject.id


def facts_of(subject: Subject, treaty: Treaty, view: Viewpoint, scenario: Scenario, catalogue: Catalogue) -> dict[str, Resolved]:
    """What a viewpoint holds of a subject, by attribute, as far as the treaty asks; `scenario` carries the two dates."""
    record = subject.record
    if record is None:
        return {}
    if record.folder == "actors":
        return declared_facts(record, treaty, scenario, catalogue)
    if record.folder == "measures":
        return deployed_facts(record)
    if record.folder == "deployments":
        return _site_facts(record, view, scenario, catalogue)
    return _claimed(record, view, scenario, catalogue)


def _claimed(record: Record, view: Viewpoint, scenario: Scenario, catalogue: Catalogue) -> dict[str, Resolved]:
    known = {claim.attribute for claim in record.claims}
    return {name: view.resolve(scenario, catalogue, record.id, name) for name in sorted(known)}


def _site_facts(record: Record, view: Viewpoint, scenario: Scenario, catalogue: Catalogue) -> dict[str, Resolved]:
    """A deployment's own claims, those of its system, and where it is."""
    facts = _claimed(catalogue.record(record.details["system"], "systems"), view, scenario, catalogue)
    facts |= _claimed(record, view, scenario, catalogue)
    present = catalogue.claims(record.id, "present", scenario.dates)
    place = record.details["place"]
    for name in ("latitude", "longitude"):
        facts[name] = Resolved(Quantity.exactly(place[name], "degree"), present)
    facts["country"] = Resolved(State(place["country"]), present)
    return facts


def deployed_facts(record: Record) -> dict[str, Resolved]:
    """What a measure would bring about, as assumptions of ours."""
    return {
        name: Resolved(_value(value), (Claim(record.id, name, _value(value), assumed="what the measure would bring about"),))
        for name, value in record.details["deploys"]["facts"].items()
    }


def _value(plain: Any) -> Any:
    return value_from(plain) if isinstance(plain, Mapping) else State(str(plain))


def declared_facts(actor: Record, treaty: Treaty, scenario: Scenario, catalogue: Catalogue) -> dict[str, Resolved]:
    """The figures a party declared that speak for the day asked about; `declared` is no where the record says it declared none.

    The latest declaration up to the day counts, for seven months; one that was not public by then leaves the figures unknown.
    """
    dates = scenario.dates
    assert dates.holds_on is not None
    if treaty.declares is None:
        return {}
    rows = [
        (PartialDate.parse(row["as_of"]).earliest(), record, row)
        for record in catalogue.records("declarations")
        if record.details["treaty"] == treaty.id
        for row in record.details["rows"]
        if row.get("party") == actor.id
    ]
    due = [found for found in rows if found[0] <= dates.holds_on]
    if not due:
        return _all_unknown(treaty, f"no declaration by {actor.id} is on record as of {dates.holds_on} or before")
    as_of, record, row = max(due, key=lambda found: found[0])
    public = PartialDate.parse(row["made_public"])
    if dates.known_by and public.latest() > dates.known_by:
        return _all_unknown(treaty, f"the figures as of {as_of} were made public on {public}; ask with --as-of {public} --holds-on {as_of}")
    if row.get("missing"):
        unknown = Resolved(Unknown(row["missing"]), ())
        return {**dict.fromkeys(treaty.declares.attributes, unknown), DECLARED: Resolved(State("no"), ())}
    if add_months(as_of, SPEAKS_FOR_MONTHS) < dates.holds_on:
        return _all_unknown(treaty, f"the last figures on record are as of {as_of} and do not speak for {dates.holds_on}")
    facts = {name: Resolved(claim.value, (claim,)) for name, claim in claims_of(record, row).items()}
    return {**facts, DECLARED: Resolved(State("yes"), ())}


def _all_unknown(treaty: Treaty, reason: str) -> dict[str, Resolved]:
    assert treaty.declares is not None
    return dict.fromkeys(treaty.declares.attributes, Resolved(Unknown(reason), ()))


def at(scenario: Scenario, day: datetime.date) -> Scenario:
    """The scenario asked about another day, with the same knowledge."""
    return replace(scenario, dates=replace(scenario.dates, holds_on=day))
