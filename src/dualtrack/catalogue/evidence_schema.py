"""Room: catalogue. What a record of evidence may hold: compiled rates with their numerators and denominators, never raw rows.

A rate says what was counted over what, in which window, for which types; what was left out and why; and whose word it rests on.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from dualtrack.catalogue.schema import Closed, DateText, Id, Number, RecordFields, Text

Whole = Annotated[int, Field(ge=0)]
Percent = Annotated[Number, Field(ge=0, le=100)]


class RateFields(Closed):
    """One rate [percent]: the middle and the ends of its interval, and the counts behind it."""

    type: Id
    types: list[Text] = []
    counted: Text
    over: Text
    window: Text
    numerator: Whole
    denominator: Whole
    objects_in_mixed_rows: Whole = 0
    low: Percent
    middle: Percent
    high: Percent


class ExcludedFields(Closed):
    """What was left out of every rate, and why."""

    rows: Whole
    objects: Whole
    because: Text


class EvidenceFields(RecordFields):
    on: DateText
    unit: Literal["percent"]
    interval: Text
    method: Text
    numerator: Text
    denominator: Text
    window: Text
    one_sided: Text
    source: Id
    excluded: list[ExcludedFields] = []
    still_in_the_air_not_counted: Whole = 0
    rates: list[RateFields] = Field(min_length=1)
