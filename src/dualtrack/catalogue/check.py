"""Room: catalogue. The check of a whole catalogue: every id named anywhere exists, no two records share a name, disputes are in words."""

from __future__ import annotations

import contextlib
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dualtrack.catalogue.catalogue import Catalogue
from dualtrack.catalogue.check_claims import date_places, sum_places
from dualtrack.catalogue.check_conditions import misspelt_types
from dualtrack.catalogue.ledger import ledger_places, lost_records
from dualtrack.catalogue.links import claimants, references
from dualtrack.catalogue.problem_places import ProblemPlace, problems_at
from dualtrack.catalogue.records import Record
from dualtrack.errors import Problem, RecordError, nearest
from dualtrack.facts.claim import differ

NEARLY_A_SYSTEM = "lists a type that is no system on record but nearly one"


def refuse_misspelt_types(treaty: Record, catalogue: Catalogue) -> None:
    """Raises RecordError for a type in a treaty's lists that is nearly a system on record, with its place in the treaty's file."""
    systems = {record_id for folder, record_id in catalogue.files if folder == "systems"}
    places = [
        ProblemPlace(treaty, path, NEARLY_A_SYSTEM, repr(found), near) for path, found, near in misspelt_types(treaty.details, systems)
    ]
    problems = list(problems_at(places, catalogue))
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
    parsed: tuple[Record, ...]


def check(catalogue: Catalogue) -> Report:
    """Parse and check every record; records of files that cannot be parsed are not counted, their problems stand among the others."""
    records, problems = _parsed(catalogue)
    known = _ids(records)
    places = [*_name_places(records), *(place for record in records for place in _record_places(record, known))]
    places += [place for record in records for place in (*date_places(record), *sum_places(record))]
    problems += [
        *problems_at(places, catalogue),
        *problems_at(ledger_places(records, catalogue), catalogue),
        *lost_records(records, catalogue),
    ]
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
        parsed=records,
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


def _name_places(records: tuple[Record, ...]) -> Iterator[ProblemPlace]:
    owners: dict[str, Record] = {}
    for record in records:
        if record.folder in ("perspectives", "scenarios"):
            continue
        for folded, name in {_folded(name): name for name in record.names}.items():
            if folded in owners:
                yield ProblemPlace(record, ("names",), f"{name!r} is already a name of {owners[folded].id}", "", "a name of its own")
            owners[folded] = record


def _folded(name: str) -> str:
    """A name without capitals, accents and hyphens: two records may not differ in these alone."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(letter))
    return " ".join(plain.replace("-", " ").split())


def _ids(records: tuple[Record, ...]) -> Mapping[str, set[str]]:
    """The ids of every folder, of all folders under the empty name, and the codes of the states."""
    folders: dict[str, set[str]] = {}
    for record in records:
        folders.setdefault(record.folder, set()).add(record.id)
    folders[""] = set().union(*folders.values())
    folders["states"] = {record.details["iso3"] for record in records if "iso3" in record.details}
    return folders


def _record_places(record: Record, folders: Mapping[str, set[str]]) -> Iterator[ProblemPlace]:
    for path, found, folder in (*claimants(record), *references(record)):
        known = folders.get(folder, set())
        if found not in known:
            instead = " or ".join(nearest(found, known)) or "a record's id"
            yield ProblemPlace(record, path, f"names no record{' of ' * bool(folder)}{folder}", repr(found), instead)
    if record.folder == "treaties":
        for path, found, near in misspelt_types(record.details, folders.get("systems", set())):
            yield ProblemPlace(record, path, NEARLY_A_SYSTEM, repr(found), near)
    for attribute in record.dispute_texts:
        if not differ(record.of(attribute)):
            wrong = "is said of claims that all say the same"
            yield ProblemPlace(record, ("claims", attribute, "dispute"), wrong, "", "claims of both sides, or a note on the claim")
    for attribute in record.undisputed_conflicts():
        instead = "`dispute:` with what the disagreement is about"
        yield ProblemPlace(record, ("claims", attribute), "holds values that cannot all be true", "", instead)
