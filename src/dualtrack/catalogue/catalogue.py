"""Room: catalogue. All records, shipped and the user's own laid over them, answered by id, date and perspective.

A record is parsed when it is asked for; asking for all of them goes through the cache (`snapshot.py`).
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dualtrack.catalogue import snapshot
from dualtrack.catalogue.attributes import ATTRIBUTES
from dualtrack.catalogue.load import load_record
from dualtrack.catalogue.records import Record, record_from
from dualtrack.errors import Problem, RecordError, UnknownName, UserError
from dualtrack.facts import Claim, Perspective, Resolved, Unknown, resolve
from dualtrack.facts.perspective import visible

SHIPPED = Path(__file__).resolve().parent.parent / "data"
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Dates:
    """What had been made public by `known_by`, about how things stood on `holds_on`; None leaves a side open."""

    known_by: datetime.date | None = None
    holds_on: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The records of one or more folders of the shape of `data/`; a later folder's record replaces an earlier one's."""

    files: Mapping[Key, Path]
    roots: tuple[Path, ...]
    _records: dict[Key, Record] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def open(cls, *extra: Path) -> Catalogue:
        """The shipped records with the user's folders laid over them; raises UserError for a folder that is none."""
        roots = (SHIPPED, *extra)
        files: dict[Key, Path] = {}
        for root in roots:
            files.update(_files_of(root))
        return cls(files, roots)

    def has(self, record_id: str, folder: str = "") -> bool:
        """Whether some record has this id."""
        return self._key(record_id, folder) is not None

    def record(self, record_id: str, folder: str = "") -> Record:
        """One record by id or by any of its names; raises UnknownName with the nearest ones."""
        key = self._key(record_id, folder) or self._key_by_name(record_id, folder)
        if key is None:
            ids = sorted({known for kind, known in self.files if not folder or kind == folder})
            raise UnknownName(_noun(folder), record_id, ids)
        if key not in self._records:
            self._records[key] = record_from(load_record(self.files[key], key[0], self._shown(key)), key[0], self._shown(key))
        return self._records[key]

    def records(self, folder: str = "") -> tuple[Record, ...]:
        """Every record, or every record of one folder, sorted by folder and id."""
        self._load_all()
        return tuple(self._records[key] for key in sorted(self.files) if not folder or key[0] == folder)

    def perspective(self, perspective_id: str) -> Perspective:
        """A perspective by id; raises UnknownName."""
        record = self.record(perspective_id, "perspectives")
        return Perspective(record.id, record.name, tuple(record.details["claimants"]))

    def claims(self, record_id: str, attribute: str, dates: Dates) -> tuple[Claim, ...]:
        """The claims about an attribute that were public and hold on the dates."""
        return visible(self.record(record_id).of(attribute), dates.known_by, dates.holds_on)

    def resolve(self, record_id: str, attribute: str, perspective: Perspective, dates: Dates) -> Resolved:
        """What a perspective makes of an attribute on the dates; unknown with a reason where nobody spoke."""
        record = self.record(record_id)
        if attribute in record.unknowns:
            return Resolved(Unknown(record.unknowns[attribute]), ())
        return resolve(self.claims(record_id, attribute, dates), perspective)

    def fingerprint(self) -> str:
        """A hash of every record file's name and content: the same records give the same fingerprint."""
        digest = hashlib.sha256()
        for key in sorted(self.files):
            digest.update("/".join(key).encode() + b"\0" + hashlib.sha256(self.files[key].read_bytes()).digest())
        return digest.hexdigest()

    def add(self, record: Record) -> Catalogue:
        """This catalogue with one more record laid over it, from a file of the user's."""
        self._load_all()
        key = (record.folder, record.id)
        return Catalogue({**self.files, key: Path(record.file)}, self.roots, {**self._records, key: record})

    def _key(self, record_id: str, folder: str) -> Key | None:
        folders = (folder,) if folder else sorted(ATTRIBUTES, key=lambda name: name == "perspectives")
        return next(((name, record_id) for name in folders if (name, record_id) in self.files), None)

    def _key_by_name(self, name: str, folder: str) -> Key | None:
        folded = name.casefold()
        for record in self.records(folder):
            if record.folder != "perspectives" and folded in (known.casefold() for known in record.names):
                return (record.folder, record.id)
        return None

    def _shown(self, key: Key) -> str:
        path = self.files[key]
        return "/".join(key) + ".yaml" if SHIPPED in path.parents else str(path)

    def _load_all(self) -> None:
        if len(self._records) == len(self.files):
            return
        fingerprint = self.fingerprint()
        plain = snapshot.read(fingerprint)
        if plain is None or plain.keys() != {"/".join(key) for key in self.files}:
            plain = self._parse_all()
            if self.fingerprint() == fingerprint:
                snapshot.write(fingerprint, plain)
        for key in self.files:
            if key not in self._records:
                self._records[key] = record_from(plain["/".join(key)], key[0], self._shown(key))

    def _parse_all(self) -> dict[str, Any]:
        plain: dict[str, Any] = {}
        problems: list[Problem] = []
        for key in sorted(self.files):
            try:
                plain["/".join(key)] = load_record(self.files[key], key[0], self._shown(key))
            except RecordError as error:
                problems += error.problems
        if problems:
            raise RecordError(problems)
        return plain


def _files_of(root: Path) -> dict[Key, Path]:
    if not root.is_dir():
        raise UserError(f"{root}: is no folder of records; write the path of a folder holding systems/, actors/ and the like")
    files: dict[Key, Path] = {}
    for folder in sorted(path for path in root.iterdir() if path.is_dir()):
        if folder.name in ATTRIBUTES:
            files.update({(folder.name, path.stem): path for path in sorted(folder.glob("*.yaml"))})
    if not files:
        raise UserError(f"{root}: holds no records; write the path of a folder holding {', '.join(sorted(ATTRIBUTES))}")
    return files


def _noun(folder: str) -> str:
    return {"series": "series", "treaties": "treaty", "": "record"}.get(folder, folder.rstrip("s"))


def cited_claimants(claims: Iterable[Claim]) -> tuple[str, ...]:
    """The claimants of some claims, each once, in order."""
    return tuple(dict.fromkeys(claim.claimant for claim in claims if claim.claimant))
