"""Room: facts. Where a claim can be read, and whether anybody here read it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Checked(Enum):
    """Whether a source was read: its own text, a text that cites it, or nobody has looked."""

    SEEN = "seen"
    SECONDHAND = "secondhand"
    RECALLED = "recalled"


@dataclass(frozen=True, slots=True)
class Source:
    """A publication: `published` and `accessed` as dates in text, `read_in` the text a secondhand source was read in."""

    id: str
    title: str
    publisher: str
    checked: Checked
    published: str = ""
    accessed: str = ""
    url: str = ""
    doi: str = ""
    page: str = ""
    read_in: str = ""
    licence: str = ""
    note: str = ""
