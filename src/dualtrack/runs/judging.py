"""Room: runs. A treaty's verdict on one subject: under each perspective, and with each disputed claim taken at its word."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dualtrack.catalogue import Catalogue, Dates
from dualtrack.facts import Claim, Resolved
from dualtrack.law import Treaty, Verdict, assess, judged_on, treaty_from
from dualtrack.runs.binding import Viewpoint
from dualtrack.runs.given_facts import given_facts
from dualtrack.runs.plain import verdict_plain
from dualtrack.runs.run import viewpoint_of
from dualtrack.runs.subjects import Subject, at, facts_of, find_subject, listed_as
from dualtrack.scenarios import Scenario

DEFAULT_PERSPECTIVES = ("nato", "russia", "independent")
GIVEN = "given"


@dataclass(frozen=True, slots=True)
class Question:
    """Which verdict is asked for: the two dates, whose word is taken, the party held to the treaty, and facts given by the asker."""

    as_of: datetime.date
    holds_on: datetime.date | None = None
    perspectives: Sequence[str] = ()
    party: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


def verdict_answer(subject: str, treaty_id: str, catalogue: Catalogue, question: Question) -> dict[str, Any]:
    """The verdicts on a subject under a treaty, side by side, and the disputed claims the answer turns on; raises UserError."""
    record = catalogue.record(treaty_id, "treaties")
    treaty = treaty_from(record.id, record.name, record.details)
    default = treaty.parties[0].actor if treaty.parties else ""
    about = find_subject(catalogue, subject, treaty, default, bool(question.facts))
    party = catalogue.record(question.party, "actors").id if question.party else about.party
    given = given_facts(question.facts, treaty, about.id, "--fact", "given with the question")
    on = question.holds_on or question.as_of
    scenario = _scenario(about, treaty, catalogue, question, party)
    then = at(scenario, judged_on(treaty, on, party))
    judged = {
        view.id: assess(treaty, {**facts_of(about, treaty, view, then, catalogue), **given}, listed_as(about), party, on)
        for view in _views(about, treaty, scenario, catalogue, given)
    }
    return {
        "subject": about.id,
        "name": about.name,
        "kind": about.record.folder if about.record else GIVEN,
        "party": party,
        "treaty": record.id,
        "treaty_name": record.name,
        "nature": treaty.nature,
        "known_by": str(question.as_of),
        "on": str(on),
        "in_force": next(iter(judged.values())).in_force,
        "turns_on_claims": _turning(judged, about, treaty, scenario, catalogue),
        "verdicts": [{"according_to": name, **verdict_plain(found, catalogue)} for name, found in judged.items()],
    }


def _scenario(about: Subject, treaty: Treaty, catalogue: Catalogue, question: Question, party: str) -> Scenario:
    views = tuple(catalogue.perspective(name) for name in question.perspectives or DEFAULT_PERSPECTIVES)
    dates = Dates(question.as_of, question.holds_on or question.as_of)
    record = about.record or catalogue.record(treaty.id, "treaties")
    return Scenario(about.id, about.name, dates, views, "", party, (), (), (), (treaty.id,), (), {}, record)


def _views(about: Subject, treaty: Treaty, scenario: Scenario, catalogue: Catalogue, given: Mapping[str, Resolved]) -> Sequence[Viewpoint]:
    """The perspectives, then every claim in a dispute about what the treaty asks; one view alone where nobody's word is at stake."""
    first = scenario.perspectives[0]
    if about.record is None or about.record.folder in ("actors", "measures"):
        name = GIVEN if about.record is None else "declared" if about.record.folder == "actors" else "record"
        return (Viewpoint(name, first),)
    views = [Viewpoint(view.id, view) for view in scenario.perspectives]
    claims = disputed(about, treaty, scenario, catalogue)
    return (*views, *(viewpoint_of(claim, scenario) for claim in claims if claim.attribute not in given))


def disputed(about: Subject, treaty: Treaty, scenario: Scenario, catalogue: Catalogue) -> tuple[Claim, ...]:
    """The claims, public by the date, in disputes about what the treaty asks of the subject."""
    record = about.record
    if record is None:
        return ()
    behind = [record, catalogue.record(record.details["system"], "systems")] if record.folder == "deployments" else [record]
    asked = treaty.attributes()
    return tuple(
        claim
        for each in behind
        for attribute in each.dispute_texts
        if attribute in asked
        for claim in catalogue.claims(each.id, attribute, scenario.dates)
    )


def _turning(
    judged: Mapping[str, Verdict], about: Subject, treaty: Treaty, scenario: Scenario, catalogue: Catalogue
) -> list[dict[str, Any]]:
    """The disputed attributes on whose claims the answer differs, with the answer under each claim."""
    found = []
    claims = [claim for claim in disputed(about, treaty, scenario, catalogue) if claim.id in judged]
    for attribute in dict.fromkeys(claim.attribute for claim in claims):
        answers = {claim.id: judged[claim.id] for claim in claims if claim.attribute == attribute}
        if len({(each.conduct_compliance, each.conduct, each.range_class, _duties(each)) for each in answers.values()}) > 1:
            told = [
                {
                    "claim": claim.id,
                    "value": str(claim.value),
                    "claimant": claim.claimant,
                    "compliance": _word(answers[claim.id]),
                    "duties": [f"{duty['title']} {duty['words']}" for duty in verdict_plain(answers[claim.id], catalogue)["duties"]],
                }
                for claim in claims
                if claim.attribute == attribute
            ]
            found.append({"attribute": attribute, "answers": told})
    return found


def _duties(verdict: Verdict) -> tuple[str, ...]:
    return tuple(f"{duty.provision} {duty.truth.value} {duty.met}" for duty in verdict.duties)


def _word(verdict: Verdict) -> str:
    return (verdict.conduct_compliance or verdict.compliance).value
