"""Room: catalogue. One file to validated plain data, with every problem of the file reported at once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from dualtrack.catalogue.attribute import Attribute
from dualtrack.catalogue.attributes import ATTRIBUTES, KINDS
from dualtrack.catalogue.check_treaty import treaty_problems
from dualtrack.catalogue.declarations import DeclarationFields
from dualtrack.catalogue.evidence_schema import EvidenceFields
from dualtrack.catalogue.measures import MeasureFields
from dualtrack.catalogue.problems import problems_of
from dualtrack.catalogue.raid_schema import RaidFields
from dualtrack.catalogue.scenario_schema import ScenarioFields
from dualtrack.catalogue.schema import (
    ActorFields,
    ArsenalFields,
    CorrectionFields,
    DecisionFields,
    DeploymentFields,
    ExerciseFields,
    PerspectiveFields,
    PledgeFields,
    PresenceFields,
    RecordFields,
    SensorFields,
    SeriesFields,
    SystemFields,
)
from dualtrack.catalogue.treaties import TreatyFields
from dualtrack.catalogue.yaml_file import YamlFile, parse
from dualtrack.errors import Problem, RecordError, nearest

SCHEMAS: Mapping[str, type[RecordFields]] = {
    "actors": ActorFields,
    "arsenals": ArsenalFields,
    "corrections": CorrectionFields,
    "decisions": DecisionFields,
    "declarations": DeclarationFields,
    "deployments": DeploymentFields,
    "evidence": EvidenceFields,
    "exercises": ExerciseFields,
    "measures": MeasureFields,
    "perspectives": PerspectiveFields,
    "pledges": PledgeFields,
    "raids": RaidFields,
    "presence": PresenceFields,
    "scenarios": ScenarioFields,
    "sensors": SensorFields,
    "series": SeriesFields,
    "systems": SystemFields,
    "treaties": TreatyFields,
}

GIVEN_ALONE = ("treaties", "measures")
"""Folders of which a copy is often given by its path, under a name of its own."""
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def read_text(path: Path) -> str:
    """The text of a file; raises RecordError when it cannot be read or is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise RecordError([Problem(str(path), 1, "", "is not UTF-8 text", "", "the file saved as UTF-8")]) from error
    except OSError as error:
        raise RecordError([Problem(str(path), 1, "", f"cannot be read: {error.strerror}")]) from error


def load_record(path: Path, folder: str, name: str) -> dict[str, Any]:
    """Validated plain data of one record file; raises RecordError with every problem found in it."""
    data = validate(parse(read_text(path), name), folder)
    if folder != "scenarios" and data["id"] != path.stem:
        line = parse(read_text(path), name).line(("id",))
        rename = f"the file's name as {data['id']}.yaml" if folder in GIVEN_ALONE else ""
        instead = [repr(path.stem)] if not rename or ID.fullmatch(path.stem) else []
        remedy = " as the id, or ".join([*instead, rename] if rename else instead)
        raise RecordError([Problem(name, line, "id", "differs from the file's name", repr(data["id"]), remedy)])
    return data


def validate(file: YamlFile, folder: str) -> dict[str, Any]:
    """Validated plain data of a parsed file; raises RecordError with every problem found in it."""
    schema = SCHEMAS[folder]
    if not isinstance(file.data, dict):
        raise RecordError([Problem(file.name, 1, "", "is not a record", file.form, "id:, kind:, names: and the rest")])
    problems: list[Problem] = []
    plain: dict[str, Any] = {}
    try:
        fields = schema.model_validate(file.data)
        plain = fields.model_dump(mode="json", by_alias=True, exclude_none=True)
        problems += treaty_problems(fields, file) if isinstance(fields, TreatyFields) else []
    except ValidationError as error:
        problems += problems_of(error, file, schema)
    problems += _kind_problems(file, folder)
    problems += _attribute_problems(file, folder)
    problems += _source_problems(file)
    if problems:
        raise RecordError(problems)
    return plain


def _kind_problems(file: YamlFile, folder: str) -> list[Problem]:
    kind = file.data.get("kind")
    if kind is None or kind in KINDS[folder]:
        return []
    return [Problem(file.name, file.line(("kind",)), "kind", f"is no kind of {folder}", repr(kind), _allowed(kind, KINDS[folder]))]


def _allowed(found: Any, words: Sequence[str]) -> str:
    """The allowed words nearest to what was found, or all of them."""
    return " or ".join(nearest(str(found), words) or words)


def _attribute_problems(file: YamlFile, folder: str) -> list[Problem]:
    """Attributes that do not exist for the folder, and values whose form, unit or word does not fit the attribute."""
    known = ATTRIBUTES[folder]
    claims = file.data.get("claims")
    if not isinstance(claims, dict):
        return []
    problems = []
    for name, fields in claims.items():
        path = ("claims", name)
        if name not in known:
            close = nearest(name, known) or tuple(sorted(known))
            problems.append(Problem(file.name, file.line(path), ".".join(path), f"is no attribute of {folder}", "", " or ".join(close)))
            continue
        values = fields.get("values", ()) if isinstance(fields, dict) else ()
        for index, item in enumerate(values if isinstance(values, list) else ()):
            if isinstance(item, dict):
                here = (*path, "values", index)
                problems += [
                    Problem(file.name, file.line((*here, key)), f"claims.{name}.{index}.{key}", wrong, found, instead)
                    for key, wrong, found, instead in misfits(known[name], item)
                ]
    return problems


def misfits(attribute: Attribute, item: Mapping[str, Any]) -> list[tuple[str, str, str, str]]:
    """What does not fit the attribute's form, as (field, wrong, found, instead)."""
    numeric = [key for key in ("value", "low", "high", "above", "below", "at_least", "at_most") if key in item]
    return _quantity_misfits(attribute, item, numeric) if attribute.units else _word_misfits(attribute, item, numeric)


def _quantity_misfits(attribute: Attribute, item: Mapping[str, Any], numeric: list[str]) -> list[tuple[str, str, str, str]]:
    if "state" in item or "date" in item:
        key = "state" if "state" in item else "date"
        return [(key, "this attribute holds a quantity", repr(item[key]), f"a number with unit {' or '.join(attribute.units)}")]
    if item.get("unit") is None:
        return [("unit", "is missing", "", " or ".join(attribute.units))]
    if item["unit"] not in attribute.units:
        return [("unit", "is not a unit of this attribute", repr(item["unit"]), " or ".join(attribute.units))]
    if any(isinstance(item[key], int | float) and item[key] < 0 for key in numeric):
        return [(numeric[0], "is below zero", repr(item[numeric[0]]), "a number from zero up")]
    return []


def _word_misfits(attribute: Attribute, item: Mapping[str, Any], numeric: list[str]) -> list[tuple[str, str, str, str]]:
    wanted = "date: 2019-08-02" if attribute.date else "state: words"
    if numeric or "unit" in item:
        key = (numeric or ["unit"])[0]
        return [(key, "this attribute holds no quantity", repr(item[key]), wanted)]
    if attribute.date and "state" in item:
        return [("state", "this attribute holds a date", repr(item["state"]), wanted)]
    if attribute.choices and item.get("state") not in (None, *attribute.choices):
        return [("state", "is not one of the allowed words", repr(item["state"]), _allowed(item["state"], attribute.choices))]
    return []


def _source_problems(file: YamlFile) -> list[Problem]:
    """Citations without a source, and sources nobody cites."""
    sources = file.data.get("sources", {})
    if not isinstance(sources, dict):
        return []
    cited: set[str] = set()
    problems: list[Problem] = []
    _citations(file.data, (), file, sources, cited, problems)
    for key in sources:
        if key not in cited:
            line = file.line(("sources", key))
            problems.append(Problem(file.name, line, f"sources.{key}", "is cited by nothing", "", "a claim that cites it, or remove it"))
    return problems


def _citations(
    node: Any, path: tuple[str | int, ...], file: YamlFile, sources: Mapping[str, Any], cited: set[str], problems: list[Problem]
) -> None:
    if path == ("sources",):
        return
    if isinstance(node, list):
        for index, item in enumerate(node):
            _citations(item, (*path, index), file, sources, cited, problems)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key == "source" and isinstance(value, str):
                cited.add(value)
                if value not in sources:
                    close = " or ".join(nearest(value, sources)) or "a key of `sources:`"
                    where = (*path, key)
                    problems.append(Problem(file.name, file.line(where), ".".join(map(str, where)), "names no source", repr(value), close))
            else:
                _citations(value, (*path, key), file, sources, cited, problems)
