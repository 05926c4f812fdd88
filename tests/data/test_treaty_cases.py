"""Every `<treaty>.cases.yaml` of this folder, run against the shipped treaty of that id; every rule of every treaty is met by some case."""

from __future__ import annotations

from pathlib import Path

import pytest

from dualtrack.catalogue import Catalogue
from dualtrack.law import Truth
from dualtrack.runs.treaty_cases import CaseResult, run_cases

FILES = sorted(Path(__file__).parent.glob("*.cases.yaml"))
TREATIES = [record.id for record in Catalogue.open().records("treaties")]
RESULTS = {path.name.partition(".")[0]: run_cases(path, Catalogue.open()) for path in FILES}
CASES = [pytest.param(result, id=f"{name}: {result.name}") for name, (_, results) in RESULTS.items() for result in results]


@pytest.mark.parametrize("result", CASES)
def test_case(result: CaseResult) -> None:
    assert result.wrong == (), result.verdict.sentence
    assert result.verdict.sentence


@pytest.mark.parametrize("treaty_id", TREATIES)
def test_every_rule_is_met_by_a_case_that_applies_and_one_that_does_not(treaty_id: str) -> None:
    """Exclusions, exceptions, obligations, limits, duties and listings: each holds in some case and does not in another."""
    treaty, results = RESULTS[treaty_id]
    for rule in treaty.of_kind("exclusion", "exception", "obligation", "limit", "duty", "listing"):
        truths = {finding.truth for result in results for finding in result.verdict.chain if finding.provision == rule.id}
        questions_only = "asks" in repr(rule.when).casefold()
        assert Truth.YES in truths or (questions_only and Truth.UNKNOWN in truths), f"{treaty_id}: no case in which {rule.id} applies"
        told = [result for result in results if result.verdict.chain]
        applied = [result for result in told if any(f.provision == rule.id and f.truth is Truth.YES for f in result.verdict.chain)]
        assert len(applied) < len(told), f"{treaty_id}: no case in which {rule.id} does not apply"
