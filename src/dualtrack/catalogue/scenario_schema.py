"""Room: catalogue. What a scenario file may hold: the question, the options as lists of measures, and what was read from a report."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from dualtrack.catalogue.measures import StationFields
from dualtrack.catalogue.schema import Closed, DayText, Id, RecordFields, Strand, Text, ValueFields


class SpanFields(Closed):
    """A stretch of the report's text, in characters counted from zero; the end is not included."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: Text


class OptionFields(Closed):
    id: Id
    name: Text
    measures: list[Id]
    status: Literal["on-the-table", "ruled-out", "proposed"] = "on-the-table"
    by: Id | None = None
    on: DayText | None = None
    said: list[SpanFields] = []
    condition: Text | None = None
    source: Id | None = None


class StatementFields(Closed):
    """What the report has somebody say: the words, who spoke (a record or the words that name him) and what it is about."""

    said: SpanFields
    speaker: Id | None = None
    speaker_words: Text | None = None
    about: list[Id] = []
    quoted: bool = False
    negated: bool = False
    strand: Strand | None = None


class AgendaFields(Closed):
    title: Text
    said: SpanFields
    about: list[Id] = []


class MentionFields(Closed):
    record: Id
    spans: list[SpanFields]


class NoteFields(Closed):
    """Something in the report's wording to remark on, or that could not be resolved, with the reason."""

    words: Text
    why: Text
    start: int | None = None
    end: int | None = None


class ReportFields(Closed):
    title: Text
    origin: Text
    media_type: Text
    sha256: Text
    published: Text | None = None
    date_because: list[Text] = []


class AssumptionFields(ValueFields):
    """A value the analyst puts in for this scenario; it needs `assumed:` with the reason."""

    subject: Id
    attribute: Text
    assumed: Text


class ScenarioFields(RecordFields):
    as_of: DayText
    holds_on: DayText | None = None
    perspectives: list[Id] = Field(["nato", "russia", "independent"], min_length=1)
    alliance: Id
    operator: Id
    systems: list[Id] = Field(min_length=1)
    deployments: list[Id] | None = None
    stations: list[StationFields] = []
    raid: Id | None = None
    treaties: list[Id] = []
    options: list[OptionFields] = []
    assumptions: list[AssumptionFields] = []
    report: ReportFields | None = None
    mentions: list[MentionFields] = []
    statements: list[StatementFields] = []
    agenda: list[AgendaFields] = []
    remarks: list[NoteFields] = []
    unresolved: list[NoteFields] = []
