"""Interception rates: the chances against scipy, the chains against a grid, intervals against known truths, what may be compared."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special, stats

from dualtrack.errors import OutsideValidity
from dualtrack.models.interception import (
    Counts,
    Rate,
    after_over_claim,
    compared,
    covered,
    effective_draws,
    exact_interval,
    fit,
    hits_by_denominator,
    log_chance,
    log_gamma,
    mixed,
    next_period,
    pooled_share,
    possible_splits,
    predict,
    rate_percent,
    simulate,
    split_r_hat,
)


def counts(launched: list[int], stopped: list[int]) -> Counts:
    """One type, one period, one cell a day."""
    size = len(launched)
    nothing = np.zeros(0)
    return Counts(
        ("one",), ("only",), np.zeros(size, int), np.zeros(size, int), np.array(launched, float), np.array(stopped, float),
        nothing.astype(int), nothing, nothing, np.zeros((0, 1, 1)), np.zeros(1),
    )  # fmt: skip


@given(st.floats(1e-5, 1e5))
def test_log_gamma_is_that_of_scipy(value: float) -> None:
    assert float(log_gamma(value)) == pytest.approx(float(special.gammaln(value)), rel=1e-9, abs=1e-9)


@given(st.integers(0, 60), st.integers(1, 60), st.floats(0.01, 0.99), st.floats(0.001, 0.9))
def test_chances_are_those_of_the_beta_binomial_of_scipy(count: int, launched: int, share: float, alike: float) -> None:
    count = min(count, launched)
    weight = 1 / alike - 1
    expected = stats.betabinom.logpmf(count, launched, share * weight, (1 - share) * weight)
    assert float(log_chance(count, launched, share, alike)) == pytest.approx(float(expected), rel=1e-6, abs=1e-7)


@given(st.integers(1, 200), st.data())
def test_exact_intervals_are_clopper_and_pearsons(launched: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, launched))
    low, high = exact_interval(count, launched)
    expected = stats.binomtest(count, launched).proportion_ci(0.9, "exact")
    assert (low, high) == pytest.approx((expected.low, expected.high), abs=1e-6)


def test_none_of_29_is_no_normal_approximation() -> None:
    low, high = exact_interval(0, 29)
    assert low == 0.0
    assert (1 - high) ** 29 == pytest.approx(0.05)
    for wrong in ((5, 4), (-1, 4), (0, 0)):
        with pytest.raises(OutsideValidity, match="is no rate"):
            exact_interval(*wrong)


@given(st.lists(st.tuples(st.integers(1, 30), st.floats(0.05, 0.95), st.floats(0.01, 0.6)), min_size=2, max_size=4))
def test_a_mixed_row_has_the_mean_and_variance_of_the_sum_of_its_types(types: list[tuple[int, float, float]]) -> None:
    numbers, share, alike = (np.array(each, dtype=float) for each in zip(*types, strict=True))
    total = numbers.sum()
    mean, rho = mixed(numbers / total, share, alike, np.array(total))
    parts = [stats.betabinom(int(n), p * (1 / r - 1), (1 - p) * (1 / r - 1)) for n, p, r in types]
    assert float(mean * total) == pytest.approx(sum(part.mean() for part in parts))
    binomial = total * mean * (1 - mean)
    found, expected = binomial * (1 + (total - 1) * rho), sum(part.var() for part in parts)
    # Unlike shares make the sum less spread than one binomial; then the least correlation is what is left.
    assert float(found) == pytest.approx(max(float(expected), float(binomial)), rel=1e-6, abs=2e-4 * total**2)


def test_the_chains_give_what_a_grid_gives() -> None:
    launched, stopped = [8] * 30, [6, 7, 8, 5, 8, 2] * 5
    drawn = fit(counts(launched, stopped), seed=3, chains=10, warm_up=200, draws=400)
    level, alike = np.linspace(-1, 4, 200)[:, None, None], np.linspace(-6, 2, 120)[None, :, None]
    slope = np.linspace(-1.5, 1.5, 61)[None, None, :]
    logit = level + slope * 3.0  # eight objects are three doublings from one
    share, rho = 1 / (1 + np.exp(-logit)), 1 / (1 + np.exp(-alike))
    chance = -0.5 * (level / 1.75) ** 2 - 0.5 * (slope / 0.4) ** 2 + np.zeros_like(share + rho)
    for count in range(9):
        if stopped.count(count):
            chance = chance + stopped.count(count) * log_chance(count, 8, share, rho)
    # One type: the correlation's own prior, its scale averaged over by draws.
    random = np.random.default_rng(1)
    middle, scale = random.normal(-2.5, 1.0, 4000), np.abs(random.normal(0, 1, 4000))
    prior = np.mean(stats.norm.pdf(alike[0, :, 0][:, None], middle, np.maximum(scale, 0.02)), axis=1)
    weight = np.exp(chance - chance.max()) * prior[None, :, None]
    expected = float((weight * share).sum() / weight.sum())
    spread = float(np.sqrt((weight * (share - expected) ** 2).sum() / weight.sum()))
    found = pooled_share(counts(launched, stopped), drawn, 0)
    assert float(found.mean()) == pytest.approx(expected, abs=0.15 * spread)
    assert float(found.std()) == pytest.approx(spread, rel=0.15)


def test_the_same_seed_gives_the_same_draws() -> None:
    truth = simulate(seed=5, types=2, periods=1, days=8)
    first, again = (fit(truth.counts, seed=2, chains=2, warm_up=20, draws=20) for _ in range(2))
    other = fit(truth.counts, seed=3, chains=2, warm_up=20, draws=20)
    np.testing.assert_array_equal(first.logit, again.logit)
    assert not np.array_equal(first.logit, other.logit)


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    """A small version of benchmarks/rates_calibration.py: truths with mixtures, spread from day to day, trend and salvo size."""
    held = []
    for seed in range(7):
        truth = simulate(seed=seed, types=2, periods=2, days=10)
        drawn = fit(truth.counts, seed=seed, chains=10, warm_up=100, draws=50)
        low, high = np.quantile(drawn.share, (0.05, 0.95), axis=0)
        held.append(((low <= truth.share) & (truth.share <= high)).mean())
    # 28 intervals, four to a record: two standard errors are some 12 points.
    assert 0.75 <= np.mean(held) <= 1.0


def test_rows_that_name_several_types_say_something_of_each() -> None:
    alone, rows = 20, 15
    none = np.zeros((0, 1, 2))
    named = possible_splits(np.ones((rows, 2)), np.array([10.0, 10.0]), np.random.default_rng(1))
    full = Counts(
        ("often stopped", "never alone"), ("only",), np.zeros(alone, int), np.zeros(alone, int), np.full(alone, 10.0), np.full(alone, 9.0),
        np.zeros(rows, int), np.full(rows, 20.0), np.full(rows, 10.0), named, np.array([3.0, 3.0]),
    )  # fmt: skip
    lean = replace(full, mixed_period=np.zeros(0, int), mixed_launched=np.zeros(0), mixed_stopped=np.zeros(0), parts=none)
    with_rows, without = (fit(each, seed=1, chains=8, warm_up=150, draws=100) for each in (full, lean))
    assert np.quantile(with_rows.share[:, 1, 0], 0.95) < 0.5 < np.quantile(without.share[:, 1, 0], 0.9)
    assert np.median(with_rows.share[:, 0, 0]) > 0.8
    assert np.median(pooled_share(full, with_rows, 1)) < 0.4
    assert np.isnan(pooled_share(lean, without, 1)).all(), "nothing launched has no rate"


def test_a_period_without_a_row_is_drawn_from_the_walk_alone() -> None:
    one = counts([10] * 20, [8] * 20)
    wide = replace(one, periods=("before", "seen", "after", "later"), period=np.ones(20, int))
    drawn = fit(wide, seed=1, chains=10, warm_up=100, draws=150)
    spread = np.std(drawn.logits[:, 0], axis=0)
    assert spread[1] < spread[0]
    assert spread[1] < spread[2] < spread[3]
    later = next_period(drawn, seed=1)
    assert np.std(later.logits) > spread[3]


def test_predictions_of_what_was_fitted_are_even() -> None:
    truth = simulate(seed=21, types=3, periods=2, days=60, mixed_part=0.0)
    posterior = fit(truth.counts, seed=1, chains=8, warm_up=120, draws=80)
    seen = predict(truth.counts, posterior)
    assert covered(seen.place) == pytest.approx(0.9, abs=0.07)
    assert (seen.low <= seen.high).all()


def test_diagnostics_tell_good_chains_from_bad() -> None:
    random = np.random.default_rng(1)
    good = random.normal(size=(4, 500, 1))
    assert float(split_r_hat(good)[0]) == pytest.approx(1.0, abs=0.01)
    assert float(effective_draws(good)[0]) == pytest.approx(2000, rel=0.25)
    slow = np.cumsum(good, axis=1)
    assert float(split_r_hat(slow)[0]) > 1.2
    assert float(effective_draws(slow)[0]) < 100
    apart = good + np.arange(4)[:, None, None]
    assert float(split_r_hat(apart)[0]) > 1.3


@given(st.integers(1, 5), st.integers(1, 4))
def test_possible_splits_are_parts_of_one(rows: int, named: int) -> None:
    flags = np.zeros((rows, 5))
    flags[:, :named] = 1
    parts = possible_splits(flags, np.arange(5.0), np.random.default_rng(rows))
    np.testing.assert_allclose(parts.sum(axis=2), 1)
    assert (parts[:, :, named:] == 0).all()


@settings(max_examples=30)
@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_an_over_claim_only_lowers_a_rate_and_leaves_what_was_not_reached(claim: float, destroyed: float, other: float) -> None:
    rest = (1 - destroyed) * other
    found = float(after_over_claim(destroyed=destroyed, not_reached=rest, over_claim=claim))
    assert rest - 1e-12 <= found <= destroyed + rest + 1e-12


def test_what_cannot_be_a_rate_or_a_fit_is_refused() -> None:
    with pytest.raises(OutsideValidity, match="give 0 to 1"):
        after_over_claim(destroyed=0.5, not_reached=0.1, over_claim=20)
    with pytest.raises(OutsideValidity, match="each must hold the one before"):
        hits_by_denominator(hits=9, all_launched=100, launched=120, arriving=60)
    with pytest.raises(OutsideValidity, match="neither counts nor a stated percentage"):
        _ = Rate("a claim", "destroyed", "launched").percent
    with pytest.raises(OutsideValidity, match="no row with a denominator"):
        fit(counts([], []))
    with pytest.raises(OutsideValidity, match="0 <= stopped <= launched"):
        fit(counts([3], [4]))


def test_two_rates_of_one_night_warn_in_words() -> None:
    night = "2024-04-13/2024-04-14"
    claimed = Rate("the claim", "destroyed", "all launched", night, ("drones", "cruise", "ballistic"), stated_percent=99)
    hits = Rate("the hits", "hits", "arriving", night, ("ballistic",), 9, 60)
    words = " ".join(compared(claimed, hits))
    assert "Unlike denominators" in words
    assert "Unlike types" in words
    assert "the claim counts destroyed; the hits counts hits on the ground" in words
    assert hits.percent == pytest.approx(15.0)
    assert compared(hits, hits) == ()
    other = replace(hits, window="2024-10-01/2024-10-02")
    assert compared(hits, other) == ("Unlike windows: the hits 2024-04-13/2024-04-14; the hits 2024-10-01/2024-10-02.",)
    bare = replace(claimed, over="not stated", types=())
    assert "Neither" in compared(bare, bare)[0]
    assert "does not say which types it covers" in compared(bare, bare)[1]


@given(st.integers(0, 500), st.integers(1, 500))
def test_a_rate_is_between_nothing_and_all(numerator: int, denominator: int) -> None:
    if numerator <= denominator:
        assert 0 <= rate_percent(numerator, denominator) <= 100
    else:
        with pytest.raises(OutsideValidity):
            rate_percent(numerator, denominator)
