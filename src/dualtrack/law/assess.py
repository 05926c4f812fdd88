"""Room: law. The verdict of a treaty on one subject's facts, with its chain of provisions. Imports facts only."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from dualtrack.facts import Resolved
from dualtrack.law.conditions import Answer, Truth, unique
from dualtrack.law.interpreter import Reading
from dualtrack.law.standing import Standing, standing_on
from dualtrack.law.treaty import Provision, Treaty
from dualtrack.law.verdict import Finding, Outcome, Verdict


@dataclass(frozen=True, slots=True)
class _Conduct:
    outcome: Outcome
    turns_on: tuple[str, ...] = ()
    presumed: tuple[str, ...] = ()


def assess(treaty: Treaty, facts: Mapping[str, Resolved], subject: str, party: str, on: datetime.date) -> Verdict:
    """The verdict on a subject for one party and day, from facts keyed by attribute; a missing attribute is unknown.

    Conduct is judged up to `judged_on(treaty, on)`, so the facts should be those that hold on that day.
    """
    standing = standing_on(treaty, on)
    reading = Reading(treaty, facts, subject)
    bound = any(found.actor == party and found.start <= standing.judged_on for found in treaty.parties)
    conduct = _conduct_of(reading, standing.judged_on) if bound and standing.code != "not-yet-in-force" else None
    return Verdict(
        treaty=treaty.id,
        subject=subject,
        party=party,
        on=on,
        judged_on=standing.judged_on,
        outcome=_outcome(standing, conduct),
        conduct=conduct.outcome if conduct else None,
        range_class=_range_class(reading),
        grounds="; ".join(reading.term(treaty.covered).because),
        chain=_chain(reading, standing.judged_on) if conduct else (),
        turns_on=conduct.turns_on if conduct else (),
        presumed=conduct.presumed if conduct else (),
        in_force=standing.sentence,
        counter_claims=tuple(found for found in treaty.counter_claims if subject in found.about),
    )


def _outcome(standing: Standing, conduct: _Conduct | None) -> Outcome:
    if standing.code == "not-yet-in-force":
        return Outcome.NOT_YET_IN_FORCE
    if conduct is None:
        return Outcome.NOT_A_PARTY
    return Outcome.NO_TREATY_IN_FORCE if standing.code == "ended" else conduct.outcome


def _conduct_of(reading: Reading, judged_on: datetime.date) -> _Conduct:
    exclusions = [(rule, reading.answer(rule.when)) for rule in reading.treaty.of_kind("exclusion") if rule.when is not None]
    if any(answer.truth is Truth.YES for _, answer in exclusions):
        return _Conduct(Outcome.EXCLUDED)
    covered = reading.term(reading.treaty.covered)
    if covered.truth is Truth.NO:
        return _Conduct(Outcome.NOT_COVERED)
    unsettled = [(rule, answer) for rule, answer in exclusions if answer.truth is Truth.UNKNOWN]
    open_names = unique(name for answer in (covered, *(found for _, found in unsettled)) for name in answer.turns_on)
    if any(rule.disputed_by and answer.questions and not answer.turns_on for rule, answer in unsettled):
        return _Conduct(Outcome.DISPUTED, unique(question for _, answer in unsettled for question in answer.questions))
    if unsettled or covered.truth is Truth.UNKNOWN:
        return _Conduct(Outcome.UNDETERMINED, open_names)
    answers = [reading.answer(rule.when) for rule in _binding(reading.treaty, judged_on) if rule.when is not None]
    broken = [answer for answer in answers if answer.truth is Truth.YES]
    if broken:
        return _Conduct(Outcome.PROHIBITED, (), unique(words for answer in broken for words in answer.presumed))
    return _Conduct(Outcome.COVERED, unique(name for answer in answers for name in answer.turns_on), covered.presumed)


def _binding(treaty: Treaty, judged_on: datetime.date) -> tuple[Provision, ...]:
    return tuple(rule for rule in treaty.of_kind("obligation") if rule.binds_from is None or rule.binds_from <= judged_on)


def _range_class(reading: Reading) -> str:
    truths = {code: reading.term(term).truth for code, term in reading.treaty.classes.items()}
    sure = [code for code, truth in truths.items() if truth is Truth.YES]
    if sure:
        return sure[0]
    if all(truth is Truth.NO for truth in truths.values()):
        return "outside"
    return reading.treaty.undivided if reading.term(reading.treaty.covered).truth is Truth.YES else "unknown"


def _chain(reading: Reading, judged_on: datetime.date) -> tuple[Finding, ...]:
    """Every provision asked, obligations last, without the definitions and exclusions that do not fit the subject at all."""
    answered = [(rule, _answer_of(reading, rule)) for rule in _asked(reading.treaty, judged_on)]
    return tuple(_finding(rule, answer) for rule, answer in answered if answer is not None and _tells(reading.treaty, rule, answer))


def _asked(treaty: Treaty, judged_on: datetime.date) -> tuple[Provision, ...]:
    binding = _binding(treaty, judged_on)
    return (*(rule for rule in treaty.provisions if rule.kind != "obligation"), *binding)


def _tells(treaty: Treaty, rule: Provision, answer: Answer) -> bool:
    """Whether a finding belongs into the chain: what applies or is open, and every class, list and obligation that does not."""
    classes = {treaty.covered, *treaty.classes.values()}
    return answer.truth is not Truth.NO or rule.kind in ("obligation", "listing") or rule.defines in classes


def _finding(rule: Provision, answer: Answer) -> Finding:
    return Finding(
        provision=rule.id,
        article=rule.article,
        kind=rule.kind,
        title=rule.title,
        says=rule.says,
        truth=answer.truth,
        because="; ".join((*answer.because, *answer.presumed)),
        claims=answer.claims,
        checked=rule.checked,
        source=rule.source,
    )


def _answer_of(reading: Reading, rule: Provision) -> Answer | None:
    if rule.kind == "range-rule":
        derived = reading.range()
        return derived.answer if derived.rule is rule else None
    return reading.answer(rule.when) if rule.when is not None else None
