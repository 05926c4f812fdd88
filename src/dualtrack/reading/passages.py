"""Room: reading. Paragraphs, sentences and clauses of a text as stretches of characters; imports nothing of the project."""

from __future__ import annotations

import re

Stretch = tuple[int, int]

_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_SENTENCE_END = re.compile(r"[.!?…]+[\"”’)\]]*(?=\s+[\"“‘'(\[]?[A-Z0-9“\"])|[.!?…]+[\"”’)\]]*\s*$")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Adm|Sen|Rep|Gov|St|No|Nos|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?"
    r"|Oct|Nov|Dec|e\.g|i\.e|approx|Prof))\.$"
)
_CLAUSE_BREAK = re.compile(
    r"[;:—]"
    r"|,?\s+(?:but|while|whereas|although|though|yet|however|instead|nevertheless)\b"
    r"|,\s+(?:and|so|or)\s+(?=(?:then\s+)?(?:we|they|he|she|it|the|nato|its|our|this|that|will|would|is|are|has|have|also)\b)"
    r"|\s+(?:and|so)\s+(?=(?:we|they|he|she|it)\s+(?:will|would|are|is|have|has|must|can|could|may|might|want|need)\b)"
    r"|,\s+(?=(?:saying|adding|noting|arguing|stressing|warning|explaining|because|since|which|who|where|after|as(?!\s+well))\b)"
    r"|,?\s+in favou?r of\b",
    re.IGNORECASE,
)
_LONG_LINE = 100
_LONGEST_SENTENCE = 3000


def paragraphs(text: str) -> tuple[Stretch, ...]:
    """The paragraphs of a text: parted by blank lines, or by line ends where no line is blank and the lines are long."""
    break_pattern = _BLANK_LINES
    if not _BLANK_LINES.search(text.strip()):
        lengths = sorted(len(line) for line in text.splitlines() if line.strip())
        if lengths and lengths[len(lengths) // 2] > _LONG_LINE:
            break_pattern = re.compile(r"\n+")
    return _pieces(text, [match.span() for match in break_pattern.finditer(text)], (0, len(text)))


def sentences(text: str, within: Stretch) -> tuple[Stretch, ...]:
    """The sentences of one paragraph; an abbreviation or an initial does not end one."""
    start, end = within
    breaks = []
    for match in _SENTENCE_END.finditer(text, start, end):
        before = text[max(start, match.start() - 8) : match.start() + 1]
        if text[match.start()] == "." and match.end() < end and _ABBREVIATION.search(before):
            continue
        breaks.append((match.end(), match.end()))
    return tuple(piece for sentence in _pieces(text, breaks, within) for piece in _bounded(sentence))


def _bounded(sentence: Stretch) -> list[Stretch]:
    """The sentence in pieces of at most 3,000 characters, so that text without full stops cannot make reading slow."""
    start, end = sentence
    return [(begin, min(begin + _LONGEST_SENTENCE, end)) for begin in range(start, end, _LONGEST_SENTENCE)]


def clauses(text: str, within: Stretch) -> tuple[Stretch, ...]:
    """The clauses of one sentence, as far as a negation or an affirmation reaches."""
    start, end = within
    return _pieces(text, [(match.start(), match.start() + 1) for match in _CLAUSE_BREAK.finditer(text, start, end)], within)


def clause_at(text: str, within: Stretch, position: int) -> Stretch:
    """The clause of the sentence that holds the character at `position`."""
    for start, end in clauses(text, within):
        if start <= position < end:
            return start, end
    return within


def _pieces(text: str, breaks: list[Stretch], within: Stretch) -> tuple[Stretch, ...]:
    start, end = within
    found = []
    for left, right in [*breaks, (end, end)]:
        first, last = start, left
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if first < last:
            found.append((first, last))
        start = right
    return tuple(found)
