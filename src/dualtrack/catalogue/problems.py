"""Room: catalogue. Turns what pydantic found into `file:line: field: what is wrong, what was found, what to write instead`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from dualtrack.catalogue.yaml_file import YamlFile
from dualtrack.errors import Problem, nearest

_WRONG = {
    "missing": "is missing",
    "extra_forbidden": "is no field here",
    "literal_error": "is not one of the allowed words",
    "string_type": "is not text",
    "float_type": "is not a number",
    "float_parsing": "is not a number",
    "int_parsing": "is not a whole number",
    "int_type": "is not a whole number",
    "list_type": "is not a list",
    "dict_type": "is not a mapping",
    "model_type": "is not a mapping",
    "model_attributes_type": "is not a mapping",
    "too_short": "is empty",
    "string_too_short": "is empty",
}
_INSTEAD = {
    "missing": "it",
    "list_type": "a list, for example [one, two]",
    "dict_type": "a mapping, for example {value: 480, unit: km}",
    "model_type": "a mapping, for example {value: 480, unit: km}",
    "model_attributes_type": "a mapping, for example {value: 480, unit: km}",
    "float_parsing": "a number without its unit; the unit goes into `unit:`",
    "float_type": "a number without its unit; the unit goes into `unit:`",
    "string_too_short": "text",
    "too_short": "at least one entry",
}

FEW_WORDS = 4
"""How many allowed words are all shown; of more than these the nearest are."""


def problems_of(error: ValidationError, file: YamlFile, schema: type[BaseModel]) -> list[Problem]:
    """Every problem pydantic found, each with its line and field and, for a misspelt one, the nearest valid name."""
    return [_problem(detail, file, schema) for detail in error.errors()]


def _problem(detail: ErrorDetails, file: YamlFile, schema: type[BaseModel]) -> Problem:
    path = tuple(part for part in detail["loc"] if part != "[key]")
    kind = detail["type"]
    field = ".".join(str(part) for part in path)
    found = _short(detail.get("input")) if kind not in ("missing", "extra_forbidden") else ""
    wrong = _WRONG.get(kind, "")
    instead = _INSTEAD.get(kind, "")
    context: Mapping[str, Any] = detail.get("ctx", {})
    if kind == "extra_forbidden":
        names = _fields_at(schema, path[:-1])
        close = nearest(str(path[-1]), names)
        instead = " or ".join(close) if close else "one of " + ", ".join(sorted(names)) if names else ""
    elif kind == "literal_error":
        expected = str(context.get("expected", ""))
        words = re.findall(r"'([^']+)'", expected)
        instead = (" or ".join(nearest(str(detail.get("input")), words)) if len(words) > FEW_WORDS else "") or expected
    elif kind == "string_pattern_mismatch":
        wrong = "does not have the form of an id or code"
        instead = "lower-case words joined by hyphens (9m729), or three capitals for a state (DEU)"
    elif kind == "value_error":
        wrong = str(context.get("error", detail["msg"]))
        found = "" if isinstance(detail.get("input"), dict) or found.strip("'\"") in wrong else found
    elif not wrong:
        wrong = detail["msg"][:1].lower() + detail["msg"][1:]
    return Problem(file.name, file.line(path), field, wrong, found, instead)


def _short(value: Any) -> str:
    text = {None: "nothing", True: "true", False: "false"}[value] if value is None or isinstance(value, bool) else repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _fields_at(schema: type[BaseModel], path: Iterable[Any]) -> list[str]:
    """The field names the schema allows at a path."""
    current: Any = schema
    in_mapping = False
    for part in path:
        if isinstance(part, int) or in_mapping:
            in_mapping = False  # a mapping's own keys (attribute names, source keys) keep the model of its values
            continue
        if isinstance(current, type) and issubclass(current, BaseModel):
            by_alias = {(info.alias or name): info for name, info in current.model_fields.items()}
            if part not in by_alias:
                return []
            annotation = by_alias[part].annotation
            in_mapping = get_origin(annotation) is dict
            current = _model_inside(annotation)
    if isinstance(current, type) and issubclass(current, BaseModel):
        return [info.alias or name for name, info in current.model_fields.items()]
    return []


def _model_inside(annotation: Any) -> Any:
    """The pydantic model inside `list[Model]`, `dict[str, Model]` or `Model | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = _model_inside(argument)
        if found is not None:
            return found
    return None
