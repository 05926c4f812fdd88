"""Room: reading. Reads a report against a lexicon: one function, in the order the findings need each other.

May import errors and everything of this room. What the rules cannot tell is listed as unresolved; nothing is guessed.
"""

from __future__ import annotations

from dataclasses import dataclass

from dualtrack.errors import ReportError
from dualtrack.reading.agenda import agenda
from dualtrack.reading.attribution import attributions, quotations
from dualtrack.reading.dates import find_dates
from dualtrack.reading.findings import (
    ALLIANCE_KINDS,
    STATE_KINDS,
    SYSTEM_KINDS,
    TREATY_KINDS,
    AgendaItem,
    AllianceSize,
    FoundDate,
    FoundMeeting,
    Mention,
    OnTable,
    Quotation,
    Remark,
    RuledOut,
    Statement,
    TreatyEvent,
    Unresolved,
)
from dualtrack.reading.lexicon import Lexicon
from dualtrack.reading.marked import mark
from dualtrack.reading.meetings import meetings
from dualtrack.reading.people import known_people
from dualtrack.reading.report import ReportText
from dualtrack.reading.responses import find_responses
from dualtrack.reading.statements import alliance_sizes, statements, treaty_events
from dualtrack.reading.voices import Voices
from dualtrack.reading.wording import remarks, unresolved


@dataclass(frozen=True, slots=True)
class Reading:
    """What a report was found to say. Every finding holds its stretch of `report.text`; `sides` maps people to their actors."""

    report: ReportText
    mentions: tuple[Mention, ...]
    quotations: tuple[Quotation, ...]
    statements: tuple[Statement, ...]
    treaty_events: tuple[TreatyEvent, ...]
    alliance_sizes: tuple[AllianceSize, ...]
    dates: tuple[FoundDate, ...]
    meetings: tuple[FoundMeeting, ...]
    on_table: tuple[OnTable, ...]
    ruled_out: tuple[RuledOut, ...]
    agenda: tuple[AgendaItem, ...]
    remarks: tuple[Remark, ...]
    unresolved: tuple[Unresolved, ...]
    sides: tuple[tuple[str, str], ...]


def read(report: ReportText, lexicon: Lexicon) -> Reading:
    """Read a report; raises ReportError when nothing of the subject is found in it."""
    named, unclear = lexicon.scan(report.text)
    _refuse_off_subject(report, named, lexicon)
    sizes, more = alliance_sizes(report.text, named, lexicon)
    mentions = tuple(sorted((*named, *more), key=lambda one: one.span.start))
    dates = find_dates(report.text, mentions)
    marked = mark(report.text, lexicon, mentions, dates, bool(report.title) and report.media_type == "text/plain")
    known = known_people(marked)
    said = attributions(marked, known)
    quoted = quotations(marked, said)
    voices = Voices(quoted, said, known)
    found_meetings = meetings(marked)
    responses = find_responses(marked, voices)
    left = (*unclear, *responses.unresolved, *unresolved(marked, quoted, found_meetings))
    return Reading(
        report=report,
        mentions=mentions,
        quotations=quoted,
        statements=statements(marked, voices),
        treaty_events=treaty_events(marked),
        alliance_sizes=sizes,
        dates=dates,
        meetings=found_meetings,
        on_table=responses.on_table,
        ruled_out=responses.ruled_out,
        agenda=agenda(marked),
        remarks=remarks(marked, found_meetings),
        unresolved=tuple(sorted(left, key=lambda one: one.span.start)),
        sides=tuple(sorted((person, facts.side) for person, facts in known.items())),
    )


def _refuse_off_subject(report: ReportText, mentions: tuple[Mention, ...], lexicon: Lexicon) -> None:
    """A system or a treaty is the subject; so is a response strand of a state or an alliance."""
    kinds = {one.kind for one in mentions}
    if kinds & (SYSTEM_KINDS | TREATY_KINDS):
        return
    if any(one.strand for one in mentions) and kinds & (STATE_KINDS | ALLIANCE_KINDS):
        return
    systems, treaties = len(lexicon.of_kind(SYSTEM_KINDS)), len(lexicon.of_kind(TREATY_KINDS))
    raise ReportError(
        f"{report.origin}: the report is about something else: none of the systems ({systems}) and treaties "
        f"({treaties}) on record is named in it, "
        "nor a response of a state or an alliance; if it uses other names, add them as aliases in records of your own "
        "and give their folder with --data DIR"
    )
