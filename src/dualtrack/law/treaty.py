"""Room: law. A treaty as values: who is party, what happened to it, its provisions, limits, counts and open counter-claims."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from dualtrack.facts import Checked, Claim
from dualtrack.law.conditions import Condition


@dataclass(frozen=True, slots=True)
class Party:
    """An actor bound from `start`; `role` says in words how it became a party."""

    actor: str
    start: datetime.date
    source: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """`signed`, `in-force`, `suspended`, `withdrawal-notice` or `terminated`, on a day, by an actor (empty: by the parties)."""

    event: str
    on: datetime.date
    source: str
    by: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True)
class Provision:
    """One paragraph, in our own words, with the condition under which it applies.

    `kind` is definition, listing, range-rule, exclusion, imputation, obligation or duration. A definition or listing `defines` a term;
    a range rule takes the range from the first attribute of `range_from` with a value, else at least from `at_least_from`;
    an obligation is broken when its condition holds on or after `binds_from`, by the conduct named in `forbids`.
    `checked` is whether anybody here read this paragraph, which may differ from the source as a whole.
    """

    id: str
    article: str
    kind: str
    title: str
    says: str
    checked: Checked
    source: str
    when: Condition | None = None
    defines: str = ""
    range_from: tuple[str, ...] = ()
    at_least_from: tuple[str, ...] = ()
    binds_from: datetime.date | None = None
    forbids: str = ""
    disputed_by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day the treaty fixes by counting months [calendar months] from one of its events."""

    id: str
    article: str
    what: str
    months: int
    after: str
    checked: Checked
    source: str


@dataclass(frozen=True, slots=True)
class Limit:
    """How many warheads the items of one kind may carry in all by a deadline [warheads]."""

    kind: str
    article: str
    warheads: int
    deadline: str
    checked: Checked
    source: str


@dataclass(frozen=True, slots=True)
class Count:
    """A number under the treaty, as a claim: missiles of one type eliminated by one side."""

    type: str
    side: str
    claim: Claim


@dataclass(frozen=True, slots=True)
class Position:
    """What one actor says in a counter-claim."""

    actor: str
    says: str
    source: str


@dataclass(frozen=True, slots=True)
class CounterClaim:
    """A charge one party made and the other denied, with the articles invoked; nobody decided it."""

    id: str
    title: str
    articles: tuple[str, ...]
    about: tuple[str, ...]
    status: str
    positions: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Treaty:
    """A treaty: `covered` names the term that means `under the treaty`, `classes` the term behind each class of system.

    `undivided` is the class of what is covered while its class stays open.
    """

    id: str
    name: str
    covered: str
    classes: Mapping[str, str]
    undivided: str
    parties: tuple[Party, ...]
    events: tuple[Event, ...]
    provisions: tuple[Provision, ...]
    deadlines: tuple[Deadline, ...] = ()
    limits: tuple[Limit, ...] = ()
    counts: tuple[Count, ...] = ()
    counter_claims: tuple[CounterClaim, ...] = ()

    def of_kind(self, *kinds: str) -> tuple[Provision, ...]:
        """The provisions of some kinds, in the record's order."""
        return tuple(provision for provision in self.provisions if provision.kind in kinds)

    def first(self, event: str) -> Event | None:
        """The first event of a kind, if there was one."""
        return min((found for found in self.events if found.event == event), key=lambda found: found.on, default=None)

    def provision(self, provision_id: str) -> Provision:
        """A provision by id; raises KeyError."""
        return {provision.id: provision for provision in self.provisions}[provision_id]
