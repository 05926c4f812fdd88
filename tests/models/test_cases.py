"""Runs every published check in models/*/cases.yaml; a new model's checks are found by its folder."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args, get_type_hints

import numpy as np
import pytest
from ruamel.yaml import YAML

import dualtrack.models
from dualtrack.errors import OutsideValidity
from dualtrack.models import Model, models

FOLDER = Path(dualtrack.models.__file__).parent
KEYS = {"id", "case", "status", "source", "call", "inputs", "part", "expect", "within", "unit", "refuses"}
STATUSES = {"S", "S2", "R", "C"}


def _cases() -> list[Any]:
    found = []
    for path in sorted(FOLDER.glob("*/cases.yaml")):
        for case in YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))["cases"]:
            found.append(pytest.param(path.parent.name, case, id=f"{path.parent.name}-{case['id']}"))
    return found


def _part(result: Any, part: str) -> Any:
    return result[part] if isinstance(result, Mapping) else getattr(result, part)


def _arguments(inputs: Mapping[str, Any]) -> dict[str, Any]:
    return {name: np.array(value, dtype=float) if isinstance(value, list) else value for name, value in inputs.items()}


@pytest.mark.parametrize(("model", "case"), _cases())
def test_published_check(model: str, case: Mapping[str, Any]) -> None:
    assert set(case) <= KEYS
    assert case["status"] in STATUSES
    assert case["source"]
    function = getattr(importlib.import_module(f"dualtrack.models.{model}"), case["call"])
    arguments = _arguments(case["inputs"])
    if "refuses" in case:
        with pytest.raises(OutsideValidity, match=case["refuses"]):
            function(**arguments)
        return
    result = function(**arguments)
    found = _part(result, case["part"]) if "part" in case else result
    if isinstance(case["expect"], str):
        assert found == case["expect"]
        return
    within = case["within"]
    np.testing.assert_allclose(found, case["expect"], rtol=within.get("relative", 0), atol=within.get("absolute", 0))


@pytest.mark.parametrize("model", models(), ids=lambda model: model.name)
def test_model_folder_is_complete(model: Model) -> None:
    assert (FOLDER / model.name / "cases.yaml").is_file()
    assert all((model.title, model.formula, model.valid_for, model.references, model.inputs, model.outputs))
    assert bool(model.profiles) == bool(model.refusal)


@pytest.mark.parametrize("model", models(), ids=lambda model: model.name)
def test_ports_name_the_keywords_of_the_function(model: Model) -> None:
    names = set(inspect.signature(model.answer).parameters)
    if names == {"inputs"}:
        (inputs,) = get_args(get_type_hints(model.answer)["inputs"])
        names = set(get_type_hints(inputs))
    assert {each.name for each in model.inputs} == names


def test_questions_are_unique_and_inputs_answered() -> None:
    outputs = [output.question for model in models() for output in model.outputs]
    assert len(outputs) == len(set(outputs))
    asked = {each.attribute for model in models() for each in model.inputs if each.subject == "question"}
    assert asked <= set(outputs)


@pytest.mark.parametrize("model", models(), ids=lambda model: model.name)
def test_monotone_ports_name_an_input(model: Model) -> None:
    names = {each.name for each in model.inputs}
    assert {output.monotone_in for output in model.outputs if output.monotone_in} <= names


@pytest.mark.parametrize("model", models(), ids=lambda model: model.name)
def test_a_documented_model_documents_its_questions(model: Model) -> None:
    page = Path(__file__).parents[2] / "docs" / "models" / f"{model.name}.md"
    if page.is_file():
        text = page.read_text(encoding="utf-8")
        assert [output.question for output in model.outputs if f"`{output.question}`" not in text] == []
