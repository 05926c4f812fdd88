"""Room: runs. A treaty's verdict on one subject: under each perspective, and with each disputed claim taken at its word."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dualtrack.catalogue import Catalogue, Dates
from dualtrack.errors import UserError
from dualtrack.facts import Claim, Resolved
from dualtrack.law import Treaty, Verdict, plain_name, treaty_from
from dualtrack.runs.context import Viewpoint
from dualtrack.runs.given_facts import given_facts
from dualtrack.runs.plain import claim_plain, named, verdict_plain
from dualtrack.runs.run import viewpoint_of
from dualtrack.runs.subjects import Subject, find_subject
from dualtrack.runs.verdicts import judge
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
    about = find_subject(catalogue, subject, treaty, bool(question.facts))
    given = given_facts(question.facts, treaty, about.id, "--fact", "given with the question")
    party, party_because = _held(about, treaty, catalogue, question.party)
    on = question.holds_on or question.as_of
    scenario = _scenario(about, treaty, catalogue, question, party)
    about = replace(about, party=party)
    judged = {view.id: judge(about, treaty, view, scenario, catalogue, given) for view in _views(about, treaty, scenario, catalogue, given)}
    claims = {claim.id: claim for claim in disputed(about, treaty, scenario, catalogue) if claim.id in judged}
    first = scenario.perspectives[0]
    alone = {claim: judge(about, treaty, Viewpoint(name, first, claim), scenario, catalogue, given) for name, claim in claims.items()}
    return {
        "subject": about.id,
        "name": about.name,
        "kind": about.record.folder if about.record else GIVEN,
        "party": party,
        "party_name": catalogue.record(party, "actors").name if party else "",
        "party_because": party_because,
        "treaty": record.id,
        "treaty_name": record.name,
        "nature": treaty.nature,
        "known_by": str(question.as_of),
        "on": str(on),
        "in_force": named(next(iter(judged.values())).in_force, treaty, catalogue),
        "turns_on_claims": _turning(alone, scenario, catalogue),
        "verdicts": [
            {"according_to": name, **_taken(claims.get(name), found, catalogue), **verdict_plain(found, catalogue)}
            for name, found in judged.items()
        ],
    }


def _held(about: Subject, treaty: Treaty, catalogue: Catalogue, asked: str) -> tuple[str, str]:
    """Who is held to the treaty and why; raises UserError where nobody is named or the record names somebody else."""
    if asked:
        party = catalogue.record(asked, "actors").id
        if about.holders and party not in about.holders and treaty.judges != "transfers":
            named_there = " or ".join(about.holders)
            raise UserError(f"--party: {about.id} is on record as {named_there}'s, not {party}'s; write {named_there} or no --party")
        return party, "as asked"
    if about.party:
        return about.party, "as the record has it"
    if not treaty.parties:
        return "", "the draft names no party"
    first = treaty.parties[0].actor
    if about.record is None:
        some = ", ".join(party.actor for party in treaty.parties[:6])
        raise UserError(f"--party: {about.id!r} is on no record, so nobody is held to the {treaty.name} for it; write one of {some}, ...")
    return first, "the first of its parties, as no operator is on record; --party names another"


def _taken(claim: Claim | None, found: Verdict, catalogue: Catalogue) -> dict[str, Any]:
    """For a row that takes a claim at its word: the claim, and whose other claims the verdict rests on."""
    if claim is None:
        return {}
    others = {each.claimant for finding in found.chain for each in finding.claims if each.claimant and each.claimant != claim.claimant}
    return {
        "claim": {"attribute": claim.attribute, "attribute_name": plain_name(claim.attribute), **claim_plain(claim, catalogue)},
        "rests_also_on": sorted(others),
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


def _turning(judged: Mapping[Claim, Verdict], scenario: Scenario, catalogue: Catalogue) -> list[dict[str, Any]]:
    """The disputed attributes on whose claims the answer differs, all else equal, with the answer under each claim."""
    found = []
    for attribute in dict.fromkeys(claim.attribute for claim in judged):
        answers = {claim: verdict for claim, verdict in judged.items() if claim.attribute == attribute}
        if len({(each.conduct_compliance, each.conduct, each.range_class, _duties(each)) for each in answers.values()}) > 1:
            told = [
                {
                    "claim": claim.id,
                    "value": str(claim.value),
                    "claimant": claim.claimant,
                    "compliance": _word(verdict),
                    "duties": [f"{duty['title']} {duty['words']}" for duty in verdict_plain(verdict, catalogue)["duties"]],
                }
                for claim, verdict in answers.items()
            ]
            found.append(
                {"attribute": attribute, "attribute_name": plain_name(attribute), "else_as": scenario.perspectives[0].id, "answers": told}
            )
    return found


def _duties(verdict: Verdict) -> tuple[str, ...]:
    return tuple(f"{duty.provision} {duty.truth.value} {duty.met}" for duty in verdict.duties)


def _word(verdict: Verdict) -> str:
    return (verdict.conduct_compliance or verdict.compliance).value
