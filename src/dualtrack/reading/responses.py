"""Room: reading. Which responses the report says are done, under way or considered, and which are ruled out and by whom.

May import this room's findings, marked text, voices and the words of refusal. A negation reaches to the end of its clause only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dualtrack.reading import refusal
from dualtrack.reading.findings import OnTable, RuledOut, Speaker, Unresolved
from dualtrack.reading.marked import MarkedText
from dualtrack.reading.passages import Stretch, clauses
from dualtrack.reading.spans import Span
from dualtrack.reading.voices import Voices, actor_of, speaker_at

_SCOPE_END = re.compile(r"[,.”\"]+(?=\s|$)")
_STRENGTH = {"considered": 0, "under-way": 1, "done": 2}


@dataclass(frozen=True, slots=True)
class Hit:
    """Words that stand for a response strand, with the measures they may mean; an empty strand is weapons of no named kind."""

    span: Span
    strand: str
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Responses:
    """What is on the table, what is ruled out, and what is neither beyond doubt."""

    on_table: tuple[OnTable, ...]
    ruled_out: tuple[RuledOut, ...]
    unresolved: tuple[Unresolved, ...]


def find_responses(marked: MarkedText, voices: Voices) -> Responses:
    """Judge every response the report names, clause by clause; its title is left out."""
    on_table: list[OnTable] = []
    ruled_out: list[RuledOut] = []
    unclear: list[Unresolved] = []
    hits = _hits(marked)
    for sentence in marked.sentences:
        if sentence[0] < marked.title[1]:
            continue
        for clause in clauses(marked.text, sentence):
            inside = [hit for hit in hits if clause[0] <= hit.span.start < clause[1]]
            refusals = refusal.refusals(marked.text, clause)
            if not inside and not refusals:
                continue
            for hit in inside:
                _judge(marked, voices, (clause, hit, refusals), (on_table, ruled_out, unclear))
            ruled_out += _mirroring(marked, voices, clause, refusals, inside)
            unclear += _unnamed_refusals(marked, clause, refusals, inside)
    return Responses(_merged(on_table), tuple(_distinct(ruled_out)), tuple(unclear))


def _hits(marked: MarkedText) -> list[Hit]:
    """The measures' phrases, and weapons described by their kind where no phrase stands."""
    by_span: dict[tuple[Span, str], list[str]] = {}
    for mention in marked.mentions:
        if mention.strand:
            by_span.setdefault((mention.span, mention.strand), []).append(mention.record_id)
    found = [Hit(span, strand, tuple(sorted(set(measures)))) for (span, strand), measures in by_span.items()]
    taken = [hit.span for hit in found]
    for match in refusal.WEAPONS.finditer(marked.text):
        span = marked.cut(*match.span())
        if not any(span.meets(other) for other in taken):
            found.append(Hit(span, refusal.strand_of_weapons(match.group()), ()))
    return sorted(found, key=lambda hit: hit.span.start)


Found = tuple[list[OnTable], list[RuledOut], list[Unresolved]]


def _judge(marked: MarkedText, voices: Voices, case: tuple[Stretch, Hit, list[refusal.Refusal]], found: Found) -> None:
    """Put one hit where its clause puts it: ruled out, open, or on the table."""
    clause, hit, refusals = case
    on_table, ruled_out, unclear = found
    reaching = [one for one in refusals if one.reaches(hit.span.start, hit.span.end)]
    firm = [one for one in reaching if one.kind == "rules-out"]
    by = speaker_at(voices, marked, hit.span.start)
    actor = actor_of(voices, marked, clause, hit.span.start)
    if firm and (hit.strand or refusal.DEPLOYS.search(marked.text, *clause)):
        ruled_out.append(_ruled_out(marked, voices, clause, firm[-1], hit))
        if not hit.strand:
            unclear.append(Unresolved(hit.span.text, "ruled out, but no measure says which response this is", hit.span))
    elif not hit.strand:
        return
    elif any(one.kind == "leaves-open" for one in reaching):
        on_table.append(OnTable(hit.strand, hit.span, by, actor, "considered", hit.measures))
    elif firm or any(one.kind == "denies" for one in reaching):
        unclear.append(Unresolved(hit.span.text, "stands with a negation that does not rule it out in so many words", hit.span))
    else:
        modality = refusal.modality(marked.text, clause, hit.span.start, hit.span.end) or "considered"
        on_table.append(OnTable(hit.strand, hit.span, by, actor, modality, hit.measures))


def _ruled_out(marked: MarkedText, voices: Voices, clause: Stretch, cue: refusal.Refusal, hit: Hit | None) -> RuledOut:
    start = min(cue.start, hit.span.start if hit else cue.start)
    end = _scope_end(marked, max(cue.end, hit.span.end if hit else cue.end), clause[1])
    by = speaker_at(voices, marked, start)
    actor = actor_of(voices, marked, clause, cue.start)
    if not by.record_id and not by.words and actor:
        by = Speaker(actor, marked.lexicon.name_of(actor), "the report says so of it")
    number = marked.quotation_number(start)
    condition = refusal.CONDITION.search(marked.text, end, clause[1]) or refusal.CONDITION.search(marked.text, start, clause[1])
    if condition:
        end = max(cue.end, min(end, condition.start()))
    return RuledOut(
        strand=hit.strand if hit else "",
        span=marked.cut(start, max(end, hit.span.end if hit else end)),
        quotation=None if number is None else voices.quotations[number].span,
        by=by,
        actor=actor,
        measures=hit.measures if hit else (),
        mirroring=hit is None or bool(refusal.MIRROR.search(marked.text, cue.end, end)),
        condition=marked.cut(condition.start(), clause[1]).text.rstrip('.,”" ') if condition else "",
    )


def _scope_end(marked: MarkedText, position: int, clause_end: int) -> int:
    """Where a refusal ends: at a comma, a quotation mark, another refusal or the end of the clause."""
    stop = _SCOPE_END.search(marked.text, position, clause_end)
    others = [one.start for one in refusal.refusals(marked.text, (position, clause_end))]
    end = min([stop.start() if stop else clause_end, *others])
    return end - len(" and") if marked.text[position:end].rstrip().endswith(" and") else end


def _mirroring(marked: MarkedText, voices: Voices, clause: Stretch, refusals: list[refusal.Refusal], inside: list[Hit]) -> list[RuledOut]:
    """A refusal to do as the other side does, where no measure's phrase already stands for it."""
    for cue in reversed(refusals):
        match = refusal.MIRROR.search(marked.text, cue.end, clause[1])
        if cue.kind != "rules-out" or not match or any(hit.span.meets(marked.cut(*match.span())) for hit in inside):
            continue
        return [_ruled_out(marked, voices, clause, cue, None)]
    return []


def _unnamed_refusals(marked: MarkedText, clause: Stretch, refusals: list[refusal.Refusal], inside: list[Hit]) -> list[Unresolved]:
    """A refusal of "the offer" or "the proposal" that does not say which."""
    if inside:
        return []
    found = []
    for cue in refusals:
        match = refusal.OFFER.search(marked.text, cue.end, min(clause[1], cue.end + 60))
        if cue.kind == "rules-out" and match:
            span = marked.cut(cue.start, match.end())
            found.append(Unresolved(span.text, "turned down, but the sentence does not say which response is meant", span))
    return found


def _merged(found: list[OnTable]) -> tuple[OnTable, ...]:
    """One entry for each strand, actor and speaker, at its strongest; the other places are kept with it."""
    groups: dict[tuple[str, str, str], list[OnTable]] = {}
    for one in found:
        groups.setdefault((one.strand, one.actor, one.by.record_id or one.by.words), []).append(one)
    merged = []
    for group in groups.values():
        best = max(group, key=lambda one: _STRENGTH[one.modality])
        measures = tuple(sorted({measure for one in group for measure in one.measures}))
        merged.append(replace(best, measures=measures, also=tuple(one.span for one in group if one is not best)))
    return tuple(sorted(merged, key=lambda one: one.span.start))


def _distinct(found: list[RuledOut]) -> list[RuledOut]:
    """The refusals without repeats: of two that cover the same words for the same strand, the first."""
    kept: list[RuledOut] = []
    for one in found:
        if not any(other.span.meets(one.span) and other.strand == one.strand for other in kept):
            kept.append(one)
    return kept
