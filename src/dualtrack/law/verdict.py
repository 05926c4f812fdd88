"""Room: law. What a verdict is made of and how it reads in a sentence; no rule and no number of its own. Imports facts only."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from dualtrack.facts import Checked, Claim
from dualtrack.law.conditions import Truth, unique
from dualtrack.law.treaty import CounterClaim


class Outcome(Enum):
    """What the verdict comes to; `meaning` says it in words."""

    PROHIBITED = "prohibited"
    COVERED = "covered"
    NOT_COVERED = "not-covered"
    EXCLUDED = "excluded"
    UNDETERMINED = "undetermined"
    DISPUTED = "disputed"
    NOT_YET_IN_FORCE = "not-yet-in-force"
    NO_TREATY_IN_FORCE = "no-treaty-in-force"
    NOT_A_PARTY = "not-a-party"

    @property
    def meaning(self) -> str:
        """The outcome in words."""
        return _MEANINGS[self.value]


_MEANINGS: Mapping[str, str] = {
    "prohibited": "the subject falls under the treaty and a prohibition that binds on the day is broken",
    "covered": "the subject falls under the treaty; no prohibition that binds on the day is shown to be broken",
    "not-covered": "the subject does not fall under the treaty",
    "excluded": "the treaty takes the subject out of its own scope",
    "undetermined": "the facts given do not decide; the verdict names what it turns on",
    "disputed": "the parties disagreed whether an exclusion applies and nobody decided it",
    "not-yet-in-force": "the treaty did not bind anybody yet on the day",
    "no-treaty-in-force": "the treaty had ended; the verdict on conduct up to its end is kept beside it",
    "not-a-party": "the actor is not bound by the treaty on the day",
}

RANGE_CLASSES: Mapping[str, str] = {
    "shorter-range": "a shorter-range missile",
    "intermediate-range": "an intermediate-range missile",
    "shorter-or-intermediate": "a missile of the treaty's range, though the claim cannot choose between shorter and intermediate range",
    "outside": "a missile of neither class",
    "unknown": "a missile whose class the claims leave open",
}
"""Every code of `Verdict.range_class` with its meaning, for the classes the shipped treaties use."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one provision comes to: `because` in words with the values, the `claims` that decided, and whether it was read."""

    provision: str
    article: str
    kind: str
    title: str
    says: str
    truth: Truth
    because: str
    claims: tuple[Claim, ...]
    checked: Checked
    source: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """A treaty's verdict: `outcome` on the day asked, `conduct` up to the last day in force, and the chain that leads there.

    `grounds` says why the subject is covered or not; `turns_on` names what would decide an open point: attributes, or questions
    no record can hold; `presumed` are reading rules used on the way; `in_force` says how the treaty stood on the day;
    `counter_claims` are the undecided charges about this subject.
    """

    treaty: str
    subject: str
    party: str
    on: datetime.date
    judged_on: datetime.date
    outcome: Outcome
    conduct: Outcome | None
    range_class: str
    grounds: str
    chain: tuple[Finding, ...]
    turns_on: tuple[str, ...]
    presumed: tuple[str, ...]
    in_force: str
    counter_claims: tuple[CounterClaim, ...]

    @property
    def unread(self) -> tuple[Finding, ...]:
        """The findings whose paragraph nobody here has read: they rest on memory and are printed so."""
        return tuple(finding for finding in self.chain if finding.checked is Checked.RECALLED)

    @property
    def sentence(self) -> str:
        """The verdict in words: what it comes to, why, and what stays open."""
        if self.conduct is None:
            reasons = {Outcome.NOT_A_PARTY: f"{self.party} is not a party to the treaty on {self.on}."}
            return reasons.get(self.outcome, f"The treaty does not bind anybody yet on {self.on}.")
        said = _SAID[self.conduct](self)
        if self.outcome is Outcome.NO_TREATY_IN_FORCE:
            said = f"No treaty is in force on {self.on}. On conduct up to its end, {self.judged_on}: {said[0].lower()}{said[1:]}"
        return " ".join((said, *(f"{words[0].upper()}{words[1:]}." for words in self.presumed)))

    def _articles(self, kind: str) -> str:
        found = [finding for finding in self.chain if finding.kind == kind and finding.truth is Truth.YES]
        return ", ".join(unique(f"{finding.article} ({finding.title})" for finding in found))


def _prohibited(verdict: Verdict) -> str:
    return f"Prohibited: {verdict.subject} is {_class(verdict)}, as {verdict.grounds}; it breaks {verdict._articles('obligation')}."


def _covered(verdict: Verdict) -> str:
    rest = (
        f"whether a prohibition is broken turns on {_named(verdict.turns_on)}"
        if verdict.turns_on
        else "no prohibition that binds is broken"
    )
    return f"Covered: {verdict.subject} is {_class(verdict)}, as {verdict.grounds}; {rest}."


def _not_covered(verdict: Verdict) -> str:
    return f"Not covered: {verdict.grounds}."


def _excluded(verdict: Verdict) -> str:
    return f"Excluded by {verdict._articles('exclusion')}."


def _undetermined(verdict: Verdict) -> str:
    return f"Undetermined: it turns on {_named(verdict.turns_on)}; {verdict.grounds}."


def _disputed(verdict: Verdict) -> str:
    return f"Disputed: whether an exclusion applies was contested and never decided; it turns on this: {' '.join(verdict.turns_on)}"


def _class(verdict: Verdict) -> str:
    return RANGE_CLASSES.get(verdict.range_class, verdict.range_class)


_SAID = {
    Outcome.PROHIBITED: _prohibited,
    Outcome.COVERED: _covered,
    Outcome.NOT_COVERED: _not_covered,
    Outcome.EXCLUDED: _excluded,
    Outcome.UNDETERMINED: _undetermined,
    Outcome.DISPUTED: _disputed,
}


def _named(attributes: tuple[str, ...]) -> str:
    return ", ".join(name.replace("_", " ") for name in attributes) or "facts nobody claims"
