"""Room: briefs, support. Which entries of the list of sources a footnote leads to. Imports outline and facts; touches no file."""

from __future__ import annotations

from dualtrack.facts import Source
from dualtrack.outline.document import Document, Footnote

SCHEMES = ("http://", "https://")
DOI_RESOLVER = "https://doi.org/"
MEANINGS = (
    ("seen", "its own text was read"),
    ("secondhand", "read in a text that cites it"),
    ("recalled", "from memory; nobody has looked"),
)
"""What the three states of a source mean, as every output prints them."""


class SourceLinks:
    """The number of each source in a document's list, counted from one."""

    def __init__(self, document: Document) -> None:
        """The numbers of a document's sources."""
        self._numbers: dict[Source, int] = {entry.source: number for number, entry in enumerate(document.sources, start=1)}

    def entries(self, footnote: Footnote) -> list[tuple[int, Source]]:
        """The sources a footnote leads to that are in the list, with their numbers, each once."""
        return [(self._numbers[source], source) for source in dict.fromkeys(footnote.trace.sources) if source in self._numbers]


def web_address(source: Source) -> str:
    """Where a source can be opened: its address, else its DOI at the resolver; empty when it has neither."""
    if source.url.startswith(SCHEMES):
        return source.url
    return f"{DOI_RESOLVER}{source.doi}" if source.doi else ""
