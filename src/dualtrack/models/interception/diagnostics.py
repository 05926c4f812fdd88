"""Room: models. Whether the chains agree, and whether the model would have said what was seen: R-hat, effective draws, predictive checks.

Valid for
    Posteriors of `fit.py`.

References
    A. Gelman, D. Rubin, "Inference from Iterative Simulation Using Multiple Sequences", Statistical Science 7 (1992) (recalled), with
    each chain cut in two; C. Geyer, "Practical Markov Chain Monte Carlo", Statistical Science 7 (1992) (recalled).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dualtrack.models.interception.counts import Array, Counts, Posterior, generator, share_of
from dualtrack.models.interception.sampler import SLOPE_WALK

THINNED = 400


def split_r_hat(draws: Array) -> Array:
    """Between-chain spread over within-chain spread, 1 where chains agree; `draws` [chains, draws, ...], each chain cut in two.

    Valid for: two draws or more in each half. References: Gelman and Rubin 1992 (recalled).
    """
    half = draws.shape[1] // 2
    parts = np.concatenate([draws[:, :half], draws[:, half : 2 * half]])
    within = parts.var(axis=1, ddof=1).mean(axis=0)
    between = parts.mean(axis=1).var(axis=0, ddof=1)
    found: Array = np.sqrt((half - 1) / half + between / np.maximum(within, 1e-300))
    return found


def effective_draws(draws: Array) -> Array:
    """How many independent draws the chains are worth, for `draws` [chains, draws, ...].

    Valid for: chains that agree. References: Geyer 1992 (recalled): sums of neighbouring autocorrelations until one is negative.
    """
    chains, length = draws.shape[:2]
    centred = draws - draws.mean(axis=1, keepdims=True)
    spectrum = np.fft.rfft(centred, 2 * length, axis=1)
    lagged = np.fft.irfft(spectrum * spectrum.conj(), axis=1)[:, :length].mean(axis=0) / length
    variance = lagged[0] * length / (length - 1) + draws.mean(axis=1).var(axis=0, ddof=1 if chains > 1 else 0)
    alike = 1.0 - (lagged[0] - lagged) / np.maximum(variance, 1e-300)
    pairs = alike[: 2 * (length // 2)].reshape(length // 2, 2, *alike.shape[1:]).sum(axis=1)
    pairs = np.minimum.accumulate(np.where(np.minimum.accumulate(pairs > 0, axis=0), pairs, 0.0), axis=0)
    found: Array = chains * length / np.maximum(2.0 * pairs.sum(axis=0) - 1.0, 1.0)
    return found


@dataclass(frozen=True, slots=True)
class Predicted:
    """What the model would have said of each cell: interval ends `low`, `high` [cells] of 90 percent, `place` [cells] where the count
    seen falls among the counts predicted (0 to 1, ties broken at random: even when calibrated), `expected` [cells], and the predicted
    counts themselves, `counts` [draws, cells]."""

    low: Array
    high: Array
    place: Array
    expected: Array
    counts: Array


def predict(counts: Counts, posterior: Posterior, *, seed: int = 1, name: str = "predict") -> Predicted:
    """Predict the count stopped of every cell of `counts`, whose types and periods are those of the posterior.

    Valid for: cells of one type; rows naming several are left out. References: posterior predictive checks, Gelman and others 2013
    (recalled).
    """
    random = generator(seed, f"interception/{name}")
    chosen = random.choice(posterior.alike.shape[0], THINNED)
    days = posterior.logits[chosen][:, counts.kind, counts.period] + posterior.slopes[chosen][:, counts.kind, counts.period] * counts.size
    mean = np.clip(share_of(days), 1e-6, 1 - 1e-6)
    weight = 1.0 / np.clip(posterior.alike[chosen][:, counts.kind], 1e-4, 0.99) - 1.0
    daily = random.beta(mean * weight, (1.0 - mean) * weight)
    made = random.binomial(counts.launched.astype(np.int64), np.clip(daily, 0.0, 1.0)).astype(np.float64)
    low, high = np.quantile(made, (0.05, 0.95), axis=0, method="inverted_cdf") if made.shape[1] else (np.zeros(0), np.zeros(0))
    below, same = (made < counts.stopped).mean(axis=0), (made == counts.stopped).mean(axis=0)
    return Predicted(low, high, below + same * random.random(counts.kind.size), mean.mean(axis=0) * counts.launched, made)


def next_period(posterior: Posterior, *, seed: int = 1) -> Posterior:
    """The posterior of the one period after the last, by one more step of the walks.

    Valid for: a world that goes on as it did. References: see `fit.py`.
    """
    random = generator(seed, "interception/next")
    last = posterior.logit[..., -1:]
    logit = last + posterior.walk[:, :, None, None] * random.normal(size=last.shape)
    slope = posterior.slope[..., -1:] + SLOPE_WALK * random.normal(size=last.shape)
    return Posterior(logit, slope, posterior.correlation, posterior.walk)


def pooled_share(counts: Counts, posterior: Posterior, kind: int, period: int | None = None) -> Array:
    """Share [1] of all objects of type `kind` launched in one period, or in all, that are expected to be stopped, [draws of all chains].

    Each day's share is weighted by what was launched in it, and each possible split of a mixed row counts alike: what a pooled rate
    estimates, without the chance of single days. Not a number where nothing was launched.

    Valid for: the days in `counts`. References: a weighted mean; no publication needed.
    """
    logit, slope = posterior.logits[:, kind], posterior.slopes[:, kind]
    cells = (counts.kind == kind) & (True if period is None else counts.period == period)
    rows = True if period is None else counts.mixed_period == period
    parts = (counts.parts[:, :, kind] * (counts.mixed_launched * rows)[:, None] / max(counts.parts.shape[1], 1)).ravel()
    named = np.flatnonzero(parts > 0)
    when = np.concatenate([counts.period[cells], np.repeat(counts.mixed_period, counts.parts.shape[1])[named]])
    size = np.concatenate([counts.size[cells], counts.mixed_size[:, :, kind].ravel()[named]])
    weight = np.concatenate([counts.launched[cells], parts[named]])
    if not weight.size:
        return np.full(logit.shape[0], np.nan)
    found: Array = share_of(logit[:, when] + slope[:, when] * size) @ (weight / weight.sum())
    return found


def covered(place: Array, level: float = 0.9) -> float:
    """Part [1] of the places that fall inside the central interval of `level`; `level` itself when calibrated.

    Valid for: places of `predict`. References: a definition.
    """
    return float((np.abs(place - 0.5) <= level / 2.0).mean()) if place.size else float("nan")
