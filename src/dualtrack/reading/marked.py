"""Room: reading. A report's text with its paragraphs, sentences, mentions and quotation marks, ready for the rules to ask.

May import this room's lexicon, passages, quotations and spans.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from dualtrack.reading.findings import FoundDate, Mention
from dualtrack.reading.lexicon import Lexicon
from dualtrack.reading.passages import Stretch, paragraphs, sentences
from dualtrack.reading.quotations import Quoted, quoted_stretches
from dualtrack.reading.spans import Span, blanked, cut


@dataclass(frozen=True, slots=True)
class MarkedText:
    """The text and what stands where in it; `narrative` is the text with quoted words overwritten, at the same length."""

    text: str
    narrative: str
    lexicon: Lexicon
    paragraphs: tuple[Stretch, ...]
    sentences: tuple[Stretch, ...]
    mentions: tuple[Mention, ...]
    quoted: tuple[Quoted, ...]
    dates: tuple[FoundDate, ...]
    title: Stretch
    _mention_starts: tuple[int, ...]
    _sentence_starts: tuple[int, ...]
    _quoted_parts: tuple[tuple[int, int, int], ...]

    def mentions_in(self, start: int, end: int, kinds: Iterable[str] = ()) -> tuple[Mention, ...]:
        """The mentions that lie between two positions, of these kinds or of any."""
        first = bisect_left(self._mention_starts, start)
        last = bisect_left(self._mention_starts, end)
        wanted = set(kinds)
        return tuple(one for one in self.mentions[first:last] if one.span.end <= end and (not wanted or one.kind in wanted))

    def sentence_at(self, position: int) -> Stretch:
        """The sentence that holds a position."""
        index = max(0, bisect_right(self._sentence_starts, position) - 1)
        return self.sentences[index]

    def paragraph_number(self, position: int) -> int:
        """The number of the paragraph that holds a position, from zero."""
        return max(0, bisect_right(self.paragraphs, (position, len(self.text) + 1)) - 1)

    def cut(self, start: int, end: int) -> Span:
        """The stretch between two positions, without white space at its ends."""
        return cut(self.text, start, end)

    def quoted_at(self, position: int) -> Quoted | None:
        """The quotation that holds a position, if any."""
        index = self.quotation_number(position)
        return None if index is None else self.quoted[index]

    def quotation_number(self, position: int) -> int | None:
        """The number of the quotation that holds a position, from zero, if any."""
        at = bisect_right(self._quoted_parts, (position, len(self.text) + 1, 0)) - 1
        if at < 0 or not self._quoted_parts[at][0] <= position < self._quoted_parts[at][1]:
            return None
        return self._quoted_parts[at][2]


def mark(text: str, lexicon: Lexicon, mentions: tuple[Mention, ...], dates: tuple[FoundDate, ...], has_title: bool) -> MarkedText:
    """Mark up a text whose mentions and dates are known; `has_title` says whether its first paragraph is its title."""
    stretches = paragraphs(text)
    quoted = quoted_stretches(text, stretches)
    pieces = tuple(piece for stretch in stretches for piece in sentences(text, stretch))
    title = stretches[0] if has_title and stretches else (0, 0)
    narrative = blanked(text, [part for one in quoted for part in one.parts])
    starts = tuple(mention.span.start for mention in mentions)
    parts = tuple((part.start, part.end, number) for number, one in enumerate(quoted) for part in one.parts)
    firsts = tuple(start for start, _ in pieces)
    return MarkedText(text, narrative, lexicon, stretches, pieces, mentions, quoted, dates, title, starts, firsts, parts)
