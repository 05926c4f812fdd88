"""Layered defence: laws of the formulas, and where the normal form of a salvo fails. Published figures are in its cases.yaml."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dualtrack.errors import OutsideValidity
from dualtrack.models.layered_defence import (
    NOT_ACHIEVABLE,
    kill_needed,
    layer_kill,
    layers_kill,
    leaking,
    no_leak,
    salvo_exchange,
    shoot_look_shoot,
    shots_needed,
    spread,
    stochastic_loss,
)

SHARES = st.floats(0.0, 1.0)
INNER = st.floats(0.01, 0.99)


@given(kill=SHARES, threats=st.integers(0, 400))
def test_the_number_leaking_is_a_distribution_with_the_binomials_mean(kill: float, threats: int) -> None:
    chances = leaking(kill, threats)
    assert chances.shape == (threats + 1,)
    assert chances.sum() == pytest.approx(1.0, abs=1e-9)
    assert chances @ np.arange(threats + 1) == pytest.approx(threats * (1.0 - kill), abs=1e-6)
    assert chances[0] == pytest.approx(float(no_leak(kill, threats)), abs=1e-9)


@given(kill=INNER, rounds=st.integers(1, 12), track=SHARES, more=st.integers(1, 5))
def test_more_rounds_help_and_tracking_is_the_ceiling(kill: float, rounds: int, track: float, more: int) -> None:
    assert layer_kill(kill, rounds, track) <= layer_kill(kill, rounds + more, track) <= track
    split = layers_kill([layer_kill(kill, rounds), layer_kill(kill, more)])
    assert float(split) == pytest.approx(float(layer_kill(kill, rounds + more)))


@given(chance=st.floats(0.05, 0.99), threats=st.integers(1, 200), kill=INNER, track=st.floats(0.5, 1.0))
def test_the_rounds_needed_are_enough_and_one_fewer_is_not(chance: float, threats: int, kill: float, track: float) -> None:
    needed = shots_needed(chance, threats, kill, track)
    if needed.whole == NOT_ACHIEVABLE:
        assert float(kill_needed(chance, threats)) >= track
        assert math.isinf(needed.exact)
        assert no_leak(layer_kill(kill, 10_000, track), threats) <= chance + 1e-9
        return
    assert isinstance(needed.whole, int)
    assert needed.whole - 1 < needed.exact <= needed.whole + 1e-9
    if needed.whole < 10_000:
        assert no_leak(layer_kill(kill, needed.whole, track), threats) >= chance - 1e-6
        assert no_leak(layer_kill(kill, needed.whole - 1, track), threats) <= chance + 1e-6


def test_ends_of_the_rounds_needed() -> None:
    assert shots_needed(0.0, 20, 0.5).whole == 0
    assert shots_needed(1.0, 20, 0.9).whole == NOT_ACHIEVABLE
    assert shots_needed(1.0, 20, 1.0).whole == 1
    assert shots_needed(0.5, 20, 0.0).whole == NOT_ACHIEVABLE


@given(stock=st.integers(0, 100), arrivals=st.integers(1, 40), kill=SHARES)
def test_a_stock_is_spread_as_evenly_as_can_be_and_that_is_best(stock: int, arrivals: int, kill: float) -> None:
    found = spread(stock, arrivals, kill)
    assert found.rounds.sum() == stock
    assert np.ptp(found.rounds) <= 1
    assert 0.0 <= found.all_destroyed <= 1.0
    assert found.leakers <= arrivals
    if found.rounds[0] >= 1 and arrivals >= 2:
        uneven = found.rounds.copy()
        uneven[0] -= 1
        uneven[-1] += 1
        assert found.leakers <= ((1.0 - kill) ** np.sort(uneven)).sum() + ((found.rounds[0] > found.rounds[-1]) * 1e-9) + 1e-9


@given(kill=INNER, salvo=st.integers(1, 4), looks=st.integers(1, 5))
def test_looking_saves_rounds_and_costs_no_kill(kill: float, salvo: int, looks: int) -> None:
    looking, at_once = shoot_look_shoot(kill, salvo, looks), shoot_look_shoot(kill, salvo * looks, 1)
    assert looking.kill == pytest.approx(float(at_once.kill))
    assert looking.rounds <= at_once.rounds + 1e-12
    assert looking.rounds >= salvo


@given(a=st.floats(0, 50), b=st.floats(0, 50), strike=st.floats(0, 10), stop=st.floats(0, 10), stay=st.floats(0.5, 5))
def test_like_forces_lose_alike_and_never_more_than_they_have(a: float, b: float, strike: float, stop: float, stay: float) -> None:
    powers = {"first_striking": strike, "second_striking": strike, "first_defensive": stop, "second_defensive": stop}
    stays = {"first_staying": stay, "second_staying": stay}
    found = salvo_exchange(first=a, second=b, **powers, **stays)
    turned = salvo_exchange(first=b, second=a, **powers, **stays)
    assert found.first_loss == turned.second_loss
    assert 0.0 <= found.first_loss <= a and 0.0 <= found.second_loss <= b


@given(missiles=st.integers(0, 60), interceptors=st.integers(0, 60), hit=SHARES, stop=SHARES, units=st.integers(0, 30))
def test_chance_never_makes_a_salvo_weaker_than_its_averages(missiles: int, interceptors: int, hit: float, stop: float, units: int) -> None:
    """Hughes takes averages: with all units out of reach of the salvo, chances only add to the loss (Jensen)."""
    many = missiles + units + 1
    found = stochastic_loss(units=many, missiles=missiles, hit=hit, interceptors=interceptors, stop=stop)
    averages = salvo_exchange(
        first=1, second=1, first_striking=missiles * hit, second_striking=0, first_defensive=0, second_defensive=interceptors * stop
    )
    unlimited = float(np.maximum(missiles * hit - interceptors * stop, 0.0))
    assert found.exact_mean >= unlimited - 1e-9
    assert float(averages.second_loss) == pytest.approx(min(unlimited, 1.0))
    assert found.mean == pytest.approx(missiles * hit - interceptors * stop)


@given(
    missiles=st.integers(5, 120),
    interceptors=st.integers(0, 60),
    hit=INNER,
    stop=INNER,
    units=st.integers(1, 60),
    staying=st.floats(0.5, 4),
)
def test_where_the_normal_form_does_not_say_that_it_fails_it_is_good(
    missiles: int, interceptors: int, hit: float, stop: float, units: int, staying: float
) -> None:
    found = stochastic_loss(units=units, missiles=missiles, hit=hit, interceptors=interceptors, stop=stop, staying=staying)
    deviation = math.sqrt(found.variance)
    if not found.approximation_fails:
        assert found.mean == pytest.approx(found.exact_mean, abs=0.03 * deviation)
        assert deviation == pytest.approx(math.sqrt(found.exact_variance), rel=0.1)
    elif abs(found.mean - found.exact_mean) > 0.03 * deviation:
        assert "about as strong as" in found.approximation_fails or "too few" in found.approximation_fails


def test_the_normal_form_fails_where_it_says() -> None:
    below = stochastic_loss(units=10, missiles=10, hit=0.6, interceptors=10, stop=0.7)
    assert below.mean < 0.0 < below.exact_mean
    assert "as the defence, or weaker" in below.approximation_fails
    beyond = stochastic_loss(units=5, missiles=40, hit=0.6, interceptors=4, stop=0.7)
    assert beyond.mean > beyond.exact_mean
    assert "finish all units, or stronger" in beyond.approximation_fails
    few = stochastic_loss(units=5, missiles=4, hit=0.9, interceptors=0, stop=0.0)
    assert "too few" in few.approximation_fails


def test_a_salvo_counted_out_is_what_chance_gives() -> None:
    draw = np.random.default_rng(3)
    net = draw.binomial(12, 0.7, 200_000) - draw.binomial(9, 0.6, 200_000)
    lost = np.clip(net / 1.5, 0.0, 4.0)
    found = stochastic_loss(units=4, missiles=12, hit=0.7, interceptors=9, stop=0.6, staying=1.5)
    assert found.exact_mean == pytest.approx(lost.mean(), abs=4.0 * lost.std() / math.sqrt(200_000))
    assert found.exact_variance == pytest.approx(lost.var(), rel=0.02)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"hit": 70}, "the chance of a good missile lies between 0 and 1, found 70; write a share"),
        ({"missiles": -1}, "the missiles are a whole number from 0 to 2,000, found -1"),
        ({"staying": 0}, "lost to more than no hit, found 0; write a staying power above zero"),
    ],
)
def test_a_salvo_that_is_none_is_refused(change: dict[str, float], told: str) -> None:
    good = {"units": 3, "missiles": 4, "hit": 0.5, "interceptors": 4, "stop": 0.5}
    with pytest.raises(OutsideValidity, match=told):
        stochastic_loss(**(good | change))  # type: ignore[arg-type]


def test_refusals_of_formulas_say_what_to_write() -> None:
    with pytest.raises(OutsideValidity, match="one arrival or more, found none; write how many arrive"):
        spread(4, 0, 0.5)
    with pytest.raises(OutsideValidity, match="write a staying power above zero"):
        salvo_exchange(first=1, second=1, first_striking=1, second_striking=1, first_defensive=0, second_defensive=0, first_staying=0)
    with pytest.raises(OutsideValidity, match="units are a number, zero or more, found -1"):
        salvo_exchange(first=-1, second=1, first_striking=1, second_striking=1, first_defensive=0, second_defensive=0)
