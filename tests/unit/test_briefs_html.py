"""The HTML brief: well nested, self-contained, with notes linked both ways and words for every picture."""

from __future__ import annotations

import itertools
import re
from html.parser import HTMLParser

import pytest
from sample_document import document, europe

from dualtrack.briefs.html import render

VOID = {"meta", "col", "br", "hr", "img", "link", "input"}
FETCHING = {"src", "srcset", "poster", "data", "action", "background", "ping", "xlink:href"}
PHRASING = {"p", "span", "a", "sup", "q", "time", "cite", "h1", "h2", "h3", "h4", "h5", "h6", "dt"}
BLOCKS = {"p", "div", "section", "table", "ul", "ol", "dl", "figure", "h1", "h2", "h3", "h4", "h5", "h6"}


class Page(HTMLParser):
    """Follows the tags of a page and notes every fault."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(content)
        self.faults += [f"<{tag}> never closed" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if self.open and self.open[-1] in PHRASING and tag in BLOCKS:
            self.faults.append(f"<{tag}> inside <{self.open[-1]}>")
        if tag in ("li",) and self.open[-1] not in ("ul", "ol"):
            self.faults.append(f"<li> inside <{self.open[-1]}>")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self.open[-1:]}")
        else:
            self.open.pop()

    def identifiers(self) -> list[str]:
        return [value for _, attributes in self.tags if (value := attributes.get("id"))]

    def with_role(self, role: str) -> list[dict[str, str | None]]:
        return [attributes for _, attributes in self.tags if attributes.get("role") == role]


@pytest.fixture(scope="module")
def text() -> str:
    return render(document()).decode()


@pytest.fixture(scope="module")
def page(text: str) -> Page:
    return Page(text)


def test_tags_are_well_nested(page: Page) -> None:
    assert page.faults == []


def test_identifiers_are_unique(page: Page) -> None:
    found = page.identifiers()
    assert sorted(found) == sorted(set(found))


def test_nothing_is_fetched_and_nothing_runs(text: str, page: Page) -> None:
    tags = {tag for tag, _ in page.tags}
    assert not tags & {"script", "link", "iframe", "object", "embed", "img", "base", "form"}
    assert not [attributes for _, attributes in page.tags for name in attributes if name in FETCHING or name.startswith("on")]
    assert not re.search(r"url\(\s*['\"]?(?!#)", text)
    assert "@import" not in text
    assert not [value for tag, attributes in page.tags if tag == "use" and not (value := attributes["href"] or "").startswith("#")]


def test_every_link_inside_the_page_has_its_end(page: Page) -> None:
    ends = set(page.identifiers())
    links = [attributes["href"] or "" for tag, attributes in page.tags if tag in ("a", "use")]
    assert [link for link in links if link.startswith("#") and link[1:] not in ends] == []
    assert all(link.startswith(("#", "https://")) for link in links)


def test_notes_are_linked_both_ways(page: Page) -> None:
    there = {(attributes["href"], attributes["id"]) for attributes in page.with_role("doc-noteref")}
    assert {href for href, _ in there} == {f"#note-{note.number}" for note in document().footnotes}
    back = {attributes["href"] for attributes in page.with_role("doc-backlink")}
    assert back == {f"#{identifier}" for _, identifier in there}


def test_every_picture_has_words(page: Page) -> None:
    pictures = page.with_role("img")
    assert next(attributes["aria-label"] for attributes in pictures) == europe().alternative
    assert len(pictures) == 2
    assert all(attributes["aria-hidden"] == "true" for tag, attributes in page.tags if tag == "svg")


def test_headings_go_down_one_level_at_a_time(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_tables_say_what_they_show(page: Page) -> None:
    tags = [tag for tag, _ in page.tags]
    assert tags.count("caption") == tags.count("table") == 2
    assert {attributes["scope"] for tag, attributes in page.tags if tag == "th"} == {"col", "row"}


def test_language_and_words_are_escaped(text: str) -> None:
    assert '<html lang="en">' in text
    assert "&lt;missile&gt; &amp; its *launcher*" in text
    assert "<missile>" not in text


def test_whether_a_source_was_read_is_shown(text: str) -> None:
    for state in ("seen", "secondhand", "recalled"):
        assert text.count(f'<span class="badge {state}">{state}</span>') == 2
