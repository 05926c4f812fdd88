"""Room: law. A treaty as values: who is party, what happened to it, its provisions, limits, quotas and open counter-claims."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from dualtrack.facts import Checked
from dualtrack.law.conditions import Condition, attributes_of, words_of

NATURES: Mapping[str, str] = {
    "legally-binding": "a treaty that binds its parties in law",
    "politically-binding": "a political commitment; nobody can be taken to court over it",
    "export-guidelines": "guidelines for each partner's own export decisions, not a ban and not law between states",
    "unilateral": "a declaration of one side, in force while that side says so",
    "draft": "a draft that nobody has agreed to",
}
"""Every nature an instrument may have, with its meaning."""


@dataclass(frozen=True, slots=True)
class Party:
    """An actor bound from `start`; `role` says in words how it became a party. When it left is an event."""

    actor: str
    start: datetime.date
    source: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """What happened on a day (`catalogue.treaties.EventName` lists the words), by an actor (empty: by the parties).

    `last_day` is the last day an ending leaves in force, where the text puts it before `on`; else it is `on` itself.
    """

    event: str
    on: datetime.date
    source: str
    by: str = ""
    says: str = ""
    last_day: datetime.date | None = None

    @property
    def last_in_force(self) -> datetime.date:
        """For an ending: the last day on which the treaty binds."""
        return self.last_day or self.on


@dataclass(frozen=True, slots=True)
class Provision:
    """One paragraph, in our own words, with the condition under which it applies.

    `kind` is definition, listing, range-rule, counting-rule, exclusion, exception, imputation, obligation, limit, duty or duration.
    A definition or listing `defines` a term; a range rule takes the range from the first attribute of `range_from` with a value, else
    at least from `at_least_from`; a counting rule makes the attribute it `derives` by adding `adds` (attribute to weight) [`unit`].
    An exception takes the provisions named in `to` away where its own condition holds, and may have exceptions itself; one that
    `must_be_claimed` counts only where somebody on record claims its facts, and the verdict says that nobody did.
    An obligation or limit is broken when its condition holds on or after `binds_from`, by the conduct named in `forbids`; a duty
    arises when `when` holds and asks for what `requires` says, done when `met` holds. `binds` names the parties, empty for all.
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
    derives: str = ""
    adds: tuple[tuple[str, float], ...] = ()
    unit: str = ""
    to: tuple[str, ...] = ()
    must_be_claimed: bool = False
    binds: tuple[str, ...] = ()
    binds_from: datetime.date | None = None
    forbids: str = ""
    requires: str = ""
    met: Condition | None = None
    disputed_by: str = ""
    note: str = ""

    def attributes(self) -> Iterator[tuple[str, str]]:
        """Every attribute of the subject the paragraph asks about, with its unit (empty for words)."""
        for condition in (self.when, self.met):
            if condition is not None:
                yield from attributes_of(condition)
        yield from ((name, "km") for name in (*self.range_from, *self.at_least_from))
        yield from ((name, self.unit) for name, _ in self.adds)


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
class Phase:
    """Part of a quota's schedule: for `years` [years] (0: from then on) `each_year`, or the `share`
    of the party's full number, rounded down.

    A phase may end on a day the text fixes (`until`) instead of running whole years.
    """

    years: int = 0
    each_year: int = 0
    share: float = 1.0
    until: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Quota:
    """A yearly number of inspections, flights or visits, the same for each party or by party (`full`), in phases after entry into force."""

    id: str
    article: str
    what: str
    unit: str
    phases: tuple[Phase, ...]
    full: Mapping[str, int]
    checked: Checked
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Declares:
    """What the parties declare, and on which days of a year (`due`, month and day) the figures are due."""

    attributes: tuple[str, ...]
    due: tuple[tuple[int, int], ...]
    article: str


@dataclass(frozen=True, slots=True)
class Position:
    """What one actor says in a counter-claim."""

    actor: str
    says: str
    source: str


@dataclass(frozen=True, slots=True)
class CounterClaim:
    """A charge one party made and the other denied, with the articles invoked; nobody decided it. `since`: the conduct charged."""

    id: str
    title: str
    articles: tuple[str, ...]
    about: tuple[str, ...]
    status: str
    positions: tuple[Position, ...]
    since: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Treaty:
    """A treaty or other instrument: what it `judges` (systems, deployments, exercises, parties or stationings) and its `nature`.

    `covered` names the term that means `under the treaty`, `classes` the term behind each class of subject, `undivided` the class of
    what is covered while its class stays open. `words` says what a class is called in a sentence.
    """

    id: str
    name: str
    covered: str
    classes: Mapping[str, str]
    undivided: str
    parties: tuple[Party, ...]
    events: tuple[Event, ...]
    provisions: tuple[Provision, ...]
    judges: str = "systems"
    nature: str = "legally-binding"
    words: Mapping[str, str] = field(default_factory=dict)
    deadlines: tuple[Deadline, ...] = ()
    limits: tuple[Limit, ...] = ()
    quotas: tuple[Quota, ...] = ()
    declares: Declares | None = None
    counter_claims: tuple[CounterClaim, ...] = ()

    def of_kind(self, *kinds: str) -> tuple[Provision, ...]:
        """The provisions of some kinds, in the record's order."""
        return tuple(provision for provision in self.provisions if provision.kind in kinds)

    def first(self, event: str, by: str | None = None) -> Event | None:
        """The first event of a kind, if there was one; `by` asks for an actor's (empty: of the parties together)."""
        found = (each for each in self.events if each.event == event and (by is None or each.by == by))
        return min(found, key=lambda each: each.on, default=None)

    def provision(self, provision_id: str) -> Provision:
        """A provision by id; raises KeyError."""
        return {provision.id: provision for provision in self.provisions}[provision_id]

    def exceptions_to(self, provision_id: str) -> tuple[Provision, ...]:
        """The exceptions that can take a provision away."""
        return tuple(found for found in self.provisions if found.kind == "exception" and provision_id in found.to)

    def attributes(self) -> Mapping[str, str]:
        """Every attribute of a subject that some provision asks about, with its unit (empty for words)."""
        found: dict[str, str] = {}
        for provision in self.provisions:
            for name, unit in provision.attributes():
                found[name] = found.get(name) or unit
        return found

    def vocabulary(self) -> Mapping[str, tuple[str, ...]]:
        """The words some provision looks for, by attribute."""
        found: dict[str, list[str]] = {}
        for rule in self.provisions:
            for condition in (rule.when, rule.met):
                for name, word in words_of(condition) if condition is not None else ():
                    found.setdefault(name, []).append(word)
        return {name: tuple(dict.fromkeys(words)) for name, words in found.items()}
