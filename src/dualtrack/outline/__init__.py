"""Room: outline. One typed document: statements whose slots are bound to a result, a claim or a source. Computes nothing."""

from dualtrack.outline.build import brief
from dualtrack.outline.document import (
    Block,
    Bullets,
    Document,
    Figure,
    Footnote,
    Inline,
    Line,
    Paragraph,
    Point,
    Ring,
    Section,
    Slot,
    SourceEntry,
    Table,
    Text,
    Trace,
)

__all__ = [
    "Block",
    "Bullets",
    "Document",
    "Figure",
    "Footnote",
    "Inline",
    "Line",
    "Paragraph",
    "Point",
    "Ring",
    "Section",
    "Slot",
    "SourceEntry",
    "Table",
    "Text",
    "Trace",
    "brief",
]
