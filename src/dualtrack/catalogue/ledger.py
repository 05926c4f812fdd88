"""Room: catalogue. The claims as they were published, one line each, and the rule that none changes without a correction on record.

`data/published.txt` is written by `tools/publish_claims.py` for a release; a claim in it that no longer stands as written must be named
by a record in `data/corrections/`. Claims that are new, and records of the user's own, are not in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from dualtrack.catalogue.catalogue import Catalogue
from dualtrack.catalogue.problem_places import ProblemPlace
from dualtrack.catalogue.records import Record
from dualtrack.catalogue.yaml_file import Path as Place
from dualtrack.errors import Problem
from dualtrack.facts import Claim

PUBLISHED = "published.txt"
"""The file beside the folders of the shipped records."""


def claim_line(claim: Claim) -> str:
    """What a claim says, in one line: value, the dates, who says it, by which source of its record."""
    until = f" until {claim.until}" if claim.until else ""
    said = "assumed" if claim.assumed else f"public {claim.made_public}, {claim.claimant}, {claim.source}"
    held = f", as of {claim.as_of}{until}" if claim.as_of else ""
    return f"{claim.value}{held}, {said}"


def ledger_lines(record: Record) -> Iterator[str]:
    """The lines of one record: `folder/id attribute: ` and what each claim says."""
    for claim in record.claims:
        yield f"{record.folder}/{record.id} {claim.attribute}: {claim_line(claim)}"


@cache
def published(root: Path) -> Counter[str]:
    """The lines that were published of the records under a folder; none when there is no such file yet."""
    file = root / PUBLISHED
    if not file.is_file():
        return Counter()
    return Counter(line for line in file.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))


def ledger_places(records: tuple[Record, ...], catalogue: Catalogue) -> Iterator[ProblemPlace]:
    """Published claims that changed or went without a correction, and corrections that do not fit the claims as they stand."""
    present = Counter(line for record in records for line in ledger_lines(record))
    corrected = Counter(line for record in records for line, _, _ in _changes(record))
    stands_again = {now for record in records for was, now, _ in _changes(record) if now != was}
    own = {f"{record.folder}/{record.id}" for record in records if Path(record.file).is_absolute()}
    by_id = {f"{record.folder}/{record.id}": record for record in records}
    for line in sorted(published(catalogue.roots[0]) - present - corrected):
        key, _, said = line.partition(" ")
        record = by_id.get(key)
        if key in own or record is None:
            continue
        attribute, _, was = said.partition(": ")
        path: Place = ("claims", attribute) if record.of(attribute) or attribute in record.unknowns else ("claims",)
        wrong = "was published otherwise, and no correction says why it changed"
        yield ProblemPlace(record, path, wrong, repr(was), "a record in corrections/ with this as `was:`, or the claim as it was")
    for record in records:
        for was, now, path in _changes(record):
            if now and not present[now] and not corrected[now]:
                yield ProblemPlace(
                    record, (*path, "now"), "is no claim as it stands", repr(now.partition(": ")[2]), "the claim as it is now"
                )
            if present[was] and was not in stands_again:
                yield ProblemPlace(record, (*path, "was"), "still stands", repr(was.partition(": ")[2]), "the claim as it was before")


def lost_records(records: tuple[Record, ...], catalogue: Catalogue) -> Iterator[Problem]:
    """Published records of which no file is left, and whose claims no correction withdraws."""
    withdrawn = {line for record in records for line, now, _ in _changes(record) if not now}
    lost = Counter(line.partition(" ")[0] for line in published(catalogue.roots[0]) if line not in withdrawn)
    for key in sorted(lost):
        folder, _, record_id = key.partition("/")
        if (folder, record_id) not in catalogue.files:
            wrong = "was published and is gone, and no correction says why"
            instead = "the record, or a correction with each of its lines as `was:`"
            yield Problem(f"{key}.yaml", 1, "", wrong, f"{lost[key]} claims", instead)


def _changes(record: Record) -> Iterator[tuple[str, str, Place]]:
    """The lines a correction replaces, with what replaces them, and where it says so."""
    for number, change in enumerate(record.details.get("changes", ())):
        start = f"{change['record']} {change['attribute']}: "
        yield start + change["was"], start + change["now"] if change.get("now") else "", ("changes", number)
