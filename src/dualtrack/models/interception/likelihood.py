"""Room: models. Chances of counts under day-to-day spread: the beta-binomial, mixtures of types, and exact binomial intervals.

numpy has no log-gamma function; this one is Stirling's series after six steps of the recurrence, good to 1e-10 relative.

Valid for
    Counts of objects seen in one attack day; within a day outcomes are alike with correlation rho, between days they are independent.

References
    J. G. Skellam, "A probability distribution derived from the binomial distribution by regarding the probability of success as
    variable between the sets of trials", J. R. Stat. Soc. B 10 (1948) 257-261 (recalled).
    C. J. Clopper, E. S. Pearson, "The use of confidence or fiducial limits illustrated in the case of the binomial", Biometrika 26
    (1934) 404-413 (recalled).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dualtrack.errors import OutsideValidity

Array = NDArray[np.float64]

SMALLEST_CORRELATION, LARGEST_CORRELATION = 1e-4, 0.99
SMALLEST_SHARE = 1e-7
BISECTIONS = 60


def log_gamma(value: ArrayLike) -> Array:
    """Natural logarithm of the gamma function of positive numbers, any shape.

    Valid for: numbers above zero. References: Stirling's series; the recurrence of the gamma function.
    """
    z = np.asarray(value, dtype=np.float64)
    rising = z * (z + 1.0) * (z + 2.0) * (z + 3.0) * (z + 4.0) * (z + 5.0)
    far = z + 6.0
    inverse = 1.0 / far
    square = inverse * inverse
    series = inverse * (1.0 / 12.0 - square * (1.0 / 360.0 - square * (1.0 / 1260.0 - square / 1680.0)))
    found: Array = (far - 0.5) * np.log(far) - far + 0.9189385332046727 + series - np.log(rising)
    return found


def weight_of(correlation: Array) -> Array:
    """The sum of a beta distribution's two parameters for a correlation within a day, any shape.

    Valid for: correlations inside (0, 1). References: Skellam 1948 (recalled).
    """
    found: Array = 1.0 / np.clip(correlation, SMALLEST_CORRELATION, LARGEST_CORRELATION) - 1.0
    return found


def head(count: Array, launched: Array, share: Array, weight: Array) -> Array:
    """The part of the beta-binomial's log chance that depends on the share [1], for `count` of `launched`; arrays broadcast.

    Valid for: 0 <= count <= launched, share in (0, 1), weight above zero. References: Skellam 1948 (recalled).
    """
    first = np.clip(share, SMALLEST_SHARE, 1.0 - SMALLEST_SHARE) * weight
    second = weight - first
    found: Array = log_gamma(first + count) - log_gamma(first) + log_gamma(second + (launched - count)) - log_gamma(second)
    return found


def tail(launched: Array, weight: Array) -> Array:
    """The part of the beta-binomial's log chance that depends on the weight alone; arrays broadcast.

    Valid for: weight above zero. References: Skellam 1948 (recalled).
    """
    found: Array = log_gamma(weight) - log_gamma(weight + launched)
    return found


def log_chance(count: ArrayLike, launched: ArrayLike, share: ArrayLike, correlation: ArrayLike) -> Array:
    """Log chance of `count` of `launched` objects when the mean share [1] and the correlation within the day [1] are given.

    Valid for: 0 <= count <= launched. References: Skellam 1948 (recalled).
    """
    k, n, p, rho = (np.asarray(each, dtype=np.float64) for each in (count, launched, share, correlation))
    weight = weight_of(rho)
    ways = log_gamma(n + 1.0) - log_gamma(k + 1.0) - log_gamma(n - k + 1.0)
    found: Array = ways + head(k, n, p, weight) + tail(n, weight)
    return found


def mixed(parts: Array, share: Array, correlation: Array, launched: Array) -> tuple[Array, Array]:
    """Mean share and correlation of a row that names several types, matched to the sum of its types' counts in mean and variance.

    `parts` [..., types] are each type's part of the row (they sum to one), `share` and `correlation` [..., types] the types' own,
    `launched` [...] the objects of the row. The matched beta-binomial is not the exact distribution of the sum; its mean and
    variance are, when the types' outcomes are independent given their shares.

    Valid for: parts of zero or more. References: method of moments; no publication needed.
    """
    mean = np.clip((parts * share).sum(axis=-1), SMALLEST_SHARE, 1.0 - SMALLEST_SHARE)
    spread = 1.0 + np.maximum(launched[..., None] * parts - 1.0, 0.0) * correlation
    variance = (parts * share * (1.0 - share) * spread).sum(axis=-1)
    alike = (variance / (mean * (1.0 - mean)) - 1.0) / np.maximum(launched - 1.0, 1.0)
    return mean, np.clip(alike, SMALLEST_CORRELATION, LARGEST_CORRELATION)


def exact_interval(count: int, launched: int, level: float = 0.9) -> tuple[float, float]:
    """Clopper and Pearson's exact binomial interval [1] for `count` of `launched`, both tails equal; no normal approximation.

    Raises OutsideValidity for counts that cannot be. Valid for: independent outcomes, which outcomes of one day are not; it is the
    shortest honest answer for cells of a few objects or none. References: Clopper and Pearson 1934 (recalled).
    """
    if launched < 1 or not 0 <= count <= launched or not 0.0 < level < 1.0:
        raise OutsideValidity(f"{count} of {launched} at level {level:g} is no rate; give 0 <= count <= launched, launched 1 or more")
    side = (1.0 - level) / 2.0
    low = 0.0 if count == 0 else _share_where(launched, count, side, upper=True)
    high = 1.0 if count == launched else _share_where(launched, count, side, upper=False)
    return low, high


def _share_where(launched: int, count: int, chance: float, upper: bool) -> float:
    """The share at which seeing `count` or more (`upper`), or `count` or fewer, has the given chance; by bisection."""
    seen = np.arange(count, launched + 1) if upper else np.arange(0, count + 1)
    ways = log_gamma(launched + 1.0) - log_gamma(seen + 1.0) - log_gamma(launched - seen + 1.0)
    below, above = 0.0, 1.0
    for _ in range(BISECTIONS):
        middle = (below + above) / 2.0
        total = float(np.exp(ways + seen * np.log(middle) + (launched - seen) * np.log1p(-middle)).sum())
        if (total < chance) == upper:
            below = middle
        else:
            above = middle
    return (below + above) / 2.0
