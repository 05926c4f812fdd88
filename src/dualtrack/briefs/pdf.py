"""Room: briefs. The brief as a tagged PDF (PDF/UA-1) on A4, set by Typst with the typefaces it brings along.

May import outline; touches only its own template. The document goes to the template as data, never as source text, so that
no word of it can be read as a command. Prints the document as it is; it measures words only to share out a table's width.
"""

from __future__ import annotations

import json
import re
from importlib import resources
from typing import Any

from dualtrack.briefs._pictures import svg
from dualtrack.briefs._sources import MEANINGS, SourceLinks, web_address
from dualtrack.briefs._widths import LONGEST_WORD, PAGE_LETTERS, column_count, least_letters, shares
from dualtrack.outline.document import (
    Block,
    Bullets,
    Document,
    Footnote,
    Line,
    Paragraph,
    Picture,
    Section,
    Slot,
    SourceEntry,
    Table,
)

SUFFIX = ".pdf"
BREAK = "\u200b"

Plain = dict[str, Any]
_AFTER_MARKS = re.compile(r"(?<=[/.?&=_\-])(?=\w)")
_LONG = re.compile(rf"\w{{{LONGEST_WORD + 1},}}")


def render(document: Document) -> bytes:
    """The document as PDF; the same document gives the same bytes."""
    import typst

    template = resources.files("dualtrack.briefs").joinpath("templates/brief.typ").read_bytes()
    data = json.dumps(_Page(document).content(), ensure_ascii=False)
    compiled = typst.compile(template, ignore_system_fonts=True, pdf_standards=["ua-1"], sys_inputs={"brief": data}, timestamp=0)
    return bytes(compiled)


def breakable(words: str) -> str:
    """The words with places to break inside whatever is too long for a line: addresses, fingerprints."""
    return " ".join(_broken(word) if len(word) > LONGEST_WORD else word for word in words.split(" "))


def _broken(word: str) -> str:
    marked = _AFTER_MARKS.sub(BREAK, word)
    if not _is_code(word):
        return marked
    return _LONG.sub(lambda found: BREAK.join(re.findall(rf".{{1,{LONGEST_WORD // 2}}}", found[0])), marked)


def _is_code(word: str) -> bool:
    """Whether a long word is no word of a language, so that hyphenation does not help."""
    return "://" in word or any(letter.isdigit() for letter in word)


class _Page:
    """Turns a document into the data that the template walks; remembers which notes were met, for the way back."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._sources = SourceLinks(document)
        self._met: set[int] = set()

    def content(self) -> Plain:
        """Everything the template prints, in order."""
        document = self._document
        sections = [self._section(section) for section in document.sections]
        return {
            "title": document.title,
            "subtitle": document.subtitle,
            "language": document.language,
            "facts": [{"label": label, "line": self._line((slot,))} for label, slot in document.facts],
            "sections": sections,
            "notes": [self._note(note) for note in document.footnotes],
            "sources": [self._entry(number, entry) for number, entry in enumerate(document.sources, start=1)],
            "meanings": [{"word": word, "meaning": meaning} for word, meaning in MEANINGS],
            "attribution": list(document.attribution),
        }

    def _section(self, section: Section) -> Plain:
        blocks = [self._block(block) for block in section.blocks]
        return {
            "id": section.id,
            "title": section.title,
            "blocks": blocks,
            "sections": [self._section(inner) for inner in section.sections],
        }

    def _block(self, block: Block) -> Plain:
        if isinstance(block, Paragraph):
            return {"type": "paragraph", "role": block.role, "line": self._line(block.line)}
        if isinstance(block, Bullets):
            return {"type": "bullets", "items": [self._line(item) for item in block.items]}
        if isinstance(block, Table):
            return self._table(block)
        return self._figure(block)

    def _table(self, table: Table) -> Plain:
        columns = column_count(table)
        return {
            "type": "table",
            "caption": self._line(table.caption),
            "small": table.wide,
            "turned": table.wide and least_letters(table) > PAGE_LETTERS,
            "weights": shares(table),
            "header": self._cells(table.header, columns),
            "rows": [self._cells(row, columns) for row in table.rows],
        }

    def _cells(self, row: tuple[Line, ...], columns: int) -> list[list[Plain]]:
        """A row's cells, filled up to the width of the table."""
        return [self._line(cell) for cell in row] + [[] for _ in range(columns - len(row))]

    def _figure(self, figure: Picture) -> Plain:
        return {"type": "figure", "svg": svg(figure), "alternative": figure.alternative, "caption": self._line(figure.caption)}

    def _line(self, line: Line) -> list[Plain]:
        return [self._inline(inline) for inline in line]

    def _inline(self, inline: Any) -> Plain:
        part: Plain = {"kind": "words", "words": breakable(inline.words), "note": None, "first": False}
        if isinstance(inline, Slot):
            part["kind"] = inline.kind
            if inline.note:
                part |= {"note": inline.note, "first": inline.note not in self._met}
                self._met.add(inline.note)
        return part

    def _note(self, note: Footnote) -> Plain:
        sources = [{"number": number, "name": source.publisher or source.title} for number, source in self._sources.entries(note)]
        return {"number": note.number, "line": breakable(note.line), "sources": sources, "met": note.number in self._met}

    def _entry(self, number: int, entry: SourceEntry) -> Plain:
        source = entry.source
        shown = source.url or source.doi
        fields = ("publisher", "title", "published", "page", "accessed", "read_in", "licence", "note")
        return {
            "number": number,
            **{name: breakable(getattr(source, name)) for name in fields},
            "checked": source.checked.value,
            "address": web_address(source),
            "shown": breakable(shown),
            "records": [breakable(record) for record in entry.records],
        }
