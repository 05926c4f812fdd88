"""The JSON brief: as its schema says, whole, and without noise."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from sample_document import EMBASSY, HIGH, document

from dualtrack.briefs.json import SCHEMA, SCHEMA_VERSION, render, schema
from dualtrack.facts import Checked
from dualtrack.outline.document import Footnote, Trace


@pytest.fixture(scope="module")
def brief() -> dict[str, Any]:
    written: dict[str, Any] = json.loads(render(document()))
    return written


def faults(brief: dict[str, Any]) -> list[str]:
    return [error.json_path for error in Draft202012Validator(schema()).iter_errors(brief)]


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())
    assert schema()["$id"] == SCHEMA
    assert schema()["properties"]["schema_version"]["const"] == SCHEMA_VERSION


def test_the_brief_keeps_to_its_schema(brief: dict[str, Any]) -> None:
    assert faults(brief) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda brief: brief.pop("footnotes"),
        lambda brief: brief.update(extra=1),
        lambda brief: brief["sections"][0]["blocks"][0].update(role="loud"),
        lambda brief: brief["sections"][0]["blocks"][0]["line"].append({"type": "text", "words": "24 capitals"}),
        lambda brief: brief["sections"][0]["blocks"][0]["line"].append({"type": "slot", "kind": "number", "words": "24"}),
        lambda brief: brief["footnotes"][0].update(trace={"label": "reported"}),
        lambda brief: next(iter(brief["sources"].values())).update(checked="read"),
    ],
)
def test_the_schema_is_closed_and_refuses_untraced_numbers(brief: dict[str, Any], change: Any) -> None:
    broken = copy.deepcopy(brief)
    change(broken)
    assert faults(broken)


def test_an_open_bound_is_null_and_whole_numbers_stay_whole(brief: dict[str, Any]) -> None:
    value = brief["claims"]["9m729.range_max.2"]["value"]
    assert (value["form"], value["low"], value["high"], value["unit"]) == ("above", 500, None, "km")
    assert isinstance(value["low"], int)
    assert b"NaN" not in render(document())


def test_traces_lead_to_claims_and_sources_of_the_same_file(brief: dict[str, Any]) -> None:
    for note in brief["footnotes"]:
        assert set(note["trace"].get("claims", ())) <= set(brief["claims"])
        assert set(note["trace"].get("sources", ())) <= set(brief["sources"])
    assert {entry["source"] for entry in brief["source_list"]} <= set(brief["sources"])


def test_two_sources_of_one_id_are_kept_apart() -> None:
    other = replace(EMBASSY, title="Another statement", checked=Checked.RECALLED)
    twice = replace(document(), footnotes=(Footnote(1, "twice", Trace(claims=(HIGH,), sources=(EMBASSY, other))),))
    written = json.loads(render(twice))
    assert written["footnotes"][0]["trace"]["sources"] == [EMBASSY.id, f"{EMBASSY.id}-2"]
    assert written["sources"][f"{EMBASSY.id}-2"]["title"] == "Another statement"


def test_maps_are_features(brief: dict[str, Any]) -> None:
    figure = brief["sections"][1]["blocks"][1]
    kinds = [feature["geometry"]["type"] for feature in figure["map"]["features"]]
    assert kinds.count("LineString") == 8
    assert kinds.count("Point") == 34
    east, north = figure["map"]["features"][0]["geometry"]["coordinates"][0]
    assert (round(east, 4), round(north, 4)) == (east, north)
