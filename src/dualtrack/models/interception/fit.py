"""Room: models. Share of objects stopped, by type and period, from counts by attack day: random-walk Metropolis in several chains.

    count of (type, day)  ~  beta-binomial(launched, share of the day, correlation of the type)
    logit share of the day  =  level[type, period] + slope[type, period] * doublings of the day's salvo from the type's usual size
    level[type, first period it is named in]  ~  normal(0, 1.75);   slope  ~  normal(0, 0.4), an association and nothing more
    level[type, next]  ~  normal(level[type, this], walk);   walk  ~  half-normal(0.5), one for all types
    logit correlation[type]  ~  normal(m, s);   m ~ normal(-2.5, 1), s ~ half-normal(1)

A row that names several types has the mixture of their shares; where the split is not reported, it is averaged over drawn splits.

Valid for
    Types and periods with any number of days, none included (then the walk alone speaks). Days are independent given the period.

References
    Gelman and others, Bayesian Data Analysis, 3rd edition (2013), chapters 5 and 11 (recalled). Metropolis and others 1953 (recalled).
"""

from __future__ import annotations

import numpy as np

from dualtrack.errors import OutsideValidity
from dualtrack.models.interception.counts import Counts, Posterior, share_of
from dualtrack.models.interception.sampler import BATCH, Sampler

CHAINS, WARM_UP, DRAWS = 4, 400, 700


def fit(counts: Counts, *, seed: int = 1, chains: int = CHAINS, warm_up: int = WARM_UP, draws: int = DRAWS) -> Posterior:
    """Draw from the posterior of the model above, `warm_up` turns unkept.

    Raises OutsideValidity for counts that cannot be, or nothing to fit. Valid for: see the module. References: see the module.
    """
    _check(counts)
    sampler = Sampler(counts, seed, chains)
    kept = []
    for turn in range(warm_up + draws):
        sampler.turn()
        if turn < warm_up and (turn + 1) % BATCH == 0:
            sampler.adapt()
        if turn >= warm_up:
            kept.append((sampler.logit.copy(), sampler.slope.copy(), share_of(sampler.alike), np.exp(sampler.walk)))
    shape = (chains, draws, len(counts.types), len(counts.periods))
    logit = np.stack([each[0] for each in kept], axis=1).reshape(shape)
    slope = np.stack([each[1] for each in kept], axis=1).reshape(shape)
    return Posterior(logit, slope, np.stack([each[2] for each in kept], axis=1), np.stack([each[3] for each in kept], axis=1))


def _check(counts: Counts) -> None:
    launched = np.concatenate([counts.launched, counts.mixed_launched])
    stopped = np.concatenate([counts.stopped, counts.mixed_stopped])
    if launched.size == 0:
        raise OutsideValidity("there is no row with a denominator to fit; give records with launched and destroyed counts")
    if (stopped < 0).any() or (stopped > launched).any() or not np.isfinite(launched).all():
        raise OutsideValidity("a count of objects stopped is below zero or above the launched; every row needs 0 <= stopped <= launched")
