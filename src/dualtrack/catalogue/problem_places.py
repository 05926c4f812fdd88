"""Room: catalogue. Where in a record something is wrong, by its path in the file; lines are found only when there is something to say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dualtrack.catalogue.catalogue import Catalogue
from dualtrack.catalogue.load import read_text
from dualtrack.catalogue.records import Record
from dualtrack.catalogue.yaml_file import Path, YamlFile, parse
from dualtrack.errors import Problem


@dataclass(frozen=True, slots=True)
class ProblemPlace:
    """Where in a record something is wrong, by its path in the file, and what."""

    record: Record
    path: Path
    wrong: str
    found: str
    instead: str


def problems_at(places: Iterable[ProblemPlace], catalogue: Catalogue) -> Iterator[Problem]:
    """The problems with their lines; only the files concerned are parsed again."""
    files: dict[str, YamlFile] = {}
    for place in places:
        record = place.record
        if record.file not in files:
            files[record.file] = parse(read_text(catalogue.files[record.folder, record.id]), record.file)
        field = ".".join(str(part) for part in place.path if part != "values")
        yield Problem(record.file, files[record.file].line(place.path), field, place.wrong, place.found, place.instead)
