"""Room: outline. Binds words and numbers to what they come from. Formats what results, claims and sources hold; computes nothing."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from dualtrack.catalogue import Catalogue
from dualtrack.catalogue.page import claimant_name
from dualtrack.comparison import Summary
from dualtrack.facts import Claim, Source
from dualtrack.law import Finding, Verdict
from dualtrack.models import models
from dualtrack.outline.document import Inline, Line, Slot, Text, Trace
from dualtrack.runs import Ending, Run, Step


@dataclass(frozen=True)
class Binder:
    """Makes slots for one run."""

    run: Run
    catalogue: Catalogue

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """The names of the records whose ids stand in sentences of the law and of footnotes."""
        return {record.id: record.name for folder in ("actors", "systems", "measures") for record in self.catalogue.records(folder)}

    @cached_property
    def _ids(self) -> re.Pattern[str]:
        ordered = sorted(self._names, key=len, reverse=True)
        return re.compile(r"(?<![\w./-])(" + "|".join(map(re.escape, ordered)) + r")(?![\w/-])")

    def prose(self, text: str) -> str:
        """A sentence with the ids of records replaced by their names."""
        return self._ids.sub(lambda match: self._names[match.group(1)], text)

    def name(self, record_id: str, folder: str = "") -> Slot:
        """A record's name as the reader knows it, with NATO's name for it in brackets."""
        record = self.catalogue.record(record_id, folder)
        words = f"{record.name} ({record.nato_name})" if record.nato_name and record.nato_name != record.name else record.name
        return Slot(words, Trace(record=record.id), "name")

    def short(self, record_id: str, folder: str = "") -> Slot:
        """A record's official name alone."""
        record = self.catalogue.record(record_id, folder)
        return Slot(record.name, Trace(record=record.id), "name")

    def state(self, code: str) -> Slot:
        """A state's name by its code."""
        from dualtrack import geography

        return Slot(geography.country(code).name, Trace(record=code), "name")

    def capital(self, code: str) -> Slot:
        """A state's capital by the state's code."""
        from dualtrack import geography

        return Slot(geography.country(code).capital.name, Trace(record=code), "name")

    def words(self, text: str, record: str) -> Slot:
        """Words taken from a record, a model or a treaty's article."""
        return Slot(self.prose(text), Trace(record=record))

    def day(self, day: datetime.date | str, record: str = "") -> Slot:
        """A date of the scenario or of a record."""
        return Slot(str(day), Trace(record=record or self.run.scenario.id), "date")

    def count(self, number: int, computed: str) -> Slot:
        """A count over results or records, with what was counted in words."""
        return Slot(f"{number:,}", Trace(computed=computed), "number")

    def value(self, claim: Claim) -> Slot:
        """A claim's value, footnoted with who says it and where."""
        return Slot(str(claim.value), Trace(claims=(claim,), sources=self.sources([claim])), "number")

    def claimant(self, claim: Claim) -> Slot:
        """Who makes a claim."""
        if claim.assumed:
            return Slot("assumed here", Trace(claims=(claim,)))
        name = claimant_name(claim, self.catalogue.record(claim.subject), self.catalogue)
        return Slot(name, Trace(record=claim.claimant), "name")

    def checked(self, claim: Claim) -> Slot:
        """Whether the source of a claim was read."""
        if claim.assumed:
            return Slot("assumed", Trace(claims=(claim,)))
        source = self.catalogue.record(claim.subject).sources[claim.source]
        return Slot(source.checked.value, Trace(sources=(source,)))

    def number(self, summary: Summary, unit: str, signed: bool = False, endless: str = "never") -> Slot:
        """An answer over its draws, footnoted with its step; the words of its ending where there is no number.

        `endless` is what an infinite answer is called.
        """
        if not summary.has_value:
            return self.ending(summary.ending, summary.because)
        words = spread(summary, unit, signed).replace("never", endless)
        if summary.ending in (Ending.AT_LEAST, Ending.AT_MOST):
            words = f"{summary.ending.word} {words}"
        return Slot(words, self.step_trace(summary.step), "number")

    def ending(self, ending: Ending, because: str = "") -> Slot:
        """Why there is no number, in words."""
        return Slot(ending.word, Trace(computed=f"{ending.sentence} {because}".strip()))

    def step_trace(self, key: str) -> Trace:
        """The trace of a step: its model's formula, its label with the cause, and every claim behind it."""
        step = self.run.steps[key]
        model = next(found for found in models() if found.name == step.model)
        cause = step.weakest_input
        label = step.label.value + (f" because of {cause.input.replace('_', ' ')} ({cause.words})" if cause else "")
        if any(use.sampled for use in step.uses):
            label += "; sampled evenly inside a reported interval"
        claims = tuple(dict.fromkeys(self._claims(step)))
        return Trace(claims=claims, sources=self.sources(claims), step=key, model=model.title, label=label)

    def sources(self, claims: Iterable[Claim]) -> tuple[Source, ...]:
        """The sources of some claims, each once."""
        found = [self.catalogue.record(claim.subject).sources[claim.source] for claim in claims if claim.source]
        return tuple(dict.fromkeys(found))

    def verdict(self, verdict: Verdict) -> Slot:
        """A verdict's word, leading to the claims and articles behind it."""
        word = (verdict.conduct or verdict.outcome).value.replace("-", " ")
        return Slot(word, self.verdict_trace(verdict))

    def verdict_trace(self, verdict: Verdict) -> Trace:
        """The trace of a verdict: its claims and the treaty's sources."""
        claims = tuple(dict.fromkeys(claim for finding in verdict.chain for claim in finding.claims if claim.source))
        return Trace(claims=claims, sources=(*self.sources(claims), *self._articles(verdict)), record=verdict.treaty)

    def finding(self, finding: Finding, treaty: str, text: str) -> Slot:
        """Words of a finding, leading to the article's source."""
        return Slot(text, Trace(sources=(self.catalogue.record(treaty, "treaties").sources[finding.source],), record=treaty))

    def _articles(self, verdict: Verdict) -> tuple[Source, ...]:
        sources = self.catalogue.record(verdict.treaty, "treaties").sources
        return tuple(dict.fromkeys(sources[finding.source] for finding in verdict.chain))

    def _claims(self, step: Step) -> Iterable[Claim]:
        for use in step.uses:
            yield from use.claims
            if use.step:
                yield from self._claims(self.run.steps[use.step])


def spread(summary: Summary, unit: str, signed: bool = False) -> str:
    """A summary in words: one number, or the middle with the range that nine draws in ten lie in."""
    if summary.low == summary.high:
        return f"{amount(summary.middle, signed)} {unit}".strip()
    return f"{amount(summary.middle, signed)} ({amount(summary.low, signed)} to {amount(summary.high, signed)}) {unit}".strip()


def amount(value: float, signed: bool = False) -> str:
    """A number for reading: millions in words, no more digits than it deserves."""
    sign = "+" if signed and value > 0 else ""
    if value in (float("inf"), float("-inf")):
        return "never"
    if abs(value) >= 1_000_000:
        return f"{sign}{value / 1_000_000:,.1f} million"
    if abs(value) >= 100_000:
        return f"{sign}{round(value, -3):,.0f}"
    return f"{sign}{value:,.0f}" if abs(value) >= 10 or value == int(value) else f"{sign}{value:,.1f}"


def text(words: str) -> Text:
    """Words of ours, without a digit."""
    return Text(words)


def line(*parts: Inline | str) -> Line:
    """A line of words of ours and slots."""
    return tuple(Text(part) if isinstance(part, str) else part for part in parts)


def joined(slots: Iterable[Inline], comma: str = ", ") -> Line:
    """Slots with commas between them."""
    parts: list[Inline] = []
    for slot in slots:
        if parts:
            parts.append(Text(comma))
        parts.append(slot)
    return tuple(parts)
