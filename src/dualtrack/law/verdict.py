"""Room: law. What a verdict is made of; `sentences.py` says how it reads. No rule and no number of its own. Imports facts only."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from dualtrack.facts import Checked, Claim
from dualtrack.law.conditions import Truth
from dualtrack.law.treaty import CounterClaim


class Outcome(Enum):
    """What the verdict comes to in detail; `meaning` says it in words."""

    PROHIBITED = "prohibited"
    COVERED = "covered"
    NOT_COVERED = "not-covered"
    EXCLUDED = "excluded"
    UNDETERMINED = "undetermined"
    DISPUTED = "disputed"
    NOT_YET_IN_FORCE = "not-yet-in-force"
    NO_TREATY_IN_FORCE = "no-treaty-in-force"
    NOT_A_PARTY = "not-a-party"
    NO_DECLARATION = "no-declaration"

    @property
    def meaning(self) -> str:
        """The outcome in words."""
        return _OUTCOMES[self.value]


_OUTCOMES: Mapping[str, str] = {
    "prohibited": "the subject falls under the treaty and a prohibition, limit or duty that binds on the day is broken",
    "covered": "the subject falls under the treaty; no prohibition, limit or duty that binds on the day is shown to be broken",
    "not-covered": "the subject does not fall under the treaty",
    "excluded": "the treaty takes the subject out of its own scope",
    "undetermined": "the facts given do not decide; the verdict names what it turns on",
    "disputed": "the parties disagreed whether an exclusion applies and nobody decided it",
    "not-yet-in-force": "the treaty was not in force on the day, or never was",
    "no-treaty-in-force": "the treaty had ended; the verdict on conduct up to its end is kept beside it",
    "not-a-party": "the actor is not bound by the treaty on the day",
    "no-declaration": "the figures that the treaty has its parties declare were not declared for the day",
}


class Compliance(Enum):
    """The answer to `does it comply?`; three-valued and more. `word` is how a table has it, `meaning` a sentence."""

    COMPLIES = "complies"
    DOES_NOT_COMPLY = "does-not-comply"
    TURNS_ON = "turns-on"
    NOT_YET_BINDING = "not-yet-binding"
    NO_DECLARATION = "no-declaration"
    SUSPENDED = "suspended"
    NOT_A_PARTY = "not-a-party"
    EXPIRED = "expired"
    NOT_IN_FORCE = "not-in-force"

    @property
    def word(self) -> str:
        """The answer in a table."""
        return {"turns-on": "turns on a claim", "expired": "no treaty any more"}.get(self.value, self.value.replace("-", " "))

    @property
    def meaning(self) -> str:
        """The answer in words."""
        return _COMPLIANCES[self.value]


_COMPLIANCES: Mapping[str, str] = {
    "complies": "nothing that binds on the day is broken, on these facts",
    "does-not-comply": "something that binds on the day is broken, on these facts",
    "turns-on": "it turns on a fact that nobody gave or that is disputed; the verdict names it",
    "not-yet-binding": "a limit is exceeded that does not bind yet on the day",
    "no-declaration": "the figures were not declared: neither compliance nor a breach can be said",
    "suspended": "the party had suspended the treaty; the verdict on its conduct is kept beside it",
    "not-a-party": "the actor is not bound by the treaty on the day",
    "expired": "the treaty has ended; the verdict on conduct up to its end is kept beside it",
    "not-in-force": "the treaty is not in force on the day",
}

_BY_CONDUCT = {
    Outcome.PROHIBITED: Compliance.DOES_NOT_COMPLY,
    Outcome.NOT_COVERED: Compliance.COMPLIES,
    Outcome.EXCLUDED: Compliance.COMPLIES,
    Outcome.UNDETERMINED: Compliance.TURNS_ON,
    Outcome.DISPUTED: Compliance.TURNS_ON,
    Outcome.NO_DECLARATION: Compliance.NO_DECLARATION,
}
_BY_STANDING = {
    Outcome.NOT_YET_IN_FORCE: Compliance.NOT_IN_FORCE,
    Outcome.NOT_A_PARTY: Compliance.NOT_A_PARTY,
    Outcome.NO_TREATY_IN_FORCE: Compliance.EXPIRED,
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What one provision comes to: `because` in words with the values, the `claims` that decided, and whether it was read.

    `presumed` are reading rules used on the way, as that nobody claims what an exception would need. A duty that arises has
    `met`, and what it `requires`; `binds_from` is set where it binds only after the day judged.
    """

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
    requires: str = ""
    met: Truth | None = None
    binds_from: datetime.date | None = None
    presumed: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """The grounds with what was presumed."""
        return "; ".join(words for words in (self.because, *self.presumed) if words)

    @property
    def breaks(self) -> bool:
        """Whether this is something that binds on the day and is broken."""
        if self.binds_from is not None or self.truth is not Truth.YES:
            return False
        return self.met is Truth.NO if self.kind == "duty" else self.kind in ("obligation", "limit")


@dataclass(frozen=True, slots=True)
class Verdict:
    """A treaty's verdict: `outcome` on the day asked, `conduct` up to the last day in force, and the chain that leads there.

    `compliance` is the short answer on the day, `conduct_compliance` the same for conduct while the treaty bound the party.
    `grounds` says why the subject is covered or not; `turns_on` names what would decide an open point: attributes, or questions
    no record can hold; `presumed` are reading rules used on the way; `in_force` says how the treaty stood on the day;
    `counter_claims` are the undecided charges about this subject; `words` names the classes, `nature` what kind of instrument it is.
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
    suspended: bool = False
    nature: str = "legally-binding"
    words: Mapping[str, str] | None = None

    @property
    def unread(self) -> tuple[Finding, ...]:
        """The findings whose paragraph nobody here has read: they rest on memory and are printed so."""
        return tuple(finding for finding in self.chain if finding.checked is Checked.RECALLED)

    @property
    def not_yet_binding(self) -> tuple[Finding, ...]:
        """The prohibitions and limits whose condition holds but that bind only later."""
        return tuple(finding for finding in self.chain if finding.binds_from is not None and finding.truth is Truth.YES)

    @property
    def duties(self) -> tuple[Finding, ...]:
        """What the treaty asks to be done, and whether it arises here and is done."""
        return tuple(finding for finding in self.chain if finding.kind == "duty")

    @property
    def conduct_compliance(self) -> Compliance | None:
        """Whether conduct complied while the treaty bound the party; None where it never did."""
        if self.conduct is None:
            return None
        if self.conduct in _BY_CONDUCT:
            return _BY_CONDUCT[self.conduct]
        if self.turns_on:
            return Compliance.TURNS_ON
        return Compliance.NOT_YET_BINDING if self.not_yet_binding else Compliance.COMPLIES

    @property
    def compliance(self) -> Compliance:
        """Whether the subject complies on the day asked."""
        if self.outcome in _BY_STANDING:
            return _BY_STANDING[self.outcome]
        found = self.conduct_compliance
        assert found is not None, "a treaty in force judges conduct"
        return Compliance.SUSPENDED if self.suspended and found is not Compliance.NO_DECLARATION else found

    @property
    def sentence(self) -> str:
        """The verdict in words: what it comes to, why, and what stays open."""
        from dualtrack.law.sentences import sentence

        return sentence(self)
