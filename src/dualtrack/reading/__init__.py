"""Room: reading. From a public report to what it says, with the stretch of text each finding rests on.

May import facts and errors. `load_report` opens a report, `read` reads it against a `Lexicon`, `infer_date` finds its day.
"""

from dualtrack.reading.dates import find_dates, resolved
from dualtrack.reading.findings import (
    AgendaItem,
    AllianceSize,
    FoundDate,
    FoundMeeting,
    Mention,
    OnTable,
    Quotation,
    Remark,
    RuledOut,
    Speaker,
    Statement,
    TreatyEvent,
    Unresolved,
    plain,
)
from dualtrack.reading.lexicon import Entry, Lexicon
from dualtrack.reading.read import Reading, read
from dualtrack.reading.report import ReportText, load_report, report_from_bytes
from dualtrack.reading.report_date import DateInference, Meeting, infer_date
from dualtrack.reading.spans import Span

__all__ = [
    "AgendaItem",
    "AllianceSize",
    "DateInference",
    "Entry",
    "FoundDate",
    "FoundMeeting",
    "Lexicon",
    "Meeting",
    "Mention",
    "OnTable",
    "Quotation",
    "Reading",
    "Remark",
    "ReportText",
    "RuledOut",
    "Span",
    "Speaker",
    "Statement",
    "TreatyEvent",
    "Unresolved",
    "find_dates",
    "infer_date",
    "load_report",
    "plain",
    "read",
    "report_from_bytes",
    "resolved",
]
