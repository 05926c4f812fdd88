"""Room: briefs, support. The key under a map: what each line, mark and tint means. Imports outline; touches no file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dualtrack.briefs._style import BORDER, HIGHLIGHT, INK, KEY_PT, mark, ring_style, text_width, typeface, way_style
from dualtrack.outline.document import Figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ROW_PT = 14.0
TOP_PT = 5.0
SAMPLE_PT = {"ring": 24.0, "way": 24.0, "mark": 10.0, "tint": 14.0}
LINES = ("ring", "way")
GAP_PT = 4.0
BETWEEN_PT = 11.0
ROLES = (
    ("site", "site"),
    ("sensor", "radar of the alliance"),
    ("capital-in-reach", "capital in reach"),
    ("capital", "capital not in reach"),
)
WAYS = ((True, "way in the view of a radar"), (False, "way in no radar's view"))
TINT = "member of the alliance then"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the key: its sample (a ring of a style, a mark of a role or the tint) and its words."""

    sample: str
    words: str
    style: int = 0
    role: str = ""

    @property
    def width(self) -> float:
        """How wide it is [pt]."""
        return SAMPLE_PT[self.sample] + GAP_PT + text_width(self.words, KEY_PT)


def key_entries(figure: Figure) -> tuple[Entry, ...]:
    """What the key of a figure explains: its own lines, then the marks and the tint that it uses."""
    roles = {point.role for point in figure.points}
    rings = [Entry("ring", words, style=style) for style, words in figure.key]
    shown = {chance >= 0.5 for way in figure.ways for chance in way.in_view}
    ways = [Entry("way", words, style=int(seen)) for seen, words in WAYS if seen in shown]
    marks = [Entry("mark", words, role=role) for role, words in ROLES if role in roles]
    tint = [Entry("tint", TINT)] if figure.highlighted else []
    return (*rings, *ways, *marks, *tint)


def _rows(entries: tuple[Entry, ...], width: float) -> list[list[Entry]]:
    """The entries in rows that fit the width [pt]."""
    rows: list[list[Entry]] = []
    used = 0.0
    for entry in entries:
        needed = entry.width + BETWEEN_PT
        if not rows or used + entry.width > width or (entry.sample not in LINES and rows[-1][0].sample in LINES):
            rows.append([])
            used = 0.0
        rows[-1].append(entry)
        used += needed
    return rows


def key_height(entries: tuple[Entry, ...], width: float) -> float:
    """How high the key is [pt]; zero when there is nothing to explain."""
    rows = _rows(entries, width)
    return len(rows) * ROW_PT + TOP_PT if rows else 0.0


def draw_key(axes: Axes, entries: tuple[Entry, ...], width: float, height: float) -> None:
    """The key, drawn from its upper left corner."""
    for number, row in enumerate(_rows(entries, width)):
        x, y = 1.0, height - TOP_PT - (number + 0.5) * ROW_PT
        for entry in row:
            _sample(axes, entry, x, y)
            start = x + SAMPLE_PT[entry.sample] + GAP_PT
            axes.text(start, y, entry.words, va="center_baseline", color=INK, parse_math=False, font=typeface(KEY_PT))
            x += entry.width + BETWEEN_PT


def _sample(axes: Axes, entry: Entry, x: float, y: float) -> None:
    from matplotlib.patches import Rectangle

    if entry.sample in ("ring", "way"):
        colour, dashes = ring_style(entry.style) if entry.sample == "ring" else way_style(bool(entry.style))
        axes.plot([x, x + SAMPLE_PT[entry.sample]], [y, y], color=colour, linewidth=1.8, linestyle=dashes)
    elif entry.sample == "mark":
        mark(axes, entry.role, x + SAMPLE_PT["mark"] / 2.0, y)
    else:
        size = SAMPLE_PT["tint"]
        axes.add_artist(Rectangle((x, y - size / 4.0), size, size / 2.0, facecolor=HIGHLIGHT, edgecolor=BORDER, linewidth=0.6))
