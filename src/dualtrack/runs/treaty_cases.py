"""Room: runs. Runs a file of cases a lawyer can read against the treaty it names: what was expected, what came out, whether they agree."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dualtrack.catalogue import Catalogue
from dualtrack.catalogue.case_schema import load_cases
from dualtrack.facts import Claim, Resolved
from dualtrack.law import Treaty, Verdict, as_if_in_force, assess, treaty_from
from dualtrack.runs.given_facts import given_facts


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One case: its verdict, and every expectation that did not come out, in words."""

    name: str
    verdict: Verdict
    wrong: tuple[str, ...]


def run_cases(path: Path, catalogue: Catalogue) -> tuple[Treaty, tuple[CaseResult, ...]]:
    """Every case of a file, in order, a draft as if in force from the file's `in_force`.

    Raises RecordError or UserError, naming the place, for a file that cannot be run.
    """
    plain = load_cases(path)
    record = catalogue.record(plain["treaty"], "treaties")
    treaty = treaty_from(record.id, record.name, record.details)
    if "in_force" in plain:
        actors = {plain["party"], *(case["party"] for case in plain["cases"] if "party" in case)}
        treaty = as_if_in_force(treaty, datetime.date.fromisoformat(plain["in_force"]), actors)
    return treaty, tuple(_run(case, plain, treaty, f"{path.name}: {case['name']}") for case in plain["cases"])


def _run(case: Mapping[str, Any], shared: Mapping[str, Any], treaty: Treaty, where: str) -> CaseResult:
    subject = case.get("subject", "the-subject")
    facts = given_facts({**shared.get("usual", {}), **case.get("facts", {})}, treaty, subject, where, "given in the case")
    for attribute, rival in given_facts(case.get("others", {}), treaty, subject, where, "said by another").items():
        ours = facts.get(attribute, rival)
        facts[attribute] = Resolved(ours.value, ours.claims, tuple(_of_another(claim) for claim in rival.claims))
    on = datetime.date.fromisoformat(case.get("as_of", shared["as_of"]))
    verdict = assess(treaty, facts, subject, case.get("party", shared["party"]), on)
    return CaseResult(case["name"], verdict, tuple(_differences(case["expect"], verdict)))


def _of_another(claim: Claim) -> Claim:
    return Claim(claim.subject, claim.attribute, claim.value, claimant="another")


def _differences(expect: Mapping[str, Any], verdict: Verdict) -> Iterator[str]:
    """What was expected and did not come out."""
    conduct = verdict.conduct_compliance
    found: dict[str, Any] = {
        "compliance": verdict.compliance.value,
        "conduct_compliance": conduct.value if conduct else None,
        "outcome": verdict.outcome.value,
        "conduct": verdict.conduct.value if verdict.conduct else None,
        "class": verdict.range_class,
    }
    for name, value in found.items():
        if name in expect and expect[name] != value:
            yield f"{name}: expected {expect[name]}, found {value}"
    broken = [finding.provision for finding in verdict.chain if finding.breaks]
    for name, ids in (("breaks", broken), ("not_yet", [finding.provision for finding in verdict.not_yet_binding])):
        if name in expect and sorted(expect[name]) != sorted(ids):
            yield f"{name}: expected {', '.join(expect[name]) or 'nothing'}, found {', '.join(ids) or 'nothing'}"
    duties = {duty.provision: duty.truth.value for duty in verdict.duties}
    for duty, arises in expect.get("duties", {}).items():
        if duties.get(duty) != arises:
            yield f"duties.{duty}: expected {arises}, found {duties.get(duty, 'no such duty')}"
    missing = [name for name in expect.get("turns_on", ()) if name not in verdict.turns_on]
    if missing:
        yield f"turns_on: expected {', '.join(missing)}, found {', '.join(verdict.turns_on) or 'nothing'}"
    for name, text in (("says", verdict.sentence), ("in_force", verdict.in_force)):
        if expect.get(name, "") not in text:
            yield f"{name}: expected {expect[name]!r} in: {text}"
