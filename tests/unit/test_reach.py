"""Reach: shapes, laws and refusals on small made-up maps."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dualtrack.errors import OutsideValidity
from dualtrack.models.reach import MODEL, answer, distance_km, ring

PLACES = 40
RANGES = st.lists(st.floats(50.0, 6000.0), min_size=1, max_size=5)
SITES = st.lists(st.tuples(st.floats(-80.0, 80.0), st.floats(-180.0, 180.0)), min_size=1, max_size=4)
COUNTS = ("capitals_reached", "countries_reached", "towns_reached", "people_reached")


def question(sites: list[tuple[float, float]], ranges: list[float], order: Any = None) -> dict[str, Any]:
    """Inputs over a fixed made-up map of three countries; `order` shuffles its places."""
    random = np.random.default_rng(7)
    places = random.uniform((-70.0, -180.0), (70.0, 180.0), (PLACES, 2))
    populations = random.integers(1000, 100_000, PLACES).astype(float)
    owners = random.integers(0, 3, PLACES)
    border = random.uniform((-70.0, -180.0), (70.0, 180.0), (60, 2))
    order = np.arange(PLACES) if order is None else np.asarray(order)
    return {
        "launch_latitudes": [site[0] for site in sites],
        "launch_longitudes": [site[1] for site in sites],
        "range_km": ranges,
        "place_latitudes": places[order, 0],
        "place_longitudes": places[order, 1],
        "place_populations": populations[order],
        "place_owners": owners[order],
        "capital_latitudes": places[:3, 0],
        "capital_longitudes": places[:3, 1],
        "capital_owners": [0, 1, 2],
        "border_latitudes": border[:, 0],
        "border_longitudes": border[:, 1],
        "border_owners": np.arange(60) % 4 - 1,
        "country_count": 3,
    }


def test_outputs_have_the_declared_axes() -> None:
    found = answer(**question([(50.0, 10.0), (51.0, 20.0)], [500.0, 1000.0, 2000.0, 900.0]))
    sizes = {"draw": 4, "capital": 3, "country": 3, "bound": 2, "site": 2, "point": 181}
    assert set(found) == {output.question for output in MODEL.outputs}
    for output in MODEL.outputs:
        assert found[output.question].shape == tuple(sizes[dim] for dim in output.dims), output.question
    assert found["ring_radius"].tolist() == [500.0, 2000.0]


@settings(max_examples=25, deadline=None)
@given(sites=SITES)
def test_nearest_site_and_border_agree_with_measuring_everything(sites: list[tuple[float, float]]) -> None:
    inputs = question(sites, [1000.0])
    found = answer(**inputs)
    north, east = (np.array(inputs[f"launch_{name}"])[:, None] for name in ("latitudes", "longitudes"))

    def nearest(kind: str) -> Any:
        return distance_km(north, east, inputs[f"{kind}_latitudes"], inputs[f"{kind}_longitudes"]).min(axis=0)

    np.testing.assert_allclose(found["capital_distance"], nearest("capital"), atol=1e-6)
    for country in range(3):
        least = min(nearest(kind)[np.asarray(inputs[f"{kind}_owners"]) == country].min() for kind in ("capital", "place", "border"))
        assert found["country_distance"][country] == pytest.approx(least, abs=1e-6)
    towns = nearest("place") <= 1000.0
    assert found["towns_reached"].tolist() == [towns.sum()]
    assert found["people_reached"].tolist() == [inputs["place_populations"][towns].sum()]


@settings(max_examples=25, deadline=None)
@given(sites=SITES, ranges=RANGES)
def test_a_longer_range_never_loses_anything(sites: list[tuple[float, float]], ranges: list[float]) -> None:
    found = answer(**question(sites, sorted(ranges)))
    doubled = answer(**question(sites, [2 * each for each in sorted(ranges)]))
    for name in COUNTS:
        assert (np.diff(found[name]) >= 0).all()
        assert (doubled[name] >= found[name]).all()


@settings(max_examples=25, deadline=None)
@given(sites=SITES, ranges=RANGES, order=st.permutations(range(PLACES)))
def test_order_of_sites_and_places_does_not_matter(sites: list[tuple[float, float]], ranges: list[float], order: list[int]) -> None:
    found = answer(**question(sites, ranges))
    shuffled = answer(**question(sites[::-1], ranges, order))
    for name in (*COUNTS, "capital_distance", "country_distance"):
        np.testing.assert_array_equal(found[name], shuffled[name])


def test_without_sites_nothing_is_reached_and_nothing_is_nan() -> None:
    found = answer(**question([], [500.0, 2500.0]))
    for name in COUNTS:
        assert found[name].tolist() == [0.0, 0.0]
    assert np.isposinf(found["capital_distance"]).all()
    assert np.isposinf(found["country_distance"]).all()
    assert found["ring_latitude"].shape == (2, 0, 181)
    assert not any(np.isnan(array).any() for array in found.values())


def test_exactly_at_the_range_is_in_reach() -> None:
    inputs = question([(50.0, 10.0)], [1.0])
    least = float(answer(**inputs)["capital_distance"].min())
    assert answer(**inputs | {"range_km": [least]})["capitals_reached"].tolist() == [1.0]


def test_a_ring_keeps_its_distance_and_closes() -> None:
    north, east = ring(56.85, 41.39, 2350.0)
    np.testing.assert_allclose(distance_km(56.85, 41.39, north, east), 2350.0, atol=1e-6)
    assert (north[0], east[0]) == pytest.approx((north[-1], east[-1]))


def test_distance_of_single_points_is_a_single_number() -> None:
    assert distance_km(48.826, 9.798, 55.7558, 37.6173).shape == ()


@pytest.mark.parametrize(
    ("changed", "text"),
    [
        ({"range_km": [0.0]}, "positive, finite range, found 0 km"),
        ({"range_km": [np.inf]}, "positive, finite range, found inf km"),
        ({"range_km": []}, "found no range"),
        ({"launch_latitudes": [95.0]}, "launch site has latitude 95; write degrees"),
        ({"launch_longitudes": [400.0]}, "launch site has longitude 400; write degrees"),
        ({"launch_longitudes": [10.0, 11.0]}, "1 latitudes but 2 longitudes"),
        ({"capital_owners": [0, 1, 3]}, "country number 3, but there are 3"),
        ({"capital_owners": [0, 1]}, "3 capitals but 2 owners"),
        ({"place_populations": [1.0]}, "40 places but 1 populations"),
        ({"country_count": 4}, "country number 3 has no border point"),
    ],
)
def test_refusals_say_what_to_write(changed: dict[str, Any], text: str) -> None:
    with pytest.raises(OutsideValidity, match=text):
        answer(**question([(50.0, 10.0)], [500.0]) | changed)
