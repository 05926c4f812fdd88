"""Room: reading. Stretches of a report's text, in characters counted from zero; imports nothing of the project."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the report's text: `start` and `end` [characters from zero, end not included] and the words there."""

    start: int
    end: int
    text: str

    def holds(self, other: Span) -> bool:
        """Whether the other stretch lies inside this one."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two stretches share a character."""
        return self.start < other.end and other.start < self.end


def cut(text: str, start: int, end: int) -> Span:
    """The stretch from `start` to `end` [characters], without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end, text[start:end])


def blanked(text: str, spans: tuple[Span, ...] | list[Span], with_character: str = "\x00") -> str:
    """The text at its full length [characters] with the stretches overwritten, so that positions stay true."""
    pieces: list[str] = []
    at = 0
    for span in sorted(spans, key=lambda one: one.start):
        if span.start < at:
            continue
        pieces += (text[at : span.start], with_character * (span.end - span.start))
        at = span.end
    return "".join(pieces) + text[at:]
