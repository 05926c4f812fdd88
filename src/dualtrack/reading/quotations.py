"""Room: reading. Finds what stands in quotation marks, also over several paragraphs; may import this room's spans."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dualtrack.reading.passages import Stretch
from dualtrack.reading.spans import Span, cut

_STRAIGHT = '"'
_SINGLE = re.compile(r"(?:(?<=\s)|(?<=[(\[—])|^)['‘](?=\w)(?P<words>[^\n]{2,600}?[,.?!])['’](?!\w)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words in quotation marks: one part for each paragraph, the marks left out."""

    parts: tuple[Span, ...]

    @property
    def start(self) -> int:
        """Where the first quoted word stands."""
        return self.parts[0].start

    @property
    def end(self) -> int:
        """Where the last quoted word ends."""
        return self.parts[-1].end


def quoted_stretches(text: str, paragraphs: tuple[Stretch, ...]) -> tuple[Quoted, ...]:
    """All quotations in order. A paragraph that leaves its marks open goes on in the next one if that opens them again."""
    finished: list[list[Span]] = []
    is_open = False
    for number, paragraph in enumerate(paragraphs):
        pieces, left_open = _in_paragraph(text, paragraph)
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        if left_open is not None and following and text[following[0]] in '“"':
            pieces.append(cut(text, left_open, paragraph[1]))
            goes_on = True
        else:
            goes_on = False
        for index, piece in enumerate(pieces):
            if is_open and index == 0 and text[paragraph[0]] in '“"' and piece.start - paragraph[0] <= 2:
                finished[-1].append(piece)
            else:
                finished.append([piece])
        is_open = goes_on
    return tuple(Quoted(tuple(parts)) for parts in finished if parts[0].text)


def _in_paragraph(text: str, paragraph: Stretch) -> tuple[list[Span], int | None]:
    """The closed quotations of one paragraph, and where one was opened that is not closed in it."""
    start, end = paragraph
    found: list[Span] = []
    opened: int | None = None
    for position in range(start, end):
        letter = text[position]
        if letter == "“" and opened is None:
            opened = position + 1
        elif letter == "”" and opened is not None:
            found.append(cut(text, opened, position))
            opened = None
        elif letter == _STRAIGHT:
            if opened is not None:
                found.append(cut(text, opened, position))
                opened = None
            elif _may_open(text, position, start):
                opened = position + 1
    if not found and opened is None:
        found = [cut(text, match.start("words"), match.end("words")) for match in _SINGLE.finditer(text, start, end)]
    return [piece for piece in found if piece.text], opened


def _may_open(text: str, position: int, start: int) -> bool:
    before = text[position - 1] if position > start else " "
    after = text[position + 1] if position + 1 < len(text) else " "
    return (before.isspace() or before in "([—–-:") and not after.isspace()
