"""Room: outline. Numbers the footnotes in reading order, once per trace, and refuses a document with an untraced number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dualtrack.errors import UntracedNumber
from dualtrack.facts import Claim, Source
from dualtrack.outline.document import (
    Block,
    Bullets,
    Chart,
    Footnote,
    Line,
    Paragraph,
    Picture,
    Section,
    Slot,
    Table,
    Trace,
    check_inline,
)


class Numbering:
    """Hands out footnote numbers in the order the slots are met."""

    def __init__(self) -> None:
        """A numbering that has met nothing."""
        self._numbers: dict[Trace, int] = {}

    def section(self, section: Section) -> Section:
        """The section with its number slots footnoted; raises UntracedNumber naming the section."""
        blocks = tuple(self._block(block, section.id) for block in section.blocks)
        return replace(section, blocks=blocks, sections=tuple(self.section(inner) for inner in section.sections))

    def footnotes(self) -> tuple[Footnote, ...]:
        """Every footnote met, in order."""
        return tuple(Footnote(number, sentence(trace), trace) for trace, number in self._numbers.items())

    def _block(self, block: Block, where: str) -> Block:
        if isinstance(block, Paragraph):
            return replace(block, line=self._line(block.line, where))
        if isinstance(block, Bullets):
            return replace(block, items=tuple(self._line(item, where) for item in block.items))
        if isinstance(block, Table):
            return replace(
                block,
                caption=self._line(block.caption, where),
                header=tuple(self._line(cell, where) for cell in block.header),
                rows=tuple(tuple(self._line(cell, where) for cell in row) for row in block.rows),
            )
        return self._figure(block, where)

    def _figure(self, block: Picture, where: str) -> Picture:
        """A map or a chart, each of whose lines leads to a step."""
        if isinstance(block, Chart):
            steps = [bar.step for row in block.rows for bar in row.intervals]
        else:
            steps = [ring.step for ring in block.rings] + [way.step for way in block.ways]
        if not all(steps):
            raise UntracedNumber(f"{where}: a line of {block.id} leads to no step")
        return replace(block, caption=self._line(block.caption, where))

    def _line(self, line: Line, where: str) -> Line:
        return tuple(self._inline(inline, where) for inline in line)

    def _inline(self, inline: object, where: str) -> Slot:
        check_inline(inline, where)  # type: ignore[arg-type]
        if isinstance(inline, Slot) and inline.kind == "number":
            return replace(inline, note=self._numbers.setdefault(inline.trace, len(self._numbers) + 1))
        return inline  # type: ignore[return-value]


def sentence(trace: Trace) -> str:
    """A footnote in words: who says it, where it can be read and whether anybody read it; or the step and what it rests on."""
    parts = []
    if trace.computed:
        parts.append(trace.computed)
    if trace.step:
        parts.append(f"Step {trace.step} of the model {trace.model}, under method and limits.")
    if trace.label:
        parts.append(f"Label: {trace.label}.")
    sources = {source.id: source for source in trace.sources}
    say = brief_claim if trace.step and len(trace.claims) > 1 else claim_sentence
    said = (say(claim, sources.get(cited_as(claim))) for claim in trace.claims)
    parts += dict.fromkeys(said)
    cited = {cited_as(claim) for claim in trace.claims}
    parts += [source_sentence(source) for source in trace.sources if source.id not in cited]
    if trace.span:
        parts.append(f"The report, characters {trace.span[0]} to {trace.span[1]}.")
    if trace.record and not (trace.claims or trace.step or trace.sources):
        parts.append(f"Record {trace.record}.")
    return " ".join(parts)


def cited_as(claim: Claim) -> str:
    """The id of the source a claim cites, as `Source.id` has it."""
    return f"{claim.subject}.{claim.source}"


def brief_claim(claim: Claim, source: Source | None) -> str:
    """A claim a step rests on, short: the source list at the end gives the rest."""
    if claim.assumed or source is None:
        return claim_sentence(claim, source)
    if claim.attribute == "present":
        return "The sites on record, each with its sources where they are listed."
    return f"{claim.subject}: {claim.value} ({claim.claimant}, {claim.made_public}, in {source.publisher}) [{source.checked.value}]."


def claim_sentence(claim: Claim, source: Source | None) -> str:
    """A claim in words: its value, claimant, two dates and source."""
    if claim.assumed:
        return f"{claim.value}: assumed. {claim.assumed}"
    who = f"{claim.claimant}{f' ({claim.speaker})' if claim.speaker else ''}, " if claim.claimant else ""
    note = f" {claim.note.rstrip('.')}." if claim.note else ""
    where = source_sentence(source) if source else "source not given."
    return f"{claim.value}: {who}as of {claim.as_of}, public {claim.made_public}.{note} {where}"


def source_sentence(source: Source) -> str:
    """A source in words, with whether it was read."""
    parts: Iterable[str] = (source.publisher, source.title, source.published, source.page)
    read_in = f", read in {source.read_in}" if source.read_in else ""
    return f"{', '.join(part for part in parts if part)} [{source.checked.value}{read_in}]."
