"""Room: cli. `dualtrack catalogue export`: the claims for a spreadsheet, the records as plain data, or as linked data with provenance."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dualtrack.catalogue.page import STALE_AFTER_DAYS
from dualtrack.cli._options import AsOf, DataFolders, HoldsOn, Kind, StaleAfter, asked_lens, known_folder, opened
from dualtrack.cli._whole_file import whole
from dualtrack.errors import UserError


class Format(StrEnum):
    """How the records are written."""

    CSV = "csv"
    JSON = "json"
    JSONLD = "jsonld"


def export(  # noqa: PLR0913  one parameter per option
    subjects: Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="Records by id or name; all when left out.")] = None,
    *,
    form: Annotated[Format, typer.Option("--format", help="csv: a row a claim; json: records whole; jsonld: with W3C PROV.")] = Format.CSV,
    kind: Kind = "",
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
    known_folder(catalogue, kind)
    lens = asked_lens(catalogue, as_of, holds_on, None, stale_after)
    named = {record.file: record for record in (catalogue.record(subject, kind) for subject in subjects or ())}
    records = tuple(named.values()) if subjects else catalogue.records(kind)
    if form is Format.CSV:
        text = as_csv(records, catalogue, lens)
    else:
        made = as_plain(records, catalogue, lens) if form is Format.JSON else as_linked_data(records, catalogue, lens)
        text = json.dumps(made, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    if out is None:
        sys.stdout.write(text)
    else:
        try:
            with whole(out) as part:
                part.write_text(text, encoding="utf-8", newline="")
        except OSError as error:
            wrong = f"--out: {out} cannot be written: {error.strerror}"
            raise UserError(f"{wrong}; write the path of a file in a folder that exists") from error
        sys.stdout.write(f"{out}\n")
