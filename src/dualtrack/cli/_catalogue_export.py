"""Room: cli. `dualtrack catalogue export`: the claims for a spreadsheet, the records as plain data, or as linked data with provenance."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dualtrack.catalogue.page import STALE_AFTER_DAYS
from dualtrack.cli._options import AsOf, DataFolders, HoldsOn, StaleAfter, asked_lens, opened
from dualtrack.errors import UnknownName, UserError


class Format(StrEnum):
    """How the records are written."""

    CSV = "csv"
    JSON = "json"
    JSONLD = "jsonld"


def export(  # noqa: PLR0913  one parameter per option
    subjects: Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="Records by id or name; all when left out.")] = None,
    *,
    form: Annotated[Format, typer.Option("--format", help="csv: a row a claim; json: records whole; jsonld: with W3C PROV.")] = Format.CSV,
    kind: Annotated[str, typer.Option("--kind", metavar="FOLDER", help="Only this folder: systems, actors, treaties ...")] = "",
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write to a file instead of standard output.")] = None,
    as_of: AsOf = None,
    holds_on: HoldsOn = None,
    stale_after: StaleAfter = STALE_AFTER_DAYS,
    data: DataFolders = None,
) -> None:
    """Write the records out, as they are or as they stood on a date, every claim with its source."""
    from dualtrack.catalogue.export import as_csv, as_plain
    from dualtrack.catalogue.provenance import as_linked_data

    catalogue = opened(data)
    folders = sorted({folder for folder, _ in catalogue.files})
    if kind and kind not in folders:
        raise UnknownName("folder of records", kind, folders, f"--kind (one of {', '.join(folders)})")
    lens = asked_lens(catalogue, as_of, holds_on, None, stale_after)
    records = (
        tuple({one.id: one for one in (catalogue.record(subject, kind) for subject in subjects)}.values())
        if subjects
        else catalogue.records(kind)
    )
    if form is Format.CSV:
        text = as_csv(records, catalogue, lens)
    else:
        made = as_plain(records, catalogue, lens) if form is Format.JSON else as_linked_data(records, catalogue, lens)
        text = json.dumps(made, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    if out is None:
        sys.stdout.write(text)
    else:
        _write_whole(out, text)
        sys.stdout.write(f"{out}\n")


def _write_whole(path: Path, text: str) -> None:
    """Write a file whole or not at all; raises UserError with what to write instead."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError as error:
        raise UserError(f"--out: {path} cannot be written: {error.strerror}; write the path of a file in a folder that exists") from error
