"""Room: briefs. The brief as one HTML file: no script, no request to any server, readable on a phone and on paper.

May import outline; touches only its own templates. Prints the document as it is and computes nothing.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Any

from dualtrack.briefs._pictures import svg
from dualtrack.briefs._sources import MEANINGS, SourceLinks, web_address
from dualtrack.briefs._widths import readable_letters, shares
from dualtrack.outline.document import Bullets, Chart, Document, Figure, Paragraph, Picture, Slot, Table

if TYPE_CHECKING:
    from jinja2 import Environment

SUFFIX = ".html"
PRINTED = {"charset": "utf-8", "first_level": 1, "lowest_level": 6, "focusable": 0, "first": 1, "short": 14}
KINDS = {"paragraph": Paragraph, "bullets": Bullets, "table": Table, "figure": Figure, "chart": Chart, "slot": Slot}
_DAY = re.compile(r"\d{4}(-\d{2}){0,2}")


class _References:
    """Hands out an identifier for every mention of a note, so that the note can lead back to each of them."""

    def __init__(self) -> None:
        self._mentions: dict[int, int] = {}

    def mention(self, note: int) -> str:
        """The identifier of the next mention of a note."""
        self._mentions[note] = self._mentions.get(note, 0) + 1
        return f"mention-{note}-{self._mentions[note]}"

    def mentions(self, note: int) -> list[str]:
        """Every identifier handed out for a note, in reading order."""
        return [f"mention-{note}-{number + 1}" for number in range(self._mentions.get(note, 0))]


def render(document: Document) -> bytes:
    """The document as HTML; the same document gives the same bytes."""
    references, sources = _References(), SourceLinks(document)
    template = _environment().get_template("brief.html.j2")
    page = template.render(
        **PRINTED,
        document=document,
        style=_environment().get_template("brief.css").render(),
        mention=references.mention,
        mentions=references.mentions,
        sources_of=sources.entries,
        picture=_picture,
        address=web_address,
        meanings=MEANINGS,
        shares=_percentages,
        letters=readable_letters,
    )
    return (page.strip() + "\n").encode()


@functools.cache
def _environment() -> Environment:
    """The templates of this room, with the tests and filters they use."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader("dualtrack.briefs", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    tests: dict[str, Any] = environment.tests
    tests |= {name: functools.partial(_is, kind) for name, kind in KINDS.items()}
    tests["day"] = lambda words: bool(_DAY.fullmatch(words))
    environment.filters["as_it_is"] = Markup
    return environment


def _is(kind: type, value: Any) -> bool:
    return isinstance(value, kind)


def _percentages(table: Table) -> list[float]:
    """How much of a table's width each column has [per cent]."""
    weights = shares(table)
    return [round(100.0 * weight / sum(weights), 1) for weight in weights]


def _picture(figure: Picture) -> str:
    """The map or chart of a figure for use inside a page: scaled to its box, and silent, since its frame carries the description."""
    opening, rest = svg(figure).split(">", maxsplit=1)
    opening = re.sub(r' (?:width|height|version|xmlns)="[^"]*"', "", opening)
    return opening.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1) + ">" + rest
