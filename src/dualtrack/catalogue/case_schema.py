"""Room: catalogue. A file of cases a lawyer can read: `name / as_of / facts / expect`, one file per treaty. The schema and its reading."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from dualtrack.catalogue.load import read_text
from dualtrack.catalogue.problems import problems_of
from dualtrack.catalogue.schema import Closed, DayText, Id, Text
from dualtrack.catalogue.yaml_file import YamlFile, parse
from dualtrack.errors import Problem, RecordError

Facts = dict[str, Any]
"""By attribute: words, a number or `480 km`, a mapping as a claim has it (`{low: 450, high: 600, unit: km}`), or nothing for unknown."""


class ExpectFields(Closed):
    compliance: Text | None = None
    conduct_compliance: Text | None = None
    outcome: Text | None = None
    conduct: Text | None = None
    range_class: Text | None = Field(None, alias="class")
    breaks: list[Id] | None = None
    not_yet: list[Id] | None = None
    duties: dict[Id, Text] = {}
    turns_on: list[Text] = []
    says: Text | None = None
    in_force: Text | None = None


class CaseFields(Closed):
    name: Text
    as_of: DayText | None = None
    subject: Id | None = None
    party: Id | None = None
    facts: Facts = {}
    others: Facts = {}
    expect: ExpectFields
    note: Text | None = None


class CaseFileFields(Closed):
    treaty: Id
    party: Id
    as_of: DayText
    in_force: DayText | None = None
    usual: Facts = {}
    cases: list[CaseFields] = Field(min_length=1)


def load_cases(path: Path) -> tuple[dict[str, Any], YamlFile]:
    """A file of cases as plain data, and the file for its lines; raises RecordError with every problem found in its form."""
    file = parse(read_text(path), str(path))
    if not isinstance(file.data, dict):
        raise RecordError([Problem(file.name, 1, "", "is no file of cases", file.form, "treaty:, party:, as_of: and cases:")])
    try:
        return CaseFileFields.model_validate(file.data).model_dump(mode="json", by_alias=True, exclude_unset=True), file
    except ValidationError as error:
        raise RecordError(problems_of(error, file, CaseFileFields)) from error
