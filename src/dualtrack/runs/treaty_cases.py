"""Room: runs. Runs a file of cases a lawyer can read against the treaty it names: what was expected, what came out, whether they agree."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dualtrack.catalogue import Catalogue
from dualtrack.catalogue.case_schema import load_cases
from dualtrack.catalogue.yaml_file import Path as Place
from dualtrack.catalogue.yaml_file import YamlFile
from dualtrack.errors import Problem, RecordError, UnknownName, UserError, nearest
from dualtrack.facts import Claim, Resolved
from dualtrack.geography import find_country
from dualtrack.law import Compliance, Outcome, Treaty, Truth, Verdict, as_if_in_force, assess, treaty_from
from dualtrack.runs.given_facts import given_facts

SUBJECT = "the-subject"
COMPLIANCES, OUTCOMES, TRUTHS = (tuple(each.value for each in kind) for kind in (Compliance, Outcome, Truth))
EXPECTED = {"compliance": COMPLIANCES, "conduct_compliance": COMPLIANCES, "outcome": OUTCOMES, "conduct": OUTCOMES}
"""The words a verdict can have, by expectation; a duty's answer is one of `TRUTHS`."""
MAY_BE_NONE = ("conduct_compliance", "conduct")
"""What a verdict may leave out, so that `null` can be expected of it."""
MAY_BE_EMPTY = ("duties", "turns_on")
"""Expectations that, when empty, expect nothing."""


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One case: its verdict, and every expectation that did not come out, in words."""

    name: str
    verdict: Verdict
    wrong: tuple[str, ...]


def run_cases(path: Path, catalogue: Catalogue) -> tuple[Treaty, tuple[CaseResult, ...]]:
    """Every case of a file, in order, a draft as if in force from the file's `in_force`.

    Raises RecordError, with every problem and its place, for a file that cannot be run.
    """
    plain, file = load_cases(path)
    problems = [*_party_problems(plain, file, catalogue), *_expectation_problems(plain, file)]
    try:
        record = catalogue.record(plain["treaty"], "treaties")
    except UnknownName as error:
        raise RecordError([*problems, Problem(file.name, file.line(("treaty",)), "treaty", str(error))]) from error
    treaty = treaty_from(record.id, record.name, record.details)
    if "in_force" in plain:
        actors = {plain["party"], *(case["party"] for case in plain["cases"] if "party" in case)}
        treaty = as_if_in_force(treaty, datetime.date.fromisoformat(plain["in_force"]), actors)
    runs = []
    for number, case in enumerate(plain["cases"]):
        facts, wrong = _facts(_Case(number, case, plain, file, path.name), treaty)
        problems += wrong
        runs.append((case, facts))
    if problems:
        raise RecordError(list(dict.fromkeys(problems)))
    return treaty, tuple(_run(case, plain, treaty, facts) for case, facts in runs)


@dataclass(frozen=True, slots=True)
class _Case:
    """One case with its place in its file."""

    number: int
    plain: Mapping[str, Any]
    shared: Mapping[str, Any]
    file: YamlFile
    shown: str

    @property
    def subject(self) -> str:
        """What the case is about."""
        return str(self.plain.get("subject", SUBJECT))

    def given(self) -> Iterator[tuple[str, str, Any, Place]]:
        """Every fact as (whose, attribute, value, where): the usual ones unless the case says otherwise, its own, and those of others."""
        own, here = self.plain.get("facts", {}), ("cases", self.number)
        usual = {name: item for name, item in self.shared.get("usual", {}).items() if name not in own}
        yield from (("usual", name, item, ("usual", name)) for name, item in usual.items())
        yield from (("facts", name, item, (*here, "facts", name)) for name, item in own.items())
        yield from (("others", name, item, (*here, "others", name)) for name, item in self.plain.get("others", {}).items())


def _facts(case: _Case, treaty: Treaty) -> tuple[dict[str, Resolved], list[Problem]]:
    """The facts of a case by attribute, and what is wrong with those that cannot be read."""
    facts: dict[str, Resolved] = {}
    problems = []
    for whose, name, item, path in case.given():
        where = f"{case.shown}: {'usual' if whose == 'usual' else case.plain['name']}"
        why = "said by another" if whose == "others" else "given in the case"
        try:
            found = given_facts({name: item}, treaty, case.subject, where, why)
        except UserError as error:
            problems.append(Problem(case.file.name, case.file.line(path), "", str(error)))
            continue
        for attribute, value in found.items():
            facts[attribute] = _beside(facts.get(attribute, value), value) if whose == "others" else value
    return facts, problems


def _party_problems(plain: Mapping[str, Any], file: YamlFile, catalogue: Catalogue) -> Iterator[Problem]:
    """Parties that are neither an actor on record nor a country."""
    named: list[tuple[Place, str]] = [(("party",), plain["party"])]
    named += [(("cases", number, "party"), case["party"]) for number, case in enumerate(plain["cases"]) if "party" in case]
    actors = sorted(record_id for folder, record_id in catalogue.files if folder == "actors")
    for path, party in named:
        if not catalogue.has(party, "actors") and not _is_country(party):
            place = ".".join(str(part) for part in path)
            instead = " or ".join(nearest(party, actors)) or "the id of an actor on record, or a country's name"
            yield Problem(file.name, file.line(path), place, f"no actor is called {party!r}", "", instead)


def _is_country(party: str) -> bool:
    try:
        find_country(party.replace("-", " "))
    except UserError:
        return False
    return True


def _expectation_problems(plain: Mapping[str, Any], file: YamlFile) -> Iterator[Problem]:
    """Expectations in words that no verdict has, and cases that expect nothing."""
    for number, case in enumerate(plain["cases"]):
        expect, here = case["expect"], ("cases", number, "expect")
        if not any(value or name not in MAY_BE_EMPTY for name, value in expect.items()):
            example = "for example {compliance: complies}"
            yield Problem(file.name, file.line(here), f"cases.{number}.expect", f"{case['name']} expects nothing", "", example)
        said: list[tuple[Place, Any, tuple[str, ...]]] = [
            ((name,), expect[name], words) for name, words in EXPECTED.items() if name in expect
        ]
        said += [(("duties", name), word, TRUTHS) for name, word in expect.get("duties", {}).items()]
        for inner, word, words in said:
            if word not in words and not (word is None and inner[0] in MAY_BE_NONE):
                place = ".".join(str(part) for part in (*here, *inner))
                wrong = f"{case['name']} expects what no verdict says"
                instead = " or ".join(nearest(str(word), words) or words)
                yield Problem(file.name, file.line((*here, *inner)), place, wrong, repr(word), instead)


def _run(case: Mapping[str, Any], shared: Mapping[str, Any], treaty: Treaty, facts: Mapping[str, Resolved]) -> CaseResult:
    on = datetime.date.fromisoformat(case.get("as_of", shared["as_of"]))
    verdict = assess(treaty, facts, case.get("subject", SUBJECT), case.get("party", shared["party"]), on)
    return CaseResult(case["name"], verdict, tuple(_differences(case["expect"], verdict)))


def _beside(ours: Resolved, rival: Resolved) -> Resolved:
    """Our value with another's claims beside it."""
    return Resolved(ours.value, ours.claims, tuple(_of_another(claim) for claim in rival.claims))


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
