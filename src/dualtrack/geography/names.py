"""Room: geography. One rule by which names are compared. Imports nothing of the project."""

from __future__ import annotations

import re
import unicodedata

LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss"} | dict.fromkeys("'’‘ʼ`´ʹʻ")
)


# Endings of Russian and Ukrainian names that are written in several ways: Mirny, Mirnyy, Mirnyi.
ADJECTIVE = re.compile(r"(?:yy|iy|yi|ii)\b")


def folded(name: str) -> str:
    """A name without capitals, accents, apostrophes and hyphens, single spaces between words; line ends stay.

    The build of the town table folds other names by the same rule: run it again after a change here.
    """
    plain = name.casefold()
    if not plain.isascii():
        plain = "".join(letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter))
    plain = ADJECTIVE.sub("y", plain.translate(LETTERS).replace("-", " "))
    return "\n".join(" ".join(line.split()) for line in plain.split("\n"))
