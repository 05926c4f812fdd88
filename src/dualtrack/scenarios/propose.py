"""Room: scenarios. What a report was found to say, turned into a scenario that a person can edit. May use reading and the catalogue.

Nothing is guessed: what the reading left open stays in `unresolved`, and a report that cannot be dated is refused with the remedy.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dualtrack.catalogue import Catalogue, Dates, Record
from dualtrack.catalogue.load import validate
from dualtrack.catalogue.records import record_from
from dualtrack.catalogue.yaml_file import YamlFile
from dualtrack.errors import ReportError
from dualtrack.facts import PartialDate, State
from dualtrack.reading import AgendaItem, Entry, Lexicon, Meeting, Reading, Remark, RuledOut, Span, Speaker, infer_date
from dualtrack.scenarios.scenario import members

MISSILES = frozenset({"ballistic-missile", "quasi-ballistic-missile", "aeroballistic-missile", "cruise-missile", "boost-glide-vehicle"})
BOTH_TRACKS = "both-tracks"


def lexicon_of(catalogue: Catalogue) -> Lexicon:
    """Every name of every record that a report can mention, and the phrases by which measures are spoken of."""
    entries: list[Entry] = []
    for record in catalogue.records():
        if record.folder in ("perspectives", "scenarios", "series", "deployments", "decisions"):
            continue
        sides = {office["of"] for office in record.details.get("office", ())}
        side = sides.pop() if len(sides) == 1 else ""
        entries += [Entry(name, record.id, record.kind, name=record.name, side=side) for name in record.names]
        strand = record.details.get("strand", "")
        entries += [Entry(phrase, record.id, record.kind, strand=strand, name=record.name) for phrase in record.details.get("phrases", ())]
    return Lexicon.build(entries)


def propose(reading: Reading, catalogue: Catalogue, as_of: str | None = None) -> Record:
    """The scenario record a reading proposes; raises ReportError when the report cannot be dated or names too little."""
    alliance = _most_named(reading, {"alliance"})
    if not alliance:
        raise _too_little(reading, "an alliance")
    systems, operator = _systems(reading, catalogue)
    if not systems:
        raise _too_little(reading, "a missile of a state that it names")
    day, because = _date(reading, catalogue, alliance, as_of)
    plain = {
        "id": f"report-{reading.report.sha256[:8]}",
        "kind": "scenario",
        "names": {"official": reading.report.title or f"A report on {_listed(catalogue, systems)}"},
        "summary": f"What a report says of {_listed(catalogue, systems)}, what that would mean, and how the responses it names compare.",
        "as_of": str(day),
        "perspectives": ["nato", "russia", "independent"],
        "alliance": alliance,
        "operator": operator,
        "systems": systems,
        "treaties": _named(reading, {"treaty"}),
        **_raid(catalogue, day),
        "options": options(reading, catalogue, day, (alliance, operator)),
        "report": _report(reading, because),
        "mentions": _mentions(reading),
        "statements": _statements(reading),
        "agenda": [_agenda(reading, item, systems) for item in reading.agenda],
        "remarks": [_note(found.words, found.why, found.span) for found in (*reading.remarks, *_mirrored(reading, catalogue))],
        "unresolved": [_note(found.words, found.why, found.span) for found in reading.unresolved],
    }
    name = "scenario.yaml"
    return record_from(validate(YamlFile(name, plain, {}), "scenarios"), "scenarios", name)


def options(reading: Reading, catalogue: Catalogue, day: datetime.date, sides: tuple[str, str]) -> list[dict[str, Any]]:
    """One option per response strand on the table, one per arms-control measure, both tracks together, and what was ruled out.

    `sides` are the alliance and the operator; what another actor does or refuses is no option of the alliance.
    """
    alliance, operator = sides
    ours = _own_side(catalogue, alliance, day)
    refused = [found for found in reading.ruled_out if found.actor in ours]
    known = [record for record in catalogue.records("measures") if _known_by(record, day)]
    shut = {measure for found in refused for measure in _ruled_measures(found, known)}
    made: list[dict[str, Any]] = []
    for strand, spans in _strands(reading, ours).items():
        measures = [record for record in known if record.details["strand"] == strand and record.id not in shut]
        said = [_span(span) for span in spans]
        if strand == "arms-control":
            made += [
                {"id": record.id, "name": f"Arms control: {record.name}", "measures": [record.id], "status": "on-the-table", "said": said}
                for record in measures
            ]
        elif measures:
            title = strand.replace("-", " ").capitalize()
            made.append(
                {"id": strand, "name": title, "measures": [record.id for record in measures], "status": "on-the-table", "said": said}
            )
    both = _both_tracks(made, known, operator)
    return [*made, *([both] if both else []), *_ruled_out(refused, known, day)]


def _both_tracks(made: Sequence[Mapping[str, Any]], known: Sequence[Record], operator: str) -> dict[str, Any] | None:
    """Every deterrence strand on the table with the arms-control measures that bind both sides and that nobody's side proposed."""
    by_id = {record.id: record for record in known}
    chosen = [measure for option in made for measure in option["measures"] if by_id[measure].details["track"] == "deterrence"]
    offers = [
        measure
        for option in made
        for measure in option["measures"]
        if by_id[measure].details["track"] == "arms-control"
        and not by_id[measure].details.get("proposed_by")
        and operator in by_id[measure].details.get("needs_agreement_of", ())
    ]
    if not chosen or not offers:
        return None
    return {
        "id": BOTH_TRACKS,
        "name": "Both tracks: every deterrence strand with an offer to negotiate",
        "measures": [*chosen, *offers],
        "status": "proposed",
    }


def _own_side(catalogue: Catalogue, alliance: str, day: datetime.date) -> set[str]:
    """Whose responses are the alliance's: its own, its members' and those nobody is named for."""
    codes = set(members(catalogue.record(alliance, "actors"), day))
    return {"", alliance, *(record.id for record in catalogue.records("actors") if record.details.get("iso3") in codes)}


def _ruled_out(refused: Sequence[RuledOut], known: Sequence[Record], day: datetime.date) -> list[dict[str, Any]]:
    made: dict[str, dict[str, Any]] = {}
    by_id = {record.id: record for record in known}
    for found in refused:
        for measure in _ruled_measures(found, known):
            option = made.setdefault(
                measure,
                {"id": measure, "name": by_id[measure].name, "measures": [measure], "status": "ruled-out", "on": str(day), "said": []},
            )
            if found.by.record_id:
                option["by"] = found.by.record_id
            option["said"].append(_span(found.quotation or found.span))
            if found.condition:
                option["condition"] = found.condition
    return list(made.values())


def _ruled_measures(found: RuledOut, known: Sequence[Record]) -> list[str]:
    """The measures a refusal is about: those it names, else those of its strand."""
    ids = {record.id for record in known}
    named = [measure for measure in found.measures if measure in ids]
    return named or [record.id for record in known if found.strand and record.details["strand"] == found.strand]


def _raid(catalogue: Catalogue, day: datetime.date) -> dict[str, str]:
    """The first notional raid on record by the day, to measure defences against; none where there is none."""
    found = sorted(record.id for record in catalogue.records("raids") if _known_by(record, day))
    return {"raid": found[0]} if found else {}


def _strands(reading: Reading, ours: set[str]) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {}
    for item in reading.on_table:
        if item.actor not in ours:
            continue
        found.setdefault(item.strand, []).extend((item.span, *item.also))
    return found


def _known_by(record: Record, day: datetime.date) -> bool:
    on = record.details.get("on")
    return on is None or PartialDate.parse(on).latest() <= day


def _systems(reading: Reading, catalogue: Catalogue) -> tuple[list[str], str]:
    """The missiles named whose operator is a state the report names, and that state; the state with most of them wins."""
    states = set(_named(reading, {"state"}))
    by_operator: dict[str, list[str]] = {}
    for system in _named(reading, MISSILES):
        claims = catalogue.claims(system, "operator", Dates())
        operators = {claim.value.text for claim in claims if isinstance(claim.value, State)} & states
        for operator in sorted(operators):
            by_operator.setdefault(operator, []).append(system)
    if not by_operator:
        return [], ""
    operator = max(sorted(by_operator), key=lambda name: len(by_operator[name]))
    return by_operator[operator], operator


def _date(reading: Reading, catalogue: Catalogue, alliance: str, as_of: str | None) -> tuple[datetime.date, list[str]]:
    if as_of:
        return PartialDate.parse(as_of).latest(), [f"given as {as_of}"]
    record = catalogue.record(alliance, "actors")
    meetings = [
        Meeting(
            decision.id,
            found["body"],
            datetime.date.fromisoformat(found["start"]),
            datetime.date.fromisoformat(found["end"]),
            found["place"],
        )
        for decision in catalogue.records("decisions")
        if (found := decision.details.get("meeting"))
    ]
    inference = infer_date(reading, lambda day: len(members(record, day)), meetings)
    if inference.date is None:
        raise ReportError(f"{reading.report.origin}: the report cannot be dated: {'; '.join(inference.because)}")
    return inference.date, list(inference.because)


def _too_little(reading: Reading, what: str) -> ReportError:
    return ReportError(
        f"{reading.report.origin}: the report names no {what.removeprefix('a ').removeprefix('an ')} that is on record; "
        "add records of your own with --data DIR, or write a scenario file"
    )


def _named(reading: Reading, kinds: Iterable[str]) -> list[str]:
    """The records of some kinds that the report mentions, in order of first mention."""
    wanted = set(kinds)
    return list(dict.fromkeys(mention.record_id for mention in reading.mentions if mention.kind in wanted))


def _most_named(reading: Reading, kinds: set[str]) -> str:
    found = [mention.record_id for mention in reading.mentions if mention.kind in kinds]
    return max(dict.fromkeys(found), key=found.count, default="")


def _listed(catalogue: Catalogue, systems: Sequence[str]) -> str:
    names = [catalogue.record(system, "systems").name for system in systems]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _report(reading: Reading, because: list[str]) -> dict[str, Any]:
    report = reading.report
    plain: dict[str, Any] = {
        "title": report.title or "untitled",
        "origin": report.origin,
        "media_type": report.media_type,
        "sha256": report.sha256,
        "date_because": because,
    }
    if report.published:
        plain["published"] = str(report.published)
    return plain


def _mentions(reading: Reading) -> list[dict[str, Any]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for mention in reading.mentions:
        found.setdefault(mention.record_id, []).append(_span(mention.span))
    return [{"record": record, "spans": spans} for record, spans in found.items()]


def _statements(reading: Reading) -> list[dict[str, Any]]:
    """Every quotation, paragraph by paragraph, and every sentence outside quotation marks about a system or a treaty, in order."""
    quoted = [(part, quotation.speaker, True, False) for quotation in reading.quotations for part in quotation.parts]
    told = [(found.span, found.speaker, False, found.negated) for found in reading.statements if not found.quoted]
    made = []
    for span, speaker, is_quoted, negated in sorted((*quoted, *told), key=lambda item: item[0].start):
        plain = {"said": _span(span), "quoted": is_quoted, "negated": negated, "about": _about(reading, (span,), ())}
        made.append(plain | _speaker(speaker))
    return made


def _agenda(reading: Reading, item: AgendaItem, systems: Sequence[str]) -> dict[str, Any]:
    """An agenda item; the missile response is about every system of the scenario, whether or not its words name them."""
    subject = systems if item.topic == "missile-response" else ()
    return {"title": item.title, "said": _span(item.span), "about": _about(reading, (item.span, *item.also), (*item.actors, *subject))}


def _mirrored(reading: Reading, catalogue: Catalogue) -> list[Remark]:
    """What a refusal to mirror was read as: the report does not say which weapons it means."""
    made = []
    for found in reading.ruled_out:
        if found.mirroring:
            names = " and ".join(catalogue.record(measure, "measures").name for measure in found.measures) or "no option on record"
            made.append(
                Remark(found.span.text, f"a refusal to mirror; the report does not say which weapons; read as: {names}", found.span)
            )
    return made


def _speaker(speaker: Speaker) -> dict[str, Any]:
    if speaker.record_id:
        return {"speaker": speaker.record_id}
    return {"speaker_words": speaker.words} if speaker.words else {}


def _about(reading: Reading, spans: Iterable[Span], more: Sequence[str]) -> list[str]:
    """The records named inside some stretches, and the strands spoken of there."""
    inside = [mention for mention in reading.mentions if any(span.holds(mention.span) for span in spans)]
    named = [mention.strand or mention.record_id for mention in inside]
    return list(dict.fromkeys([*named, *more]))


def _span(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.text}


def _note(words: str, why: str, span: Span) -> dict[str, Any]:
    return {"words": words, "why": why, "start": span.start, "end": span.end}
