"""Room: runs. What the bindings of one run share: the viewpoint, what stands where, and the context with what was read once."""

from __future__ import annotations

from dataclasses import dataclass, field

from dualtrack.catalogue import Catalogue
from dualtrack.facts import Claim, Perspective, Resolved
from dualtrack.runs.raid_warning import Lookout
from dualtrack.runs.raids import Prepared, batteries_of, prepare, raid_of, sensors_of
from dualtrack.runs.sensing import Watch, watch
from dualtrack.runs.steps import Executor
from dualtrack.runs.tables import Tables
from dualtrack.scenarios import Option, Post, Scenario, Site


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """A perspective, or a perspective made to take one disputed claim at its word."""

    id: str
    perspective: Perspective
    taken: Claim | None = None

    def resolve(self, scenario: Scenario, catalogue: Catalogue, subject: str, attribute: str) -> Resolved:
        """What the viewpoint makes of an attribute."""
        found = scenario.resolve(catalogue, subject, attribute, self.perspective)
        if self.taken and (self.taken.subject, self.taken.attribute) == (subject, attribute):
            others = tuple(claim for claim in (*found.claims, *found.others) if claim != self.taken)
            return Resolved(self.taken.value, (self.taken,), others)
        return found


@dataclass(frozen=True, slots=True)
class Field:
    """What stands where under an option: launch sites, and the alliance's sensors."""

    sites: tuple[Site, ...]
    sensors: tuple[Post, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What every binding of one run shares."""

    scenario: Scenario
    catalogue: Catalogue
    tables: Tables
    executor: Executor
    seed: int
    draws: int
    watches: dict[tuple[Post, ...], Watch] = field(default_factory=dict)
    raids: dict[str, Prepared] = field(default_factory=dict)

    def raid(self, option: Option) -> Prepared | None:
        """The arrays of the scenario's raid under an option, made once; None where the scenario names none."""
        record = raid_of(self.scenario, self.catalogue)
        if record is None:
            return None
        if option.id not in self.raids:
            batteries = batteries_of(record, option, self.catalogue)
            lookout = Lookout(self.watch(sensors_of(option, self.scenario, self.catalogue)), self.tables, self.seed)
            self.raids[option.id] = prepare(record, batteries, self.scenario, self.catalogue, lookout)
        return self.raids[option.id]

    def watch(self, posts: tuple[Post, ...]) -> Watch:
        """The arrays of some sensors, read once."""
        if posts not in self.watches:
            self.watches[posts] = watch(posts, self.catalogue, self.scenario.dates, self.seed, self.draws)
        return self.watches[posts]
