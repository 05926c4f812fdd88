"""Room: models. Raid: what a given raid does to given batteries, by Monte Carlo, one event after another.
Imports errors, numpy and the engine; pure functions over arrays: no file, no catalogue, no clock.

Arrivals come to defended areas at given times. An arrival that is not yet destroyed asks for a battery; it gets the one that can launch
first among those that work, see it, cover its area against its class of flight, have rounds, and have not used up their looks at it.
First come, first served: who asked first is served first, in a queue for the channels of that battery where all are bound. A salvo binds
one channel until it is over. Who was missed asks again; who gets no battery any more leaks. Decoys are treated as threats until a look
recognises them. The raid is given: nothing here looks for a better one.

Valid for
    Coarse comparisons of defences against one given raid, with every chance given. Defenders share one picture without fault: no two
    batteries ever fire at the same object at once, none prefers the more dangerous one, and none saves rounds for what may come.
    Rounds at one object are independent within a replication; what they share lies in the chances drawn for each replication and in
    common failures. Batteries are not attacked and no one adapts.

References
    M. A. Armstrong, Operations Research 53(5), 2005, and D. A. Wilkening, Science and Global Security 8, 2000 (the analytic forms that
    this reproduces where their assumptions hold; recalled).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dualtrack.errors import OutsideValidity
from dualtrack.models import engine
from dualtrack.models.raid import kernels
from dualtrack.models.raid.forces import FLIGHT_CLASSES, Batteries, Raid, check_together

Array = NDArray[np.float64]
Counts = NDArray[np.int32]

KERNELS = "dualtrack.models.raid.kernels"
WORTH_COMPILING = 200_000.0
"""Arrivals times replications from which compiled kernels are worth their start."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What each replication came to.

    `leakers` [replications, classes, areas]: threats that got through, decoys not counted. `spent` [replications, batteries]: rounds
    launched. `empty_s` [replications, batteries]: when the last round left [s], infinite where rounds were left over.
    """

    leakers: Counts
    spent: Counts
    empty_s: Array

    @property
    def total_leakers(self) -> NDArray[np.int64]:
        """Threats that got through in each replication, all classes and areas together [replications]."""
        return np.asarray(self.leakers.sum(axis=(1, 2), dtype=np.int64))

    @property
    def first_empty_s(self) -> Array:
        """When the first magazine was empty for good in each replication [s], infinite where none was [replications]."""
        return np.asarray(self.empty_s.min(axis=1))


def u01(seed: int, replication: int, number: int, draw: int) -> float:
    """The number in [0, 1) that belongs to a seed, a replication, an object's number and the number of its draw.

    Rounds at an object are its draws 0, 1, 2 ..., whoever launches them: batteries compared with one seed meet the same luck.

    Valid for: as `kernels.u01`, which it calls. References: as there.
    """
    return kernels.u01(int(seed), int(replication), int(number), int(draw))


def simulate(  # noqa: PLR0913  a raid, a defence, their chances, and how to work it out
    raid: Raid,
    batteries: Batteries,
    kill: ArrayLike,
    *,
    replications: int,
    seed: int,
    recognised: float = 0.0,
    ready_s: ArrayLike = -np.inf,
    first: int = 0,
    mode: engine.Mode | None = None,
    threads: int | None = None,
) -> Outcome:
    """Play a raid against batteries `replications` times; replication k is the same whatever the others, the threads and the mode.

    `kill` [kinds, classes] or [kinds, classes, replications] is the chance that one round destroys an object, drawn by the caller
    where it is uncertain. `ready_s` [batteries] or [batteries, replications] is the time [s], on the raid's clock, from which a battery can
    launch: minus infinity for one that is on watch, infinity for one that never is. `recognised` is the chance that one look at a decoy
    shows it for what it is; it is then left alone. `first` is the number of the first replication, for work in blocks. `mode` forces
    plain Python or compiled kernels, else the size decides. Raises OutsideValidity, naming the array, for what does not fit together.

    Valid for: as the module says. References: as the module says.
    """
    check_together(raid, batteries)
    _check_play(replications, first, seed, recognised)
    chosen = mode or engine.mode_for(raid.count * replications, WORTH_COMPILING)
    plain = chosen == "python"
    plan, forces = _plan(raid, batteries), _forces(raid, batteries)
    cells, each = plan[12].size, batteries.count
    out: tuple[Any, ...] = (
        np.zeros(replications * cells, np.int32),
        np.zeros(replications * each, np.int32),
        np.empty(replications * each),
    )
    made: tuple[Any, ...] = _lists(out) if plain else out
    given: tuple[Any, ...] = tuple(map(_lists if plain else _same, (plan, forces)))
    ready = _ready(ready_s, each, replications, plain)
    drawn = _drawn(_chances(kill, batteries.kinds, replications), recognised, plain)
    loaded = engine.load(KERNELS, chosen)

    def work(low: int, high: int) -> None:
        room = _room(raid, plan, forces)
        loaded.raid_slice(low, high, int(first), int(seed), *given, ready, drawn, _lists(room) if plain else room, made)

    engine.in_slices(work, replications, threads or (1 if plain else None))
    leakers, spent, empty = np.asarray(made[0], np.int32), np.asarray(made[1], np.int32), np.asarray(made[2], np.float64)
    empty[empty >= kernels.NEVER] = np.inf
    shape = (replications, len(FLIGHT_CLASSES), batteries.areas)
    return Outcome(leakers.reshape(shape), spent.reshape(replications, each), empty.reshape(replications, each))


def _check_play(replications: int, first: int, seed: int, recognised: float) -> None:
    if replications < 1 or first < 0 or first + replications > 2**31 or not 0 <= seed <= 2**62:
        raise OutsideValidity(
            f"a raid is played 1 to 2^31 times with a seed from 0 to 2^62, found {first} + {replications} times and seed {seed}"
        )
    if not 0.0 <= recognised <= 1.0:
        raise OutsideValidity(f"the chance to recognise a decoy lies between 0 and 1, found {recognised:g}; write a share")


def _chances(given: ArrayLike, kinds: int, replications: int) -> Array:
    kill = np.asarray(given, dtype=np.float64)
    wanted = (kinds, len(FLIGHT_CLASSES))
    if kill.shape[:2] != wanted or kill.ndim > 3 or (kill.ndim == 3 and kill.shape[2] not in {1, replications}):
        raise OutsideValidity(
            f"kill has shape {kill.shape}; give [kinds, classes] = {wanted}, or {(*wanted, replications)} for a value in each replication"
        )
    if not ((kill >= 0.0) & (kill <= 1.0)).all():
        raise OutsideValidity("a kill probability lies between 0 and 1; write a share, and leave out what a battery cannot engage")
    return kill if kill.ndim == 3 else kill[:, :, None]


def _drawn(kill: Array, recognised: float, plain: bool) -> tuple[Any, int, float]:
    flat = np.ascontiguousarray(np.moveaxis(kill, 2, 0)).ravel()
    step = 0 if kill.shape[2] == 1 else kill.shape[0] * kill.shape[1]
    return flat.tolist() if plain else flat, step, float(recognised)


def _ready(given: ArrayLike, batteries: int, replications: int, plain: bool) -> tuple[Any, int]:
    """From when each battery is ready [s], replication by replication, and the step from one replication to the next."""
    ready = np.asarray(given, dtype=np.float64)
    if np.isnan(ready).any() or ready.shape not in {(), (batteries,), (batteries, 1), (batteries, replications)}:
        raise OutsideValidity(
            f"ready_s has shape {ready.shape}; give one time [s] for each of {batteries} batteries, or {(batteries, replications)} for a "
            "value in each replication"
        )
    whole = np.clip(ready, -kernels.NEVER, kernels.NEVER)
    changes = whole.ndim == 2 and whole.shape[1] > 1
    flat = np.ascontiguousarray(whole.T if changes else np.broadcast_to(whole.reshape(-1), (batteries,))).ravel()
    return flat.tolist() if plain else flat, batteries if changes else 0


def _plan(raid: Raid, batteries: Batteries) -> tuple[NDArray[Any], ...]:
    """Who can engage what: 0 order and 1 times [s] of first asking [events]; 2 where an arrival's pairs begin [arrivals + 1]; of each pair
    with a battery [pairs] 3 battery, 4 first and 5 last launch [s], 6 seconds bound, 7 place of its chance in `kill`, 8 chance to be
    tracked, 9 looks; 10 class and area and 11 decoy of an arrival [arrivals]; 12 threats that nobody covers [classes x areas]."""
    kind, flight, area = batteries.kind, raid.flight_class, raid.area
    opens, binds = batteries.opens_s[:, flight, area].T, batteries.engagement_s[:, flight].T
    closes = np.maximum(batteries.closes_s[:, flight, area].T, binds)
    number, battery = np.nonzero(opens >= closes)  # NaN: not covered
    pair = number, battery
    time = raid.time_s[number]
    at = np.searchsorted(number, np.arange(raid.count + 1))
    asked = np.full(raid.count, np.inf)
    np.minimum.at(asked, number, time - opens[pair])
    order = np.argsort(asked, kind="stable")[: int(np.isfinite(asked).sum())]
    cell = flight * batteries.areas + area
    bare = ~np.isfinite(asked) & ~raid.decoy
    uncovered = np.bincount(cell[bare], minlength=len(FLIGHT_CLASSES) * batteries.areas)
    which = kind[battery] * len(FLIGHT_CLASSES) + flight[number]
    track = batteries.track[kind[battery], flight[number]]
    pairs = (battery, time - opens[pair], time - closes[pair], binds[pair], which, track, batteries.looks[battery])
    return (order, asked[order], at, *pairs, cell, raid.decoy.astype(np.int64), uncovered)


def _forces(raid: Raid, batteries: Batteries) -> tuple[NDArray[Any], ...]:
    """Batteries, [batteries]: 0 kind, 1 channels, 2 where they begin, 3 magazine, 4 seconds and 5 rounds to reload, 6 salvo, 7 chance to
    work; 8 chance that a kind fails [kinds]. More channels than arrivals are as many as arrivals."""
    channels = np.minimum(batteries.channels, max(raid.count, 1))
    begin = np.concatenate([[0], np.cumsum(channels)[:-1]]).astype(np.int64)
    works = (1.0 - batteries.fails) * batteries.available
    stock = (batteries.magazine, batteries.reload_s, batteries.reload_rounds, batteries.salvo)
    return (batteries.kind, channels, begin, *stock, works, batteries.kind_fails)


def _room(raid: Raid, plan: tuple[NDArray[Any], ...], forces: tuple[NDArray[Any], ...]) -> tuple[NDArray[Any], ...]:
    """Scratch of one thread: 0 looks left [pairs]; 1 free from [s], 3 loaded from [s], 4 rounds ready and 5 kept [batteries]; 2 channels
    free from [s]; 6 times and 7 numbers of events, 8 rounds at an object [arrivals]."""
    count, each = raid.count, forces[0].size
    free, channel, loaded, times = (np.zeros(size) for size in (each, int(forces[1].sum()), each, count))
    ready, kept, numbers, shots = (np.zeros(size, np.int64) for size in (each, each, count, count))
    return (plan[9].copy(), free, channel, loaded, ready, kept, times, numbers, shots)


def _lists(arrays: tuple[NDArray[Any], ...]) -> tuple[list[Any], ...]:
    return tuple(each.tolist() for each in arrays)


def _same(arrays: tuple[NDArray[Any], ...]) -> tuple[NDArray[Any], ...]:
    return arrays
