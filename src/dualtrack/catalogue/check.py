"""Room: catalogue. The check of a whole catalogue: every id named anywhere exists, no two records share a name, disputes are in words."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dualtrack.catalogue.catalogue import Catalogue
from dualtrack.catalogue.check_conditions import misspelt_types
from dualtrack.catalogue.links import claimants, references
from dualtrack.catalogue.load import read_text
from dualtrack.catalogue.records import Record
from dualtrack.catalogue.yaml_file import Path, YamlFile, parse
from dualtrack.errors import Problem, RecordError, nearest

NEARLY_A_SYSTEM = "lists a type that is no system on record but nearly one"


def refuse_misspelt_types(treaty: Record, catalogue: Catalogue) -> None:
    """Raises RecordError for a type in a treaty's lists that is nearly a system on record, with its place in the treaty's file."""
    systems = {record_id for folder, record_id in catalogue.files if folder == "systems"}
    places = [_Place(treaty, path, NEARLY_A_SYSTEM, repr(found), near) for path, found, near in misspelt_types(treaty.details, systems)]
    problems = list(_problems(places, catalogue))
    if problems:
        raise RecordError(problems)


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found: the problems, and how many records, claims and disputes rest on what kind of source."""

    problems: tuple[Problem, ...]
    records: int
    claims: int
    disputes: int
    seen: int
    secondhand: int
    recalled: int
    assumed: int
    recalled_claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in a record something is wrong, by its path in the file, and what."""

    record: Record
    path: Path
    wrong: str
    found: str
    instead: str


def check(catalogue: Catalogue) -> Report:
    """Parse and check every record; records of files that cannot be parsed are not counted, their problems stand among the others."""
    records, problems = _parsed(catalogue)
    places = [*_name_places(records), *(place for record in records for place in _record_places(record, records))]
    problems += _problems(places, catalogue)
    checked: Counter[str] = Counter()
    recalled = []
    for record in records:
        for claim in record.claims:
            status = "assumed" if claim.assumed else record.sources[claim.source].checked.value
            checked[status] += 1
            if status == "recalled":
                recalled.append(claim.id)
    return Report(
        problems=tuple(problems),
        records=len(records),
        claims=sum(len(record.claims) for record in records),
        disputes=sum(len(record.dispute_texts) for record in records),
        seen=checked["seen"],
        secondhand=checked["secondhand"],
        recalled=checked["recalled"],
        assumed=checked["assumed"],
        recalled_claims=tuple(recalled),
    )


def _parsed(catalogue: Catalogue) -> tuple[tuple[Record, ...], list[Problem]]:
    """Every record that can be parsed, and the problems of the files that cannot."""
    try:
        return catalogue.records(), []
    except RecordError as error:
        broken = list(error.problems)
    records = []
    for folder, record_id in sorted(catalogue.files):
        with contextlib.suppress(RecordError):
            records.append(catalogue.record(record_id, folder))
    return tuple(records), broken


def _problems(places: Iterable[_Place], catalogue: Catalogue) -> Iterator[Problem]:
    """The problems with their lines; only the files concerned are parsed again."""
    files: dict[str, YamlFile] = {}
    for place in places:
        record = place.record
        if record.file not in files:
            files[record.file] = parse(read_text(catalogue.files[record.folder, record.id]), record.file)
        field = ".".join(str(part) for part in place.path if part != "values")
        yield Problem(record.file, files[record.file].line(place.path), field, place.wrong, place.found, place.instead)


def _name_places(records: tuple[Record, ...]) -> Iterator[_Place]:
    owners: dict[str, Record] = {}
    for record in records:
        if record.folder in ("perspectives", "scenarios", "series"):
            continue
        for name in dict.fromkeys(name.casefold() for name in record.names):
            if name in owners:
                yield _Place(record, ("names",), f"{name!r} is already a name of {owners[name].id}", "", "a name of its own")
            owners[name] = record


def _record_places(record: Record, records: tuple[Record, ...]) -> Iterator[_Place]:
    folders: dict[str, set[str]] = {}
    for other in records:
        folders.setdefault(other.folder, set()).add(other.id)
    folders[""] = set().union(*folders.values())
    folders["states"] = {other.details["iso3"] for other in records if "iso3" in other.details}
    for path, found, folder in (*claimants(record), *references(record)):
        known = folders.get(folder, set())
        if found not in known:
            instead = " or ".join(nearest(found, known)) or "a record's id"
            yield _Place(record, path, f"names no record{' of ' * bool(folder)}{folder}", repr(found), instead)
    if record.folder == "treaties":
        for path, found, near in misspelt_types(record.details, folders.get("systems", set())):
            yield _Place(record, path, NEARLY_A_SYSTEM, repr(found), near)
    for attribute in record.undisputed_conflicts():
        instead = "`dispute:` with what the disagreement is about"
        yield _Place(record, ("claims", attribute), "holds values that cannot all be true", "", instead)
