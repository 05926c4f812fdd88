"""Room: comparison. Which disputed claim flips which answer: each claim in turn taken at its word, everything else held."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dualtrack.comparison.summary import Summary, moved, scalar_questions, summarise
from dualtrack.facts import Claim
from dualtrack.law import Verdict
from dualtrack.runs import Run


@dataclass(frozen=True, slots=True)
class Flip:
    """A dispute that changes an answer: the question, and the answer under each claim, in the order of the record.

    `question` is a model's question id, or `verdict:<treaty>`; `answers` pairs a claim with words or a summary.
    """

    system: str
    attribute: str
    question: str
    answers: tuple[tuple[Claim, Summary | str], ...]


def flips(run: Run) -> tuple[Flip, ...]:
    """Every answer that differs between the claims of a dispute."""
    found: list[Flip] = []
    for system, attribute in dict.fromkeys((claim.subject, claim.attribute) for claim in run.claims.values()):
        claims = [claim for claim in run.claims.values() if (claim.subject, claim.attribute) == (system, attribute)]
        found += _verdict_flips(run, system, attribute, claims)
        found += _number_flips(run, system, attribute, claims)
    return tuple(found)


def _verdict_flips(run: Run, system: str, attribute: str, claims: list[Claim]) -> Iterator[Flip]:
    for treaty in run.treaties:
        answers = tuple((claim, verdict_word(run.claim_verdicts[claim.id, treaty])) for claim in claims)
        if len({answer for _, answer in answers}) > 1:
            yield Flip(system, attribute, f"verdict:{treaty}", answers)


def verdict_word(verdict: Verdict) -> str:
    """The verdict on conduct while the treaty was in force, or the outcome where none was due."""
    return (verdict.conduct or verdict.outcome).value


def _number_flips(run: Run, system: str, attribute: str, claims: list[Claim]) -> Iterator[Flip]:
    for question in scalar_questions(run):
        answers = tuple((claim, summarise(run.claim_answers[claim.id][question])) for claim in claims)
        if len({(answer.ending, answer.low, answer.high) for _, answer in answers}) > 1:
            yield Flip(system, attribute, question, answers)


def unmoved_questions(run: Run) -> tuple[str, ...]:
    """The questions that no option moves under any perspective: there the options cannot be told apart by these models."""
    return tuple(question for question in scalar_questions(run) if not moved(run, question))
