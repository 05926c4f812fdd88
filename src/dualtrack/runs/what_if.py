"""Room: runs. What a draft would forbid, to whom, as of when: the draft put in force and read on a scenario's sites and measures."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dualtrack.catalogue import Catalogue, Record
from dualtrack.catalogue.check import refuse_misspelt_types
from dualtrack.errors import UserError
from dualtrack.law import Treaty, Verdict, as_if_in_force, treaty_from
from dualtrack.runs.context import Viewpoint
from dualtrack.runs.plain import verdict_plain
from dualtrack.runs.subjects import Subject
from dualtrack.runs.verdicts import OF_SYSTEMS, judge, judged_as
from dualtrack.scenarios import Scenario, freeze


@dataclass(frozen=True, slots=True)
class _Asked:
    """One thing the draft is read on: the subject, where it stands, and the option that would bring it about (empty: it is there)."""

    subject: Subject
    place: str = ""
    option: str = ""


def what_if_answer(
    draft: Record, scenario_record: Record, catalogue: Catalogue, in_force: datetime.date | None, overrides: dict[str, Any]
) -> dict[str, Any]:
    """What a draft would forbid in a scenario, for each perspective, if it were in force from a day (the scenario's own if none is given).

    Everybody who has or would bring about what is judged is taken as a party, so that the answer says to whom it would apply.
    """
    if not (catalogue.has(draft.id, draft.folder) and catalogue.record(draft.id, draft.folder) is draft):
        catalogue = catalogue.add(draft)
    refuse_misspelt_types(draft, catalogue)
    scenario = freeze(scenario_record, catalogue, overrides)
    on = scenario.dates.holds_on
    assert on is not None, "a frozen scenario has both dates"
    start = in_force or on
    if start > on:
        raise UserError(
            f"--in-force: {start} lies after {on}, the day the scenario asks about; write an earlier day, or a later --holds-on"
        )
    written = treaty_from(draft.id, draft.name, draft.details)
    asked = list(_asked(written, scenario, catalogue))
    if not asked:
        raise UserError(f"{draft.file}: judges {written.judges}, and the scenario {scenario.id} has none; write a scenario that names some")
    treaty = as_if_in_force(written, start, {each.subject.party for each in asked})
    rows = [_row(each, treaty, scenario, catalogue) for each in asked]
    return {
        "draft": draft.id,
        "name": draft.name,
        "judges": written.judges,
        "scenario": scenario.id,
        "in_force_from": str(start),
        "known_by": str(scenario.dates.known_by),
        "on": str(on),
        "perspectives": [view.id for view in scenario.perspectives],
        "parties_taken": sorted({party.actor for party in treaty.parties}),
        "read_on": rows,
    }


def _asked(treaty: Treaty, scenario: Scenario, catalogue: Catalogue) -> Iterator[_Asked]:
    """What is there now, then what the options' measures would bring about."""
    if treaty.judges in OF_SYSTEMS:
        for system in scenario.systems:
            record = catalogue.record(system, "systems")
            yield _Asked(Subject(system, record.name, record, scenario.operator))
    if treaty.judges == "deployments":
        for site in scenario.sites:
            if catalogue.has(site.id, "deployments"):
                record = catalogue.record(site.id, "deployments")
                name = catalogue.record(site.system, "systems").name
                yield _Asked(Subject(site.id, name, record, site.operator), str(site.place))
    told: set[str] = set()
    for option in scenario.options:
        for measure in option.measures:
            record = catalogue.record(measure, "measures")
            if measure not in told and judged_as(record.details.get("deploys"), treaty):
                told.add(measure)
                yield _Asked(Subject(measure, record.name, record, record.details["deploys"]["by"]), "", option.id)


def _row(asked: _Asked, treaty: Treaty, scenario: Scenario, catalogue: Catalogue) -> dict[str, Any]:
    """One subject with its verdict under each perspective."""
    verdicts = {view.id: judge(asked.subject, treaty, Viewpoint(view.id, view), scenario, catalogue) for view in scenario.perspectives}
    return {
        "subject": asked.subject.id,
        "name": asked.subject.name,
        "place": asked.place,
        "party": asked.subject.party,
        "option": asked.option,
        "verdicts": [
            {"according_to": view, "forbidden": _forbidden(found), **verdict_plain(found, catalogue)} for view, found in verdicts.items()
        ],
    }


def _forbidden(verdict: Verdict) -> str:
    """Whether the draft would forbid it: yes, no, or open with what it turns on."""
    words = {"does-not-comply": "yes", "complies": "no"}
    return words.get(verdict.compliance.value, "open")
