"""How often the 90 percent intervals of the interception model hold a known truth, over many simulated records.

Each record has its own truth, drawn as the model assumes: shares that walk from period to period, outcomes of a day alike, a quarter of the
days with two types in one row and no split, a type seldom launched. Printed: the part of the intervals that hold the truth, by what is
looked at, with its standard error over records (intervals of one record share its scales and are no independent trials); the worst R-hat;
and the same for the dated jump at a break of the reporting. With `--records FILE` the real file is fitted up to each period and the next
is predicted. `--simulations N` sets how many. Nothing is asserted here; a small version is in tests/models/test_interception.py.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import replace

import numpy as np

from dualtrack.models.interception import Counts, fit, generator, share_of, simulate, split_r_hat

LEVELS = (0.5, 0.9)


def inside(truth: np.ndarray, draws: np.ndarray, level: float) -> np.ndarray:
    """Whether each true value lies in the central interval of its draws [draws, ...]."""
    low, high = np.quantile(draws, ((1 - level) / 2, (1 + level) / 2), axis=0)
    return (low <= truth) & (truth <= high)


def shares(simulations: int) -> None:
    """Coverage of shares by type and period, of the seldom launched type, and of correlations."""
    found: dict[tuple[str, float], list[float]] = {}
    worst = []
    for number in range(simulations):
        truth = simulate(seed=1000 + number)
        posterior = fit(truth.counts, seed=number, chains=4, warm_up=400, draws=600)
        worst.append(float(np.median(split_r_hat(posterior.logit))))
        for level in LEVELS:
            held = inside(truth.share, posterior.share, level)
            found.setdefault(("shares", level), []).append(float(held.mean()))
            found.setdefault(("shares of the seldom launched type", level), []).append(float(held[-1].mean()))
            alike = inside(truth.correlation, posterior.alike, level)
            slopes = inside(truth.slope, posterior.slopes, level)
            found.setdefault(("slopes with salvo size", level), []).append(float(slopes.mean()))
            found.setdefault(("correlations within a day", level), []).append(float(alike.mean()))
    report(found)
    print(f"middle R-hat of a record, worst of {simulations}: {max(worst):.3f}")


def jumps(simulations: int) -> None:
    """Coverage of a dated jump in what is called destroyed among what was stopped."""
    found: dict[tuple[str, float], list[float]] = {}
    for number in range(simulations):
        random = generator(number, "benchmark/jump")
        before, after = random.normal(0.0, 1.0), random.normal(2.5, 1.0)
        logits = np.array([before, before + random.normal(0.0, 0.2), after, after + random.normal(0.0, 0.2)])
        alike, period = 0.08, np.repeat(np.arange(4), 40)
        weight, share = 1 / alike - 1, share_of(logits)[period]
        stopped = 1.0 + random.poisson(60, period.size)
        destroyed = random.binomial(stopped.astype(int), random.beta(share * weight, (1 - share) * weight)).astype(float)
        none, side = np.zeros((0, 1, 2)), (period >= 2).astype(int)
        nothing = np.zeros(0)
        counts = Counts(
            ("before", "after"), ("a", "b", "c", "d"), side, period, stopped, destroyed, nothing.astype(int), nothing, nothing, none,
            np.array([6.0, 6.0]),
        )  # fmt: skip
        drawn = fit(counts, seed=number, warm_up=300, draws=500).logit.reshape(-1, 2, 4)
        for level in LEVELS:
            held = inside(logits[2] - logits[1], drawn[:, 1, 2] - drawn[:, 0, 1], level)
            found.setdefault(("the jump at a dated break", level), []).append(float(held))
    report(found)


def without_spread(simulations: int) -> None:
    """What goes wrong when objects are called independent and pooled, whatever their day and salvo; without mixed rows."""
    found: dict[tuple[str, float], list[float]] = {}
    for number in range(simulations):
        truth = simulate(seed=1000 + number, mixed_part=0.0)
        counts = truth.counts
        for kind in range(len(counts.types)):
            for period in range(len(counts.periods)):
                at = (counts.kind == kind) & (counts.period == period)
                if at.any():
                    total, stopped = counts.launched[at].sum(), counts.stopped[at].sum()
                    drawn = generator(number, f"{kind}/{period}").beta(stopped + 0.5, total - stopped + 0.5, 2000)
                    held = inside(truth.share[kind, period], drawn, 0.9)
                    found.setdefault(("shares, were days and salvoes ignored", 0.9), []).append(float(held))
    report(found)


def mixtures_dropped(simulations: int) -> None:
    """The same records fitted without the rows that name several types."""
    found: dict[tuple[str, float], list[float]] = {}
    widths = []
    for number in range(simulations):
        truth = simulate(seed=1000 + number)
        none = np.zeros((0, 1, len(truth.counts.types)))
        lean = replace(truth.counts, mixed_period=np.zeros(0, int), mixed_launched=np.zeros(0), mixed_stopped=np.zeros(0), parts=none)
        one, other = (fit(counts, seed=number, warm_up=300, draws=500).share for counts in (truth.counts, lean))
        spans = [np.subtract(*np.quantile(each, (0.95, 0.05), axis=0)).mean() for each in (one, other)]
        widths.append(spans[1] / spans[0])
        found.setdefault(("shares, mixed rows dropped", 0.9), []).append(float(inside(truth.share, other, 0.9).mean()))
    report(found)
    print(f"intervals without the mixed rows are {np.mean(widths):.2f} times as wide")


def report(found: dict[tuple[str, float], list[float]]) -> None:
    """Print the part held and its standard error."""
    for (what, level), parts in found.items():
        error = np.std(parts) / np.sqrt(len(parts))
        print(f"{what:40s} {100 * level:3.0f} % intervals hold the truth in {100 * np.mean(parts):5.1f} % (se {100 * error:.1f})")


def real(path: str) -> None:
    """Fit the real records up to each period and predict the next."""
    from dualtrack.runs.rates_prediction import every_origin
    from dualtrack.runs.rates_records import read_records

    for line in every_origin(read_records(path), seed=1):
        print(line)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--simulations", type=int, default=100)
    parser.add_argument("--records", default="")
    parser.add_argument("--only", default="", help="shares, jumps, mixtures or spread")
    asked = parser.parse_args()
    start = time.perf_counter()
    if asked.records:
        real(asked.records)
    else:
        parts = {"shares": shares, "jumps": jumps, "mixtures": mixtures_dropped, "spread": without_spread}
        for name, part in parts.items():
            if asked.only in ("", name):
                part(max(asked.simulations // (4 if name == "mixtures" else 1), 1))
    print(f"{time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()
