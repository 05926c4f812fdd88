"""The PDF brief: tagged, titled, in its language, with bundled typefaces, and no word taken for a command."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader
from sample_document import document, line

from dualtrack.briefs.pdf import breakable, render
from dualtrack.outline.document import Bullets, Paragraph, Section, Table


@pytest.fixture(scope="module")
def reader() -> PdfReader:
    return PdfReader(io.BytesIO(render(document())))


def test_it_says_that_it_is_accessible(reader: PdfReader) -> None:
    catalogue = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "en"
    assert b"pdfuaid:part>1<" in catalogue["/Metadata"].get_data()
    assert reader.metadata is not None
    assert reader.metadata.title == document().title
    assert reader.metadata.creation_date is None


def test_typefaces_come_with_the_file(reader: PdfReader) -> None:
    fonts = {font["/BaseFont"].split("+")[-1] for page in reader.pages for font in page["/Resources"]["/Font"].values()}
    assert all(name.startswith("LibertinusSerif") for name in fonts)


def test_pages_are_a4_and_numbered(reader: PdfReader) -> None:
    sizes = {tuple(sorted(round(float(edge)) for edge in page.mediabox[2:])) for page in reader.pages}
    assert sizes == {(595, 842)}
    total = len(reader.pages)
    assert all(f"{number} / {total}" in page.extract_text() for number, page in enumerate(reader.pages, start=1))


def test_words_are_never_commands() -> None:
    hostile = '#panic("no") $x$ *a* _b_ `c` <label> @ref // /* \\ ] [ } { = - + "'
    body = Section("hostile", hostile, (Paragraph(line(hostile)), Bullets((line(hostile),)), Table(line(hostile), (line(hostile),), ())))
    found = PdfReader(io.BytesIO(render(replace(document(), title=hostile, subtitle=hostile, sections=(body,)))))
    assert '#panic("no") $x$ *a*' in " ".join(found.pages[0].extract_text().split())


def test_a_short_document_needs_nothing_else() -> None:
    bare = replace(document(), facts=(), sections=(), footnotes=(), sources=(), attribution=())
    assert render(bare).startswith(b"%PDF")


def test_what_is_too_long_for_a_line_may_break() -> None:
    assert breakable("short words stay as they are") == "short words stay as they are"
    assert "\u200b" in breakable("https://example.org/a/very/long/address")
    assert max(map(len, breakable("0123456789abcdef" * 4).split("\u200b"))) <= 18
    assert breakable("Donaudampfschifffahrtsgesellschaft") == "Donaudampfschifffahrtsgesellschaft"
