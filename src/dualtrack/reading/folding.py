"""Room: reading. Folds words so that the spellings of one name meet: case, accents, look-alike letters.

Imports nothing of the project.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_PART = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+|\d+")
_LOOK_ALIKES = str.maketrans(
    "аеорсухкмтвніѕјαβεζηικμνορτυχ",
    "aeopcyxkmtbhisjabezhikmvoptyx",
)
_NOT_LATIN = re.compile(r"[\u0370-\u03ff\u0400-\u04ff]")
TIGHT, HYPHEN, LOOSE, COMMA, APART = range(5)
_HYPHENS = "-‐‑‒–−"
_GAP = re.compile(r"\s{0,3}[-‐‑‒–−]?\s{0,2}|[.'’·/]")
_COMMA_GAP = re.compile(r"\s?,\s{0,2}")


@dataclass(frozen=True, slots=True)
class Part:
    """A run of letters or of digits: where it stands [characters], its folded form, and what parts it from the one before."""

    start: int
    end: int
    raw: str
    folded: str
    gap: int


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """The word in lower case without accents; Greek and Cyrillic letters become Latin where all of them look Latin."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(letter))
    if not _NOT_LATIN.search(plain):
        return plain
    translated = plain.translate(_LOOK_ALIKES)
    return plain if _NOT_LATIN.search(translated) else translated


def parts(text: str) -> list[Part]:
    """The runs of letters and digits of a text, in order: `9M729` is three parts, `SSC-8` and `SSC8` the same two."""
    found: list[Part] = []
    before = -1
    for match in _PART.finditer(text):
        start, end = match.span()
        raw = match.group()
        found.append(Part(start, end, raw, fold(raw), _gap(text, before, start)))
        before = end
    return found


def _gap(text: str, before: int, start: int) -> int:
    if before == start:
        return TIGHT
    if before < 0 or start - before > 5:
        return APART
    between = text[before:start]
    if between == " ":
        return LOOSE
    if between in _HYPHENS:
        return HYPHEN
    if _GAP.fullmatch(between):
        return LOOSE if between.count("\n") < 2 else APART
    return COMMA if _COMMA_GAP.fullmatch(between) else APART
