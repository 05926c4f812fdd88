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

DUTIES = ("obligation", "limit", "duty")


@dataclass(frozen=True, slots=True)
class _Conduct:
    outcome: Outcome
    turns_on: tuple[str, ...] = ()
    presumed: tuple[str, ...] = ()


def assess(treaty: Treaty, facts: Mapping[str, Resolved], subject: str, party: str, on: datetime.date) -> Verdict:
    """The verdict on a subject for one party and day, from facts keyed by attribute; a missing attribute is unknown.

    Conduct is judged up to `judged_on(treaty, on, party)`, so the facts should be those that hold on that day.
    """
    standing = standing_on(treaty, on, party)
    reading = Reading(treaty, facts, subject, party, standing.judged_on)
    bound = any(found.actor == party and found.start <= standing.judged_on for found in treaty.parties)
    conduct = _conduct_of(reading) if bound and standing.code != "not-yet-in-force" else None
    chain = _chain(reading) if conduct else ()
    return Verdict(
        treaty=treaty.id,
        subject=subject,
        party=party,
        on=on,
        judged_on=standing.judged_on,
        outcome=_outcome(standing, conduct),
        conduct=conduct.outcome if conduct else None,
        range_class=_class_of(reading),
        grounds="; ".join(_covered(reading).because),
        chain=chain,
        turns_on=conduct.turns_on if conduct else (),
        presumed=_presumed(conduct, chain) if conduct else (),
        in_force=standing.sentence,
        counter_claims=tuple(found for found in treaty.counter_claims if subject in found.about and (not found.since or found.since <= on)),
        suspended=party in standing.suspended_by,
        nature=treaty.nature,
        words=treaty.words,
    )


def _presumed(conduct: _Conduct, chain: tuple[Finding, ...]) -> tuple[str, ...]:
    """The reading rules used for the outcome and for every obligation, limit and duty that binds, each once."""
    asked = [finding for finding in chain if finding.kind in DUTIES and finding.binds_from is None]
    return unique((*conduct.presumed, *(words for finding in asked for words in finding.presumed)))


def _outcome(standing: Standing, conduct: _Conduct | None) -> Outcome:
    if standing.code == "not-yet-in-force":
        return Outcome.NOT_YET_IN_FORCE
    if conduct is None or standing.code == "withdrawn":
        return Outcome.NOT_A_PARTY
    return Outcome.NO_TREATY_IN_FORCE if standing.code == "ended" else conduct.outcome


def _covered(reading: Reading) -> Answer:
    """Whether the subject is under the treaty; an instrument that defines no such term is about its parties themselves."""
    return reading.term(reading.treaty.covered) if reading.treaty.covered else Answer(Truth.YES)


def _conduct_of(reading: Reading) -> _Conduct:
    exclusions = [(rule, reading.applies(rule)) for rule in reading.treaty.of_kind("exclusion")]
    if any(answer.truth is Truth.YES for _, answer in exclusions):
        return _Conduct(Outcome.EXCLUDED)
    covered = _covered(reading)
    if covered.truth is Truth.NO:
        return _Conduct(Outcome.NOT_COVERED)
    unsettled = [(rule, answer) for rule, answer in exclusions if answer.truth is Truth.UNKNOWN]
    open_names = unique(name for answer in (covered, *(found for _, found in unsettled)) for name in answer.turns_on)
    if any(rule.disputed_by and answer.questions and not answer.turns_on for rule, answer in unsettled):
        return _Conduct(Outcome.DISPUTED, unique(question for _, answer in unsettled for question in answer.questions))
    if unsettled or covered.truth is Truth.UNKNOWN:
        return _Conduct(Outcome.UNDETERMINED, open_names)
    return _kept_or_broken(reading, covered)


def _kept_or_broken(reading: Reading, covered: Answer) -> _Conduct:
    """What the obligations, limits and duties that bind come to for a subject that is under the treaty."""
    binding = [rule for rule in reading.treaty.of_kind(*DUTIES) if _binds(rule, reading) and not _only_later(rule, reading)]
    answers = [reading.broken(rule) for rule in binding]
    broken = [answer for answer in answers if answer.truth is Truth.YES]
    if broken:
        return _Conduct(Outcome.PROHIBITED, (), unique(words for answer in broken for words in answer.presumed))
    turns_on = unique(name for answer in answers for name in (*answer.turns_on, *(answer.questions if not answer.turns_on else ())))
    if turns_on and _undeclared(reading, turns_on):
        return _Conduct(Outcome.NO_DECLARATION, turns_on)
    return _Conduct(Outcome.COVERED, turns_on, covered.presumed)


def _undeclared(reading: Reading, turns_on: tuple[str, ...]) -> bool:
    """Whether all that is open are figures which the treaty has its parties declare, and the facts say that it declared none."""
    declares, declared = reading.treaty.declares, reading.facts.get("declared")
    said_no = declared is not None and str(declared.value) == "no"
    return said_no and declares is not None and set(turns_on) <= set(declares.attributes)


def _binds(rule: Provision, reading: Reading) -> bool:
    return not rule.binds or reading.party in rule.binds


def _only_later(rule: Provision, reading: Reading) -> bool:
    return rule.binds_from is not None and rule.binds_from > reading.on


def _class_of(reading: Reading) -> str:
    """The class the subject falls in; empty where the treaty divides nothing."""
    truths = {code: reading.term(term).truth for code, term in reading.treaty.classes.items()}
    sure = [code for code, truth in truths.items() if truth is Truth.YES]
    if sure:
        return sure[0]
    if not truths:
        return ""
    if all(truth is Truth.NO for truth in truths.values()):
        return "outside"
    return reading.treaty.undivided if _covered(reading).truth is Truth.YES else "unknown"


def _chain(reading: Reading) -> tuple[Finding, ...]:
    """Every provision asked, obligations last, without the definitions and exclusions that do not fit the subject at all."""
    rules = [rule for rule in reading.treaty.provisions if rule.kind not in DUTIES]
    rules += [rule for rule in reading.treaty.of_kind(*DUTIES) if _binds(rule, reading)]
    answered = [(rule, _answer_of(reading, rule)) for rule in rules]
    return tuple(_finding(reading, rule, answer) for rule, answer in answered if answer is not None and _tells(reading, rule, answer))


def _tells(reading: Reading, rule: Provision, answer: Answer) -> bool:
    """Whether a finding belongs into the chain: what applies or is open, and every class, list and obligation that does not."""
    classes = {reading.treaty.covered, *reading.treaty.classes.values()}
    if _only_later(rule, reading):
        return answer.truth is not Truth.NO
    return answer.truth is not Truth.NO or rule.kind in (*DUTIES, "listing") or rule.defines in classes


def _finding(reading: Reading, rule: Provision, answer: Answer) -> Finding:
    met = reading.answer(rule.met) if rule.kind == "duty" and rule.met is not None and answer.truth is Truth.YES else None
    because = (*answer.because, *(met.because if met else ()))
    return Finding(
        provision=rule.id,
        article=rule.article,
        kind=rule.kind,
        title=rule.title,
        says=rule.says,
        truth=answer.truth,
        because="; ".join(unique(because)),
        claims=tuple(dict.fromkeys((*answer.claims, *(met.claims if met else ())))),
        checked=rule.checked,
        source=rule.source,
        requires=rule.requires,
        met=(met.truth if met else Truth.UNKNOWN) if rule.kind == "duty" and answer.truth is Truth.YES else None,
        binds_from=rule.binds_from if _only_later(rule, reading) else None,
        presumed=unique((*answer.presumed, *(met.presumed if met else ()))),
    )


def _answer_of(reading: Reading, rule: Provision) -> Answer | None:
    if rule.kind == "range-rule":
        derived = reading.range()
        return derived.answer if derived.rule is rule else None
    if rule.kind == "counting-rule":
        derived = reading.measured(rule.derives)
        return derived.answer if derived.rule is rule else None
    return reading.applies(rule) if rule.when is not None or rule.kind in DUTIES else None
