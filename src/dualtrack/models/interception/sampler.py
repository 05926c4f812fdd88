"""Room: models. The moves of the interception model's chains: one place, one level, one correlation at a time, adapted in the warm-up.

Types that no row names together move at once; so do every other period. Every chain moves in the same arrays.

Valid for
    The model of `fit.py`.

References
    N. Metropolis and others, "Equation of State Calculations by Fast Computing Machines", J. Chem. Phys. 21 (1953) (recalled).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dualtrack.models.interception.counts import Array, Counts, Whole, generator, share_of
from dualtrack.models.interception.layout import Group, colours, life_of
from dualtrack.models.interception.likelihood import head, mixed, tail, weight_of

START_SPREAD, WALK_SCALE, SLOPE_SPREAD, SLOPE_WALK = 1.75, 0.5, 0.4, 0.15
CORRELATION_MIDDLE, CORRELATION_SPREAD, CORRELATION_SCALE = -2.5, 1.0, 1.0
WANTED_ACCEPTANCE, BATCH = 0.4, 40


class Sampler:
    """The state of every chain and the moves that change it."""

    def __init__(self, counts: Counts, seed: int, chains: int) -> None:
        self.counts, self.seed, self.chains = counts, seed, chains
        self.random = generator(seed, "interception/fit")
        self.types, self.periods = len(counts.types), len(counts.periods)
        site = counts.kind * self.periods + counts.period
        data = np.stack([site, counts.launched.astype(np.int64), counts.stopped.astype(np.int64)], axis=1)
        unique, self.times = np.unique(data.reshape(-1, 3), axis=0, return_counts=True)
        self.site, self.launched, self.stopped = unique[:, 0], unique[:, 1].astype(float), unique[:, 2].astype(float)
        self.kind = self.site // self.periods
        self.size = np.log2(self.launched) - counts.middle_size[self.kind]
        self.mixed_size = counts.mixed_size
        self.life = life_of(counts, self.site, self.times)
        self._start()
        self._groups()

    def _start(self) -> None:
        total = np.bincount(self.site, self.launched * self.times, self.types * self.periods)
        stopped = np.bincount(self.site, self.stopped * self.times, self.types * self.periods)
        begin = np.log((stopped + 1.0) / (total - stopped + 1.0))
        self.logit = begin + self.random.normal(0.0, 0.7, (self.chains, begin.size))
        self.alike = self.random.normal(CORRELATION_MIDDLE, 0.7, (self.chains, self.types))
        self.slope = self.random.normal(0.0, 0.2, self.logit.shape)
        self.walk = np.log(self.random.uniform(0.15, 0.8, self.chains))
        self.middle = np.full(self.chains, CORRELATION_MIDDLE)
        self.scale = np.zeros(self.chains)
        everything = np.arange(self.site.size)
        self.heads = self._heads(self.logit, self.slope, everything)
        self.tails = tail(self.launched, self._weight(self.kind))
        self.rows = self._row_chances(self.logit, self.slope, self.alike, np.arange(self.counts.mixed_launched.size))

    def _weight(self, kind: Whole) -> Array:
        return weight_of(share_of(self.alike))[:, kind]

    def _day_share(self, logit: Array, slope: Array, cells: Whole) -> Array:
        """Share of each cell's day, [chains, cells]."""
        return share_of(logit[:, self.site[cells]] + slope[:, self.site[cells]] * self.size[cells])

    def _heads(self, logit: Array, slope: Array, cells: Whole) -> Array:
        return head(self.stopped[cells], self.launched[cells], self._day_share(logit, slope, cells), self._weight(self.kind[cells]))

    def _groups(self) -> None:
        apart = colours(self.counts.parts, self.types)
        self.by_site = [
            self._group(colour, parity, each=True) for colour in apart for parity in (0, 1) if parity < self.periods or parity == 0
        ]
        self.by_type = [self._group(colour, None, each=False) for colour in apart]
        self.steps = {
            "site": np.full(self.logit.shape[1], np.log(0.3)),
            "level": np.full(self.types, np.log(0.2)),
            "slope": np.full(self.logit.shape[1], np.log(0.15)),
            "tilt": np.full(self.types, np.log(0.1)),
            "alike": np.full(self.types, np.log(0.4)),
            "walk": np.array(np.log(0.3)),
            "stretch": np.array(np.log(0.15)),
        }
        self.moved = {name: np.zeros(step.shape) for name, step in self.steps.items()}
        self.tried = 0

    def _group(self, colour: Whole, parity: int | None, each: bool) -> Group:
        columns = np.arange(self.periods)
        columns = columns if parity is None else columns[columns % 2 == parity]
        sites = (colour[:, None] * self.periods + columns).ravel()
        owner = np.arange(sites.size) if each else np.repeat(np.arange(colour.size), columns.size)
        places = sites if each else colour
        where = np.full(self.types * self.periods, -1)
        where[sites] = owner
        cells = np.flatnonzero(where[self.site] >= 0)
        to_place = np.zeros((cells.size, places.size))
        to_place[np.arange(cells.size), where[self.site[cells]]] = self.times[cells]
        named = self.counts.parts.max(axis=1, initial=0.0)[:, colour] > 0.0
        rows = np.flatnonzero(named.any(axis=1) & np.isin(self.counts.mixed_period, columns))
        row_site = colour[named[rows].argmax(axis=1)] * self.periods + self.counts.mixed_period[rows] if rows.size else rows
        row_to_place = np.zeros((rows.size, places.size))
        row_to_place[np.arange(rows.size), where[row_site]] = 1.0
        return Group(places, sites, owner, cells, to_place, rows, row_to_place)

    def _row_chances(self, logit: Array, slope: Array, alike: Array, rows: Whole) -> Array:
        """Log chance of mixed rows, averaged over their possible splits, [chains, rows]."""
        if rows.size == 0:
            return np.zeros((self.chains, 0))
        counts = self.counts
        level, tilt = (
            each.reshape(self.chains, self.types, self.periods)[:, :, counts.mixed_period[rows]].swapaxes(1, 2)[:, :, None, :]
            for each in (logit, slope)
        )
        share = share_of(level + tilt * self.mixed_size[rows])
        launched = np.broadcast_to(counts.mixed_launched[rows][:, None], counts.parts[rows].shape[:2])
        mean, rho = mixed(counts.parts[rows], share, share_of(alike)[:, None, None, :], launched)
        weight = weight_of(rho)
        each = head(counts.mixed_stopped[rows][:, None], launched, mean, weight) + tail(launched, weight)
        best = each.max(axis=2, keepdims=True)
        found: Array = best[:, :, 0] + np.log(np.exp(each - best).mean(axis=2))
        return found

    def _prior(self, values: Array, start: float, walk: Array) -> Array:
        """Log prior of each type's walk, [chains, types, periods], the step into a period standing in its column."""
        shaped = values.reshape(self.chains, self.types, self.periods)
        found = np.where(self.life.begins, -0.5 * (shaped / start) ** 2, 0.0)
        found[:, :, 1:] += np.where(self.life.steps_in, -0.5 * (np.diff(shaped, axis=2) / walk) ** 2, 0.0)
        return found

    def turn(self) -> None:
        """One pass over every parameter of every chain."""
        self.tried += 1
        for group in self.by_site:
            self._move_places(group, "site")
            self._move_places(group, "slope")
        for group in self.by_type:
            self._move_places(group, "level")
            self._move_alike(group)
            self._move_places(group, "tilt")
        for _ in range(3):
            self._move_walk()
        if self.periods > 1:
            self._move_stretch()
        self._move_scale()
        self._fill(self.logit, np.exp(self.walk)[:, None, None])
        self._fill(self.slope, np.array(SLOPE_WALK))

    def _move_places(self, group: Group, kind: str) -> None:
        """Move single levels (`site`) or slopes (`slope`), or all of a type's (`level`, `tilt`)."""
        step = np.exp(self.steps[kind][group.places]) * self.random.normal(size=(self.chains, group.places.size))
        levels = kind in ("site", "level")
        before = self.logit if levels else self.slope
        proposed = before.copy()
        proposed[:, group.sites] += step[:, group.owner]
        logit, slope = (proposed, self.slope) if levels else (self.logit, proposed)
        cells = group.cells
        heads = self._heads(logit, slope, cells)
        rows = self._row_chances(logit, slope, self.alike, group.rows)
        gain = (heads - self.heads[:, cells]) @ group.to_place + (rows - self.rows[:, group.rows]) @ group.row_to_place
        start, walk = (START_SPREAD, np.exp(self.walk)[:, None, None]) if levels else (SLOPE_SPREAD, np.array(SLOPE_WALK))
        change = self._prior(proposed, start, walk) - self._prior(before, start, walk)
        if kind in ("level", "tilt"):
            gain += change.sum(axis=2)[:, group.places]
        else:
            after = np.concatenate([change[:, :, 1:], np.zeros((self.chains, self.types, 1))], axis=2)
            gain += (change + after).reshape(self.chains, -1)[:, group.places]
        taken = self._accepted(gain)
        self.moved[kind][group.places] += taken.mean(axis=0)
        before[:, group.sites] = np.where(taken[:, group.owner], proposed[:, group.sites], before[:, group.sites])
        self.heads[:, cells] = np.where(taken @ (group.to_place.T > 0), heads, self.heads[:, cells])
        self.rows[:, group.rows] = np.where(taken @ (group.row_to_place.T > 0), rows, self.rows[:, group.rows])

    def _move_alike(self, group: Group) -> None:
        proposed = self.alike.copy()
        proposed[:, group.places] += np.exp(self.steps["alike"][group.places]) * self.random.normal(size=(self.chains, group.places.size))
        cells = group.cells
        weight = weight_of(share_of(proposed))[:, self.kind[cells]]
        heads = head(self.stopped[cells], self.launched[cells], self._day_share(self.logit, self.slope, cells), weight)
        tails = tail(self.launched[cells], weight)
        rows = self._row_chances(self.logit, self.slope, proposed, group.rows)
        gain = (heads + tails - self.heads[:, cells] - self.tails[:, cells]) @ group.to_place
        gain += (rows - self.rows[:, group.rows]) @ group.row_to_place
        spread, middle = np.exp(self.scale)[:, None], self.middle[:, None]
        gain += 0.5 * (((self.alike - middle) / spread) ** 2 - ((proposed - middle) / spread) ** 2)[:, group.places]
        taken = self._accepted(gain)
        self.moved["alike"][group.places] += taken.mean(axis=0)
        self.alike[:, group.places] = np.where(taken, proposed[:, group.places], self.alike[:, group.places])
        at = taken @ (group.to_place.T > 0)
        self.heads[:, cells] = np.where(at, heads, self.heads[:, cells])
        self.tails[:, cells] = np.where(at, tails, self.tails[:, cells])
        self.rows[:, group.rows] = np.where(taken @ (group.row_to_place.T > 0), rows, self.rows[:, group.rows])

    def _move_walk(self) -> None:
        steps = np.diff(self.logit.reshape(self.chains, self.types, self.periods), axis=2)[:, self.life.steps_in]
        proposed = self.walk + np.exp(self.steps["walk"]) * self.random.normal(size=self.chains)
        squares, count = (steps**2).sum(axis=1), int(self.life.steps_in.sum())

        def density(log_scale: Array) -> Array:
            scale = np.exp(log_scale)
            found: Array = -count * log_scale - 0.5 * squares / scale**2 - 0.5 * (scale / WALK_SCALE) ** 2 + log_scale
            return found

        taken = self._accepted(density(proposed) - density(self.walk))
        self.moved["walk"] += taken.mean() / 3.0
        self.walk = np.where(taken, proposed, self.walk)

    def _move_stretch(self) -> None:
        """Stretch the walks of seldom seen types about their levels together with the scale of the walk: steps over scale stay put."""
        step = np.exp(self.steps["stretch"]) * self.random.normal(size=self.chains)
        shaped = self.logit.reshape(self.chains, self.types, self.periods)
        level = (shaped * self.life.anchor).sum(axis=2, keepdims=True)
        factor = np.where(self.life.loose, np.exp(step)[:, None], 1.0)[:, :, None]
        stretched = level + factor * (shaped - level)
        proposed = stretched.reshape(self.chains, -1)
        cells, all_rows = np.flatnonzero(self.life.loose[self.kind]), np.arange(self.rows.shape[1])
        heads = self._heads(proposed, self.slope, cells)
        rows = self._row_chances(proposed, self.slope, self.alike, all_rows)
        gain = (heads - self.heads[:, cells]) @ self.times[cells] + (rows - self.rows).sum(axis=1)
        gain += 0.5 * np.where(self.life.begins, shaped**2 - stretched**2, 0.0).sum(axis=(1, 2)) / START_SPREAD**2
        others = self.life.steps_in & ~self.life.loose[:, None]
        squares = (np.diff(shaped, axis=2)[:, others] ** 2).sum(axis=1) * np.exp(-2.0 * self.walk)
        gain += -int(others.sum()) * step + 0.5 * squares * (1.0 - np.exp(-2.0 * step))
        gain += step + 0.5 * (np.exp(2.0 * self.walk) - np.exp(2.0 * (self.walk + step))) / WALK_SCALE**2
        taken = self._accepted(gain)
        self.moved["stretch"] += taken.mean()
        self.walk = np.where(taken, self.walk + step, self.walk)
        self.logit = np.where(taken[:, None], proposed, self.logit)
        self.heads[:, cells] = np.where(taken[:, None], heads, self.heads[:, cells])
        self.rows = np.where(taken[:, None], rows, self.rows)

    def _fill(self, values: Array, scale: Array) -> None:
        """Draw the walk outside each type's life, away from it."""
        shaped = values.reshape(self.chains, self.types, self.periods)
        steps = scale * self.random.normal(size=shaped.shape)
        for period in range(1, self.periods):
            after = period > self.life.last
            shaped[:, after, period] = shaped[:, after, period - 1] + steps[:, after, period]
        for period in range(self.periods - 2, -1, -1):
            before = period < self.life.first
            shaped[:, before, period] = shaped[:, before, period + 1] + steps[:, before, period]

    def _move_scale(self) -> None:
        """The middle of the correlations by its own normal law; their scale by a step."""
        precision = 1.0 / CORRELATION_SPREAD**2 + self.types / np.exp(2.0 * self.scale)
        centre = (CORRELATION_MIDDLE / CORRELATION_SPREAD**2 + self.alike.sum(axis=1) / np.exp(2.0 * self.scale)) / precision
        self.middle = centre + self.random.normal(size=self.chains) / np.sqrt(precision)
        squares = ((self.alike - self.middle[:, None]) ** 2).sum(axis=1)
        proposed = self.scale + 0.5 * self.random.normal(size=self.chains)

        def density(log_scale: Array) -> Array:
            scale = np.exp(log_scale)
            found: Array = (1 - self.types) * log_scale - 0.5 * squares / scale**2 - 0.5 * (scale / CORRELATION_SCALE) ** 2
            return found

        self.scale = np.where(self._accepted(density(proposed) - density(self.scale)), proposed, self.scale)

    def _accepted(self, gain: Array) -> NDArray[np.bool_]:
        return np.log(self.random.random(gain.shape)) < gain

    def adapt(self) -> None:
        """Lengthen the steps that were taken often and shorten the others; during the warm-up only."""
        for name, moved in self.moved.items():
            self.steps[name] = self.steps[name] + 1.5 * (moved / self.tried - WANTED_ACCEPTANCE)
            self.moved[name] = np.zeros(moved.shape)
        self.tried = 0
