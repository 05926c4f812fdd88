"""Room: catalogue. What a declaration record may hold: a table of figures declared or reported under a treaty, with printed totals.

Totals are kept as printed and added up again (`totals_of`); where the two differ the record must say so. Nothing is corrected.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import Field, model_validator

from dualtrack.catalogue.conditions import Name
from dualtrack.catalogue.records import Record
from dualtrack.catalogue.schema import Closed, DateText, Id, Number, RecordFields, Text
from dualtrack.facts import Claim, PartialDate, Quantity


class ColumnFields(Closed):
    """One figure of every row: its heading and unit."""

    title: Text
    unit: Text


class RowFields(Closed):
    """One row: what it is about, its figures, who says so, the two dates and the source; or why there is none."""

    row: Text
    party: Id | None = None
    group: Id | None = None
    as_of: DateText
    made_public: DateText
    claimant: Id
    source: Id
    values: dict[Name, Number] = Field(default_factory=dict)
    missing: Text | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _one(self) -> RowFields:
        if bool(self.values) == bool(self.missing):
            raise ValueError("a row has `values:`, or `missing:` with the reason why nothing was declared")
        return self


class TotalFields(Closed):
    """A printed total over the rows of a group or over all, with a sentence where the sum of the rows differs from it."""

    of: Text
    column: Name
    group: Id | None = None
    as_of: DateText | None = None
    printed: Number
    claimant: Id
    source: Id
    mismatch: Text | None = None


class DeclarationFields(RecordFields):
    """A table of figures under a treaty."""

    treaty: Id
    columns: dict[Name, ColumnFields] = Field(min_length=1)
    rows: list[RowFields] = Field(min_length=1)
    totals: list[TotalFields] = Field(default_factory=list)

    @model_validator(mode="after")
    def _hangs_together(self) -> DeclarationFields:
        used = {name for row in self.rows for name in row.values} | {total.column for total in self.totals}
        wrong = [f"no column is called {name!r}; write {' or '.join(self.columns)}" for name in sorted(used - set(self.columns))]
        groups = {row.group for row in self.rows}
        wrong += [f"no row is of group {total.group!r}" for total in self.totals if total.group and total.group not in groups]
        for total in self.totals:
            computed = _sum(self.model_dump(mode="json", exclude_none=True), total.column, total.group or "", total.as_of or "")
            if computed != total.printed and not total.mismatch:
                wrong.append(
                    f"the total of {total.of} is printed as {total.printed:,.10g} and the rows add up to {computed:,.10g}; "
                    "write `mismatch:` with what is known of the difference, or mend the rows"
                )
            if computed == total.printed and total.mismatch:
                wrong.append(f"the total of {total.of} closes, so take its `mismatch:` away")
        if wrong:
            raise ValueError("; ".join(wrong))
        return self


@dataclass(frozen=True, slots=True)
class Total:
    """A total as printed and as the rows add up, and what the record says of a difference."""

    of: str
    unit: str
    printed: float
    computed: float
    mismatch: str
    claimant: str
    source: str

    @property
    def closes(self) -> bool:
        """Whether the two agree."""
        return self.printed == self.computed


def totals_of(record: Record) -> tuple[Total, ...]:
    """Every printed total of a declaration beside the sum of its rows."""
    details = record.details
    return tuple(
        Total(
            of=item["of"],
            unit=details["columns"][item["column"]]["unit"],
            printed=item["printed"],
            computed=_sum(details, item["column"], item.get("group", ""), item.get("as_of", "")),
            mismatch=item.get("mismatch", ""),
            claimant=item["claimant"],
            source=item["source"],
        )
        for item in details.get("totals", ())
    )


def _sum(details: Mapping[str, Any], column: str, group: str, as_of: str) -> float:
    rows = [row for row in details["rows"] if (not group or row.get("group") == group) and (not as_of or row["as_of"] == as_of)]
    return float(sum(row["values"][column] for row in rows if column in row.get("values", {})))


def claims_of(record: Record, row: Mapping[str, Any]) -> dict[str, Claim]:
    """The figures of one row as claims, by column."""
    number = record.details["rows"].index(row) + 1
    return {
        column: Claim(
            subject=record.id,
            attribute=column,
            value=Quantity.exactly(value, record.details["columns"][column]["unit"]),
            as_of=PartialDate.parse(row["as_of"]),
            made_public=PartialDate.parse(row["made_public"]),
            claimant=row["claimant"],
            source=row["source"],
            note=row.get("note", ""),
            number=number,
        )
        for column, value in row.get("values", {}).items()
    }
