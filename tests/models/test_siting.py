"""Laws of siting: exact is best, greedy is not far, merging and order change nothing, more sites never cover less; refusals."""

from __future__ import annotations

import itertools
import math
import sys
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from dualtrack.errors import MissingExtra, OutsideValidity
from dualtrack.models.siting import Siting, greedy_share, most_covered, most_gained

pytest.importorskip("highspy")
FEW = settings(max_examples=60, deadline=None)


@dataclass(frozen=True)
class Problem:
    """A small problem, dense: what each site gives each cell, the weights, what each cell has, how many sites to choose."""

    gains: NDArray[np.float64]
    weights: NDArray[np.float64]
    has: NDArray[np.float64]
    choose: int

    @property
    def pairs(self) -> dict[str, Any]:
        site, cell = np.nonzero(self.gains)
        return {"site": site, "cell": cell, "weight": self.weights, "sites": len(self.gains)}


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    sites, cells = draw(st.integers(1, 7)), draw(st.integers(1, 10))
    gains = [[draw(st.sampled_from([0, 0, 1, 2, 5])) for _ in range(cells)] for _ in range(sites)]
    weights = [draw(st.integers(0, 30)) for _ in range(cells)]
    has = [draw(st.sampled_from([0, 0, 0, 1, 3])) for _ in range(cells)]
    return Problem(*(np.array(part, dtype=float) for part in (gains, weights, has)), draw(st.integers(1, sites)))


def covered(problem: Problem, choose: int | None = None, **more: Any) -> Siting:
    return most_covered(**problem.pairs, choose=choose or problem.choose, already=problem.has > 0, **more)


def worth(problem: Problem, chosen: tuple[int, ...]) -> float:
    return float(problem.weights[(problem.gains[list(chosen)] > 0).any(axis=0) | (problem.has > 0)].sum())


def best(problem: Problem) -> float:
    return max(worth(problem, chosen) for chosen in itertools.combinations(range(len(problem.gains)), problem.choose))


@given(problems())
@FEW
def test_exact_is_the_best_of_all_choices(problem: Problem) -> None:
    found = covered(problem)
    assert found.value == pytest.approx(best(problem))
    assert found.value == pytest.approx(worth(problem, found.chosen))
    assert len(set(found.chosen)) == problem.choose
    assert found.gap == 0.0 and found.bound == pytest.approx(found.value)
    assert found.value == pytest.approx(found.before + sum(found.added))
    assert list(found.added) == sorted(found.added, reverse=True)


@given(problems())
@FEW
def test_exact_is_never_below_greedy_and_greedy_never_below_its_bound(problem: Problem) -> None:
    found = covered(problem)
    assert found.greedy_value == pytest.approx(worth(problem, found.greedy))
    assert found.value >= found.greedy_value - 1e-9
    assert found.greedy_value - found.before >= greedy_share(problem.choose) * (found.value - found.before) - 1e-9


@given(problems())
@FEW
def test_merging_equal_cells_changes_nothing_but_their_number(problem: Problem) -> None:
    merged, apart = covered(problem), covered(problem, merge=False)
    assert merged.value == pytest.approx(apart.value)
    assert (merged.greedy, merged.before, merged.total) == (apart.greedy, apart.before, apart.total)
    assert merged.merged <= apart.merged <= apart.cells
    useful = (problem.weights > 0) & (problem.has == 0) & (problem.gains > 0).any(axis=0)
    assert apart.merged == useful.sum()
    assert merged.merged == len({(column > 0).tobytes() for column in problem.gains.T[useful]})


@given(problems(), st.randoms(use_true_random=False))
@FEW
def test_the_order_of_sites_cells_and_pairs_changes_nothing_but_the_order(problem: Problem, chance: Any) -> None:
    sites, cells = list(range(len(problem.gains))), list(range(len(problem.weights)))
    chance.shuffle(sites)
    chance.shuffle(cells)
    turned = Problem(problem.gains[sites][:, cells], problem.weights[cells], problem.has[cells], problem.choose)
    first, second = covered(problem), covered(turned)
    assert second.value == pytest.approx(first.value)
    assert worth(problem, tuple(sites[each] for each in second.chosen)) == pytest.approx(first.value)
    pairs = problem.pairs
    order = list(range(len(pairs["site"])))
    chance.shuffle(order)
    mixed = {**pairs, "site": pairs["site"][order], "cell": pairs["cell"][order]}
    assert most_covered(**mixed, choose=problem.choose, already=problem.has > 0) == first


@given(problems())
@FEW
def test_more_sites_never_cover_less_and_each_adds_no_more(problem: Problem) -> None:
    values = [covered(problem, choose).value for choose in range(1, len(problem.gains) + 1)]
    assert all(later >= earlier - 1e-9 for earlier, later in itertools.pairwise(values))
    assert values[-1] == pytest.approx(worth(problem, tuple(range(len(problem.gains)))))


@given(problems())
@FEW
def test_gains_count_the_best_site_of_each_cell(problem: Problem) -> None:
    gains = problem.gains[np.nonzero(problem.gains)]
    found = most_gained(**problem.pairs, gain=gains, choose=problem.choose, already=problem.has)

    def gained(chosen: tuple[int, ...]) -> float:
        return float(problem.weights @ np.maximum(problem.has, problem.gains[list(chosen)].max(axis=0)))

    assert found.value == pytest.approx(max(map(gained, itertools.combinations(range(len(problem.gains)), problem.choose))))
    assert found.value == pytest.approx(gained(found.chosen))
    assert found.before == pytest.approx(float(problem.weights @ problem.has))


@given(problems())
@FEW
def test_a_gain_of_one_everywhere_is_cover(problem: Problem) -> None:
    bare = Problem(problem.gains, problem.weights, np.zeros_like(problem.has), problem.choose)
    gained = most_gained(**bare.pairs, gain=np.ones(len(bare.pairs["site"])), choose=bare.choose)
    assert gained.value == pytest.approx(covered(bare).value)


def test_a_search_that_is_cut_short_says_how_far_the_best_may_be() -> None:
    chance = np.random.default_rng(5)
    place, town = chance.random((3_000, 2)), chance.random((150, 2))
    site, cell = np.nonzero(np.hypot(*(town[:, None] - place[None]).transpose(2, 0, 1)) < 0.12)
    problem = {"site": site, "cell": cell, "weight": chance.integers(1, 100, 3_000), "sites": 150, "choose": 12}
    short, whole = most_covered(**problem, seconds=1e-6), most_covered(**problem, gap=1e-4)
    assert short.greedy_value <= short.value <= whole.value <= short.bound
    assert 0.0 < short.gap < 1.0 - greedy_share(12) + 1e-9
    assert short.value >= (1.0 - short.gap) * whole.value
    assert whole.gap <= 1e-4


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    most_covered(site=[0, 1, 1], cell=[0, 0, 1], weight=[1, 1], sites=2, choose=1)
    sys.stdout.flush()
    assert capfd.readouterr() == ("", "")


GOOD: dict[str, Any] = {"site": [0, 1], "cell": [0, 1], "weight": [1, 2], "sites": 2, "choose": 1}


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"choose": 3}, "3 of 2 sites cannot be chosen"),
        ({"weight": [1, math.nan]}, "weighs less than nothing or without end"),
        ({"site": [0, 2]}, "a pair names site 2, found 2"),
        ({"cell": [0, -1]}, "a pair names cell -1, found 2"),
        ({"cell": [0, 0.5]}, "a pair names cell 0.5"),
        ({"cell": [0]}, "make no pairs"),
        ({"site": [0, 0], "cell": [1, 1]}, "stand twice"),
        ({"already": [True]}, "say it of every cell"),
        ({"gap": 1.0}, "a search to a gap of 1"),
        ({"seconds": 0.0}, "within 0 s is none"),
    ],
)
def test_nonsense_is_refused(wrong: dict[str, Any], says: str) -> None:
    with pytest.raises(OutsideValidity, match=says):
        most_covered(**{**GOOD, **wrong})


@pytest.mark.parametrize(("wrong", "says"), [({"gain": [1]}, "1 gains for 2 pairs"), ({"gain": [1, -1]}, "a gain is below zero")])
def test_gains_that_are_none_are_refused(wrong: dict[str, Any], says: str) -> None:
    with pytest.raises(OutsideValidity, match=says):
        most_gained(**{**GOOD, **wrong})


def test_without_highs_the_remedy_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "highspy", None)
    with pytest.raises(MissingExtra, match=r'pip install "dualtrack\[siting\]"'):
        most_covered(site=[0, 1, 1], cell=[0, 0, 1], weight=[1, 1], sites=2, choose=1)
