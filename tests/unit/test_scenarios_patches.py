"""What an option does to the sites, for each perspective."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from small_world import frozen, shipped, write

from dualtrack.catalogue import Catalogue
from dualtrack.scenarios import Patched, apply

EUROPEAN = {"9m729-kapustin-yar", "9m729-mozdok", "9m729-shuya"}

ADDING = """\
id: new-site
kind: measure
names: {official: A new site}
summary: Adds a site for the tests.
track: deterrence
strand: presence
patch:
  - add: {system: 9m729, operator: russia, place: {name: Luga, country: RUS, latitude: 58.74, longitude: 29.85}}
claims:
  cost: {values: [{value: 10, unit: USD million, assumed: for a test}]}
  delay: {values: [{value: 2, unit: months, assumed: for a test}]}
"""
REMOVING = """\
id: leave-shuya
kind: measure
names: {official: Leave the sites west of 42 degrees}
summary: Removes what stands in the west, whatever its range.
track: arms-control
strand: arms-control
patch:
  - remove: {operator: russia, west_of_longitude: 42}
claims:
  cost: {values: [{value: 10, unit: USD million, assumed: for a test}]}
  delay: {values: [{value: 2, unit: months, assumed: for a test}]}
"""


def patched(perspective: str, option: str = "moratorium") -> Patched:
    scenario = frozen()
    return apply(scenario.option(option), scenario, shipped(), shipped().perspective(perspective))


@pytest.mark.parametrize("perspective", ["nato", "independent"])
def test_the_moratorium_removes_the_european_sites_where_the_range_is_held_to_be_500_or_more(perspective: str) -> None:
    found = patched(perspective)
    assert {site.id for site in found.removed} == EUROPEAN
    assert [site.id for site in found.sites] == ["9m729-kamyshlov"]
    assert found.open_questions == ()


def test_on_russias_word_the_moratorium_removes_nothing() -> None:
    found = patched("russia")
    assert (found.removed, found.added, found.open_questions) == ((), (), ())
    assert found.sites == frozen().sites
    assert any(claim.claimant == "russia" for resolved in found.considered for claim in resolved.claims)


def test_a_claim_that_leaves_the_range_open_leaves_the_site_and_asks() -> None:
    assumed = [{"subject": "9m729", "attribute": "range_max", "low": 400, "high": 600, "unit": "km", "assumed": "for a test"}]
    scenario = frozen(as_of="2018-06-01", options=None, assumptions=assumed, deployments=["9m729-shuya"])
    later = frozen()
    found = apply(later.option("moratorium"), scenario, shipped(), shipped().perspective("russia"))
    assert [site.id for site in found.sites] == ["9m729-shuya"]
    assert found.open_questions == ("whether it reaches the 9M729 at Shuya turns on a claim this perspective leaves open",)


@pytest.mark.parametrize("option", ["hold", "defence", "nuclear"])
def test_an_option_without_a_patch_changes_no_site(option: str) -> None:
    for perspective in ("nato", "russia", "independent"):
        found = patched(perspective, option)
        assert (found.sites, found.removed, found.added) == (frozen().sites, (), ())


def test_the_order_of_the_measures_does_not_matter(tmp_path: Path) -> None:
    write(tmp_path, "measures", "new-site", ADDING)
    write(tmp_path, "measures", "leave-shuya", REMOVING)
    laid = Catalogue.open(tmp_path)
    seen = set()
    for order in itertools.permutations(["moratorium-2019", "new-site", "leave-shuya", "patriot-batteries"]):
        scenario = frozen(laid, options=[{"id": "all", "name": "All", "measures": list(order)}])
        for perspective in ("nato", "russia"):
            found = apply(scenario.option("all"), scenario, laid, laid.perspective(perspective))
            left, gone, new = (frozenset(site.id for site in sites) for sites in (found.sites, found.removed, found.added))
            assert not left & gone
            seen.add((perspective, left, gone, new))
    assert len(seen) == 2
    russian = next(entry for entry in seen if entry[0] == "russia")
    assert russian[1:] == (
        frozenset({"9m729-kamyshlov", "9m729-kapustin-yar", "9m729-mozdok", "new-site-1"}),
        frozenset({"9m729-shuya"}),
        frozenset({"new-site-1"}),
    )
