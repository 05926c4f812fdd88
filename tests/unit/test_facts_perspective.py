"""What a perspective makes of claims: order, dates, ties, silence."""

from __future__ import annotations

import itertools
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_world import claim, view

from dualtrack.facts import Claim, Label, Perspective, Quantity, State, Unknown, resolve, weakest
from dualtrack.facts.perspective import compatible


def km(value: float) -> Quantity:
    return Quantity.exactly(value, "km")


VALUES = st.sampled_from(
    [km(480), km(500), km(2500), Quantity.between(400, 600, "km"), Quantity.above(500, "km"), Quantity.above(900, "km")]
)
CLAIMS = st.lists(
    st.builds(claim, VALUES, st.sampled_from(["aa", "bb", "cc"]), st.sampled_from(["2018", "2019-01", "2019-01-15"])), max_size=6
)
ORDERS = st.sampled_from([view("aa"), view("aa", "bb"), view("bb", "aa"), view("cc", "aa", "bb"), view("dd")])


@given(CLAIMS, ORDERS, st.randoms(use_true_random=False))
def test_the_order_of_the_claims_does_not_matter(claims: list[Claim], perspective: Perspective, random: Random) -> None:
    shuffled = list(claims)
    random.shuffle(shuffled)
    first, second = resolve(claims, perspective), resolve(shuffled, perspective)
    assert str(first.value) == str(second.value)
    assert set(first.claims) == set(second.claims)


@given(CLAIMS, ORDERS)
def test_nobody_else_is_fallen_back_on(claims: list[Claim], perspective: Perspective) -> None:
    found = resolve(claims, perspective)
    speakers = {claim.claimant for claim in found.claims}
    assert len(speakers) <= 1
    assert speakers <= set(perspective.claimants)
    if not found.claims:
        assert isinstance(found.value, Unknown)
        assert found.value.reason


@given(CLAIMS, ORDERS)
def test_every_claim_is_either_used_or_left_aside(claims: list[Claim], perspective: Perspective) -> None:
    found = resolve(claims, perspective)
    assert set(found.claims) | set(found.others) == set(claims)
    assert not set(found.claims) & set(found.others)


def test_the_first_claimant_who_spoke_counts_even_when_a_later_one_spoke_later() -> None:
    ours, theirs = claim(km(480), "aa", "2018"), claim(km(2500), "bb", "2025")
    found = resolve([theirs, ours], view("aa", "bb"))
    assert (found.value, found.claims, found.others) == (km(480), (ours,), (theirs,))
    assert resolve([theirs, ours], view("zz", "bb")).value == km(2500)


def test_the_same_claimant_counts_with_the_latest_date() -> None:
    old, new = claim(km(476), "aa", "2019-01-15"), claim(km(480), "aa", "2019-01-23")
    assert resolve([new, old], view("aa")).value == km(480)


def test_a_tie_that_cannot_all_hold_is_unknown_with_its_claims() -> None:
    tied = [claim(km(476), number=1), claim(km(480), number=2)]
    found = resolve(tied, view("aa"))
    assert isinstance(found.value, Unknown)
    assert "cannot all hold" in found.value.reason
    assert found.claims == tuple(tied)
    assert not found.is_known


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_a_tie_in_which_only_some_agree_is_unknown_in_every_order(order: tuple[int, ...]) -> None:
    wide, low, high = claim(Quantity.between(400, 2500, "km")), claim(km(480)), claim(km(2350))
    found = resolve([(wide, low, high)[number] for number in order], view("aa"))
    assert isinstance(found.value, Unknown)


def test_of_values_that_agree_the_narrowest_stands() -> None:
    tied = [claim(Quantity.above(500, "km")), claim(Quantity.above(1, "km")), claim(Quantity.between(500, 900, "km"))]
    assert resolve(tied, view("aa")).value == Quantity.between(500, 900, "km")
    assert resolve(tied[:2], view("aa")).value == Quantity.above(500, "km")
    mixed = [claim(Quantity.between(1, 1000, "km")), claim(Quantity.between(100, 200, "mile"))]
    assert resolve(mixed, view("aa")).value == Quantity.between(100, 200, "mile")


def test_an_assumption_stands_only_where_nobody_spoke() -> None:
    ours, theirs = claim(km(900), "", assumed="a guess"), claim(km(480), "bb")
    assert resolve([ours, theirs], view("bb")).value == km(480)
    assumed = resolve([ours, theirs], view("aa"))
    assert (assumed.value, assumed.claims, assumed.others) == (km(900), (ours,), (theirs,))


def test_unknown_has_a_reason_and_silence_is_told_from_nothing_public() -> None:
    nothing, silent = resolve([], view("aa")), resolve([claim(km(480), "bb")], view("aa"))
    assert str(nothing.value) == "unknown: no claim was public by then"
    assert str(silent.value) == "unknown: none of aa gave a value"
    assert silent.others == (claim(km(480), "bb"),)


def test_words_agree_only_when_they_are_the_same_and_units_must_fit() -> None:
    assert compatible(State("cruise"), State("cruise"))
    assert not compatible(State("cruise"), State("ballistic"))
    assert not compatible(State("cruise"), km(1))
    assert not compatible(km(1), Quantity.exactly(1, "months"))
    assert compatible(Unknown("nobody said"), km(1))


def test_the_weakest_label_is_the_one_printed() -> None:
    assert weakest([Label.REPORTED, Label.ASSUMED, Label.MODELLED]) is Label.ASSUMED
    assert weakest([]) is Label.REPORTED
    assert claim(km(1), "", assumed="why").label is Label.ASSUMED
    assert claim(km(1), number=3).id == "x.range_max.3"
