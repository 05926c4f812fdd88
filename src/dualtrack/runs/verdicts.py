"""Room: runs. Binds claims about systems, sites and measures to the law's interpreter: verdicts by viewpoint, subject and treaty."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dualtrack.catalogue import Catalogue
from dualtrack.facts import Resolved
from dualtrack.law import Treaty, Verdict, assess, judged_on, treaty_from
from dualtrack.runs.context import Context, Viewpoint
from dualtrack.runs.subjects import Subject, at, deployed_facts, facts_of, listed_as
from dualtrack.scenarios import Scenario, Site

OF_SYSTEMS = ("systems", "transfers")


def treaty_of(context: Context, treaty_id: str) -> Treaty:
    """A treaty as the law room reads it."""
    record = context.catalogue.record(treaty_id, "treaties")
    return treaty_from(record.id, record.name, record.details)


def system_treaties(context: Context) -> tuple[str, ...]:
    """The scenario's treaties that judge systems."""
    return tuple(found for found in context.scenario.treaties if treaty_of(context, found).judges in OF_SYSTEMS)


def site_treaties(context: Context) -> tuple[str, ...]:
    """The scenario's treaties that judge where a system is deployed."""
    return tuple(found for found in context.scenario.treaties if treaty_of(context, found).judges == "deployments")


def measure_treaties(context: Context) -> tuple[str, ...]:
    """The scenario's treaties and every other instrument on record, drafts aside, that had been proposed or signed by the date."""
    known_by = context.scenario.dates.known_by
    assert known_by is not None, "a frozen scenario has both dates"
    found = list(context.scenario.treaties)
    for record in context.catalogue.records("treaties"):
        treaty = treaty_of(context, record.id)
        if treaty.nature != "draft" and min(event.on for event in treaty.events) <= known_by:
            found.append(record.id)
    return tuple(dict.fromkeys(found))


def system_verdict(context: Context, viewpoint: Viewpoint, system: str, treaty_id: str) -> Verdict:
    """The verdict on a system under a treaty, on what the viewpoint holds to have been true of it while the treaty was in force."""
    record = context.catalogue.record(system, "systems")
    return _verdict(context, viewpoint, Subject(system, record.name, record, context.scenario.operator), treaty_of(context, treaty_id))


def site_verdict(context: Context, viewpoint: Viewpoint, site: Site, treaty: Treaty) -> Verdict:
    """The verdict on a system at one of the scenario's sites, for who operates it there."""
    record = context.catalogue.record(site.id, "deployments")
    return _verdict(context, viewpoint, Subject(site.id, record.name, record, site.operator), treaty)


def _verdict(context: Context, viewpoint: Viewpoint, subject: Subject, treaty: Treaty) -> Verdict:
    return judge(subject, treaty, viewpoint, context.scenario, context.catalogue)


def judge(
    subject: Subject,
    treaty: Treaty,
    view: Viewpoint,
    scenario: Scenario,
    catalogue: Catalogue,
    given: Mapping[str, Resolved] | None = None,
) -> Verdict:
    """A treaty's verdict on what a viewpoint holds of a subject, on the day the scenario asks about. A site is listed by its system.

    `given` are facts that stand beside or instead of what is on record.
    """
    on = scenario.dates.holds_on
    assert on is not None, "a frozen scenario has both dates"
    then = at(scenario, judged_on(treaty, on, subject.party))
    facts = {**facts_of(subject, treaty, view, then, catalogue), **(given or {})}
    verdict = assess(treaty, facts, listed_as(subject), subject.party, on)
    return replace(verdict, subject=subject.id)


def measure_verdict(context: Context, measure_id: str, treaty_id: str) -> Verdict | None:
    """The verdict on what a measure would bring about; None when that is nothing the treaty judges."""
    record, treaty = context.catalogue.record(measure_id, "measures"), treaty_of(context, treaty_id)
    deploys = record.details.get("deploys")
    if not judged_as(deploys, treaty):
        return None
    return assess(treaty, deployed_facts(record), measure_id, deploys["by"], _day_asked(context))  # type: ignore[index]


def judged_as(deploys: Mapping[str, Any] | None, treaty: Treaty) -> bool:
    """Whether a treaty judges what a measure would bring about; where it counts places, a system without a place is asked about too."""
    if not deploys:
        return False
    return bool(deploys["as"] == treaty.judges or (deploys["as"], treaty.judges) == ("systems", "deployments"))


def _day_asked(context: Context) -> datetime.date:
    day = context.scenario.dates.holds_on
    assert day is not None, "a frozen scenario has both dates"
    return day
