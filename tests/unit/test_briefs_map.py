"""The maps: right projection, nothing across the antimeridian, no label over another, the same bytes again."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import numpy as np
import pytest
from sample_document import europe, pacific

from dualtrack.briefs._key import key_entries
from dualtrack.briefs._labels import Wanted, arrange, box_of, crosses, overlap
from dualtrack.briefs._map import svg
from dualtrack.briefs._projection import land, round_step, view_of
from dualtrack.briefs._style import RING_STYLES, ring_style


def test_a_map_is_one_picture_of_its_own() -> None:
    root = ElementTree.fromstring(svg(europe()))
    assert root.tag.endswith("svg")
    names = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(names) == len(set(names))
    assert all(name and name.startswith("map-9m729-low-") for name in names)
    assert "http" not in svg(europe()).replace('xmlns="http://www.w3.org/2000/svg"', "")


def test_the_same_figure_gives_the_same_bytes() -> None:
    first = svg(pacific())
    svg.cache_clear()
    assert svg(pacific()) == first


def test_europe_is_shown_in_its_own_projection_and_the_rest_about_its_middle() -> None:
    assert "LAEA Europe" in view_of(europe()).transformer.target_crs.name
    east, north = view_of(pacific()).transformer.transform(-177.5, 63.0)
    assert abs(east) < 1.0
    assert abs(north) < 1.0


@pytest.mark.parametrize("figure", [europe(), pacific()], ids=["europe", "pacific"])
def test_every_site_and_its_rings_are_on_the_page(figure: object) -> None:
    view = view_of(figure)
    for point in figure.points:
        if point.role == "site":
            assert view.shows(*(float(value) for value in view.place(point.longitude, point.latitude)))


def test_a_ring_stays_a_circle_across_the_antimeridian() -> None:
    view, ring = view_of(pacific()), pacific().rings[0]
    x, y = view.place(ring.longitudes, ring.latitudes)
    centre = view.place(177.5, 64.73)
    radii = np.hypot(x - centre[0], y - centre[1])
    assert radii.max() / radii.min() < 1.01
    assert max(np.hypot(*np.subtract(after, before)) for before, after in pairwise(zip(x, y, strict=True))) < 3.0


def test_land_keeps_inside_the_map_and_has_no_seam() -> None:
    view = view_of(pacific())
    shapes = land(view)
    assert {"RUS", "USA"} <= set(shapes)
    assert "ISL" not in shapes
    west, south, east, north = shapes["RUS"][0].bounds
    assert min(west, south) >= -2.001
    assert east <= view.width_pt + 2.001
    assert north <= view.height_pt + 2.001
    seam = np.column_stack(view.place(np.full(9, 180.0), np.linspace(66.5, 68.0, 9)))
    import shapely

    assert shapely.distance(shapely.points(seam), shapes["RUS"][1]).min() > 0.1
    assert shapely.distance(shapely.points(seam), shapes["RUS"][0]).max() < 0.2


def test_a_pole_and_the_whole_earth_can_be_shown() -> None:
    arctic = replace(europe(), id="arctic", bounds=(-180.0, 60.0, 180.0, 90.0), rings=(), points=())
    assert {"RUS", "CAN", "GRL", "NOR"} <= set(land(view_of(arctic)))
    earth = replace(europe(), id="earth", bounds=(-180.0, -60.0, 180.0, 85.0))
    assert ElementTree.fromstring(svg(earth)) is not None


def test_a_figure_without_rings_points_or_key_is_still_a_map() -> None:
    bare = replace(europe(), id="bare", rings=(), points=(), highlighted=(), key=())
    assert key_entries(bare) == ()
    assert ElementTree.fromstring(svg(bare)) is not None


def test_no_label_covers_another_or_a_mark() -> None:
    wanted = [Wanted(f"town {index}", 60.0 + 7.0 * (index % 5), 60.0 + 6.0 * (index // 5), 40.0, 9.0, 1 + index % 2) for index in range(25)]
    marks = [(label.x - 3.0, label.y - 3.0, label.x + 3.0, label.y + 3.0) for label in wanted]
    placed = arrange(wanted, marks, 360.0, 250.0)
    boxes = [box_of(label) for label in placed]
    assert 5 <= len(placed) <= 25
    assert not [1 for index, box in enumerate(boxes) for other in [*boxes[:index], *marks] if overlap(box, other)]


def test_a_site_is_always_named() -> None:
    sites = [Wanted("site", 50.0, 50.0, 40.0, 9.0, 0) for _ in range(3)]
    everything = [(0.0, 0.0, 100.0, 100.0)]
    assert len(arrange(sites, everything, 100.0, 100.0)) == 3
    assert arrange([replace(sites[0], rank=1)], everything, 100.0, 100.0) == ()


def test_a_line_through_a_box_is_found() -> None:
    assert crosses((0.0, 0.0), (10.0, 10.0), (4.0, 4.0, 6.0, 6.0))
    assert not crosses((0.0, 0.0), (10.0, 0.0), (4.0, 4.0, 6.0, 6.0))
    assert not crosses((0.0, 0.0), (3.0, 3.0), (4.0, 4.0, 6.0, 6.0))


def test_rings_differ_by_line_as_well_as_by_colour() -> None:
    assert len({str(dashes) for _, dashes in RING_STYLES}) == len({colour for colour, _ in RING_STYLES}) == len(RING_STYLES)
    assert ring_style(len(RING_STYLES)) == ring_style(0)


@pytest.mark.parametrize(("span", "step"), [(1.0, 1.0), (7.3, 5.0), (480.0, 200.0), (0.03, 0.02)])
def test_a_scale_bar_has_a_round_length(span: float, step: float) -> None:
    assert round_step(span) == pytest.approx(step)
