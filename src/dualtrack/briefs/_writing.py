"""Room: briefs. Writes a brief's files, the run and the scenario, whole or not at all. May import runs, scenarios, catalogue and errors.

The name's underscore says that this is no output of its own.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dualtrack.catalogue.load import validate
from dualtrack.catalogue.yaml_file import parse
from dualtrack.errors import UserError
from dualtrack.facts import PartialDate, Source
from dualtrack.runs import Run

SCENARIO = "scenario.yaml"
RUN = "run.nc"


def write_whole(folder: Path, rendered: Mapping[str, bytes], run: Run) -> tuple[Path, ...]:
    """Write the rendered files, `run.nc` and `scenario.yaml` into a folder, all or none; returns their paths.

    A `scenario.yaml` already there that says the same is left as it is; one that says something else, because a person may have
    edited it, is kept as `scenario-<8 hex digits of its SHA-256>.yaml`, which is then among the paths. Raises UserError when the
    folder cannot be made or written to.
    """
    folder = folder.absolute()
    with _refused(folder), _made(folder), tempfile.TemporaryDirectory(prefix=".dualtrack-", dir=folder) as temporary:
        new, old = Path(temporary) / "new", Path(temporary) / "old"
        new.mkdir()
        old.mkdir()
        kept = _produce(new, folder, rendered, run)
        _move_in(new, folder, old)
    names = [*rendered, RUN, SCENARIO, *kept]
    return tuple(folder / name for name in names)


def _produce(new: Path, folder: Path, rendered: Mapping[str, bytes], run: Run) -> list[str]:
    """Write every file into the folder `new`; returns the name under which an earlier scenario is kept, if one is."""
    from dualtrack.runs import store
    from dualtrack.scenarios.writing import scenario_text

    for name, content in rendered.items():
        (new / name).write_bytes(content)
    store.save(run, new / RUN)
    plain = scenario_as_run(run)
    there = folder / SCENARIO
    before = there.read_bytes() if there.is_file() else b""
    if before and _says(before) == _compared(plain):
        return []
    text = scenario_text(plain).encode()
    (new / SCENARIO).write_bytes(text)
    if not before or before == text:
        return []
    kept = f"scenario-{hashlib.sha256(before).hexdigest()[:8]}.yaml"
    (new / kept).write_bytes(before)
    return [kept]


def scenario_as_run(run: Run) -> dict[str, Any]:
    """The scenario in plain types, with its names and sources, and with the dates and perspectives that the run was asked for."""
    from dualtrack.runs import store

    plain, scenario = store.scenario_plain(run), run.scenario
    record = scenario.record
    plain["names"] |= {"nato": record.nato_name} if record.nato_name else {}
    plain["names"] |= {"aliases": list(record.aliases)} if record.aliases else {}
    plain["sources"] = {key: _source(source) for key, source in record.sources.items()}
    if PartialDate.parse(plain["as_of"]).earliest() != scenario.dates.known_by:
        plain["as_of"] = str(scenario.dates.known_by)
    held = plain.get("holds_on") or plain["as_of"]
    if PartialDate.parse(held).earliest() != scenario.dates.holds_on:
        plain["holds_on"] = str(scenario.dates.holds_on)
    plain["perspectives"] = [view.id for view in scenario.perspectives]
    return plain


def _source(source: Source) -> dict[str, str]:
    fields = {field.name: getattr(source, field.name) for field in dataclasses.fields(source)}
    return {**{name: text for name, text in fields.items() if text and name != "id"}, "checked": source.checked.value}


def _says(content: bytes) -> dict[str, Any] | None:
    """What a scenario file says, in plain types; None for a file that is no scenario."""
    try:
        return _compared(validate(parse(content.decode("utf-8-sig"), SCENARIO), "scenarios"))
    except (UserError, UnicodeDecodeError):
        return None


def _compared(plain: Mapping[str, Any]) -> dict[str, Any]:
    """A scenario without its empty parts, so that two files can be compared."""
    return {key: value for key, value in _bare(json.loads(json.dumps(dict(plain)))).items() if value not in ({}, [], None)}


def _bare(value: Any) -> Any:
    """A value without the empty lists, mappings and blanks inside it."""
    if isinstance(value, dict):
        return {key: _bare(inner) for key, inner in value.items() if inner not in ({}, [], None)}
    return [_bare(inner) for inner in value] if isinstance(value, list) else value


def _move_in(new: Path, folder: Path, old: Path) -> None:
    """Move every file of `new` into the folder; on a failure those already moved go, and what was there before comes back."""
    moved: list[str] = []
    try:
        for path in sorted(new.iterdir()):
            target = folder / path.name
            if target.is_file() or target.is_symlink():
                target.replace(old / path.name)
            moved.append(path.name)
            path.replace(target)
    except BaseException:
        for name in moved:
            if not (folder / name).is_dir():
                (folder / name).unlink(missing_ok=True)
            if (old / name).exists():
                (old / name).replace(folder / name)
        raise


@contextlib.contextmanager
def _refused(folder: Path) -> Iterator[None]:
    """Turn a failure of the file system into a UserError that names the folder."""
    try:
        yield
    except OSError as error:
        raise UserError(f"--out: {folder} cannot be written to ({error.strerror or error}); write the path of a folder of yours") from error


@contextlib.contextmanager
def _made(folder: Path) -> Iterator[None]:
    """Make a folder and those above it; on a failure inside, remove again what was made."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        if missing:
            shutil.rmtree(missing[-1], ignore_errors=True)
        raise
