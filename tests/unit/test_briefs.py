"""What every output must do: be found by its file, print the whole document and nothing else, and give the same bytes again."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from sample_document import document

from dualtrack import briefs
from dualtrack.errors import UnknownName
from dualtrack.outline.document import Document, Section, lines_of

TEMPLATES = Path(briefs.__path__[0], "templates")
SQUEEZED = re.compile(r"[\s\u00ad\u200b-]+")


class Words(HTMLParser):
    """The text of a page, without its style and its drawings."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.silent += tag in ("style", "svg")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("style", "svg")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(data)


def words_of_html(content: bytes) -> str:
    parser = Words()
    parser.feed(content.decode())
    return "".join(parser.parts)


def words_of_pdf(content: bytes) -> str:
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def words_of_json(content: bytes) -> str:
    def strings(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            for part in value.values():
                yield from strings(part)
        elif isinstance(value, list):
            for part in value:
                yield from strings(part)
        else:
            yield str(value)

    return "\n".join(strings(json.loads(content)))


READERS = {"html": words_of_html, "json": words_of_json, "pdf": words_of_pdf}


def said(brief: Document) -> Iterator[str]:
    """Every piece of words a document holds."""

    def walk(section: Section) -> Iterator[str]:
        yield section.title
        for block in section.blocks:
            for line in lines_of(block):
                yield from (inline.words for inline in line)
        for inner in section.sections:
            yield from walk(inner)

    yield from (brief.title, brief.subtitle, *brief.attribution)
    yield from (words for label, slot in brief.facts for words in (label, slot.words))
    for section in brief.sections:
        yield from walk(section)
    yield from (note.line for note in brief.footnotes)
    for entry in brief.sources:
        yield from (entry.source.title, entry.source.publisher, entry.source.checked.value, entry.source.url or entry.source.doi)


def squeezed(text: str) -> str:
    """Text without what a line break or a hyphen does to it."""
    return SQUEEZED.sub("", text).replace("“", '"').replace("”", '"').replace("’", "'").replace("ﬁ", "fi").replace("ﬂ", "fl")


@pytest.fixture(scope="module")
def rendered() -> dict[str, bytes]:
    return {name: renderer.render(document()) for name, renderer in briefs.formats().items()}


def test_the_outputs_are_the_files_of_the_room() -> None:
    assert set(briefs.formats()) >= {"html", "json", "pdf"}
    assert briefs.renderer("pdf").SUFFIX == ".pdf"


def test_a_misspelt_output_names_the_nearest() -> None:
    with pytest.raises(UnknownName, match="did you mean 'html'"):
        briefs.renderer("htlm")


def test_listing_the_outputs_loads_no_heavy_library() -> None:
    heavy = "{'typst', 'matplotlib', 'jinja2', 'shapely', 'pyproj'}"
    program = f"import sys; from dualtrack.briefs import formats; list(formats()); print(sorted({heavy} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_a_new_file_is_a_new_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "words_only.py").write_text(
        "SUFFIX = '.txt'\ndef render(document):\n    return document.title.encode()\n", encoding="utf-8"
    )
    monkeypatch.setattr(briefs, "__path__", [*briefs.__path__, str(tmp_path)])
    assert briefs.formats()["words_only"].render(document()).startswith(b"Sample brief")
    monkeypatch.delitem(sys.modules, "dualtrack.briefs.words_only")
    (tmp_path / "half_done.py").write_text("SUFFIX = '.txt'\n", encoding="utf-8")
    with pytest.raises(TypeError, match=r"half_done is no output: give it SUFFIX = '.ending' and render\(document\)"):
        briefs.formats()


@pytest.mark.parametrize("name", sorted(READERS))
def test_the_same_document_gives_the_same_bytes(name: str, rendered: dict[str, bytes]) -> None:
    from dualtrack.briefs._map import svg

    svg.cache_clear()
    assert briefs.formats()[name].render(document()) == rendered[name]


@pytest.mark.parametrize("name", sorted(READERS))
def test_everything_said_is_printed(name: str, rendered: dict[str, bytes]) -> None:
    printed = squeezed(READERS[name](rendered[name]))
    assert [words for words in said(document()) if squeezed(words) not in printed] == []


@pytest.mark.parametrize("name", ["html", "pdf"])
def test_whether_a_source_was_read_is_explained(name: str, rendered: dict[str, bytes]) -> None:
    from dualtrack.briefs._sources import MEANINGS

    printed = squeezed(READERS[name](rendered[name]))
    assert all(squeezed(meaning) in printed for _, meaning in MEANINGS)


@pytest.mark.parametrize("template", sorted(TEMPLATES.glob("*.j2")), ids=lambda path: path.name)
def test_a_template_for_words_holds_no_digit(template: Path) -> None:
    assert not re.search(r"\d", template.read_text(encoding="utf-8"))


def test_the_typeset_template_prints_no_digit_of_its_own() -> None:
    source = (TEMPLATES / "brief.typ").read_text(encoding="utf-8")
    printed = re.findall(r"\[([^\[\]#]*)\]", source)
    assert printed
    assert not [words for words in printed if re.search(r"\d", words)]
