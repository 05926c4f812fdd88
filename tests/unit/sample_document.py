"""A hand-made document that holds every type of the outline once: for the tests of the renderers, and for looking at."""

from __future__ import annotations

import math

from dualtrack.facts import Checked, Claim, PartialDate, Quantity, Source, State, Unknown
from dualtrack.outline.document import (
    Bullets,
    Document,
    Figure,
    Footnote,
    Inline,
    Line,
    Paragraph,
    Point,
    Ring,
    Section,
    Slot,
    SourceEntry,
    Table,
    Text,
    Trace,
)

MINISTRY = Source(
    id="ministry-2019",
    title="Briefing on the 9M729 <range> & payload",
    publisher="Ministry of Examples",
    checked=Checked.SECONDHAND,
    published="2019-01-23",
    accessed="2026-11-23",
    url="https://example.org/briefing/2019/01/a-very-long-address-that-nobody-can-break-without-help?id=1234567890&view=full",
    read_in="example-times-2019",
    note="The interpreter's words.",
)
EMBASSY = Source(
    id="embassy-2018",
    title="Statement on compliance",
    publisher="Embassy of Examples",
    checked=Checked.SEEN,
    published="2018-12-04",
    accessed="2026-11-23",
    doi="10.5555/example",
    page="p. 4",
    licence="public domain",
)
MEMORY = Source(id="memory-1987", title="Treaty text", publisher="Depositary", checked=Checked.RECALLED, published="1987-12-08")

LOW = Claim(
    "9m729",
    "range_max",
    Quantity.exactly(480.0, "km"),
    PartialDate(2019, 1, 23),
    PartialDate(2019, 1, 23),
    None,
    "russia",
    MINISTRY.id,
    number=1,
)
HIGH = Claim(
    "9m729",
    "range_max",
    Quantity.above(500.0, "km"),
    PartialDate(2018),
    PartialDate(2018, 12, 4),
    None,
    "united-states",
    EMBASSY.id,
    number=2,
)
STATE = Claim("9m729", "basing", State("ground"), claimant="united-states", source=EMBASSY.id, speaker="A. Official", number=1)
STOCK = Claim("9m729", "stock", Unknown("No public figure found."), assumed="Nobody gave one.", number=1)

STEP = "6f1d2c3b4a5968778695a4b3c2d1e0ff6f1d2c3b4a5968778695a4b3c2d1e0ff"
CLAIMED = Trace(claims=(LOW,), sources=(MINISTRY,))
DISPUTED = Trace(claims=(HIGH, STATE), sources=(EMBASSY,))
MODELLED = Trace(
    claims=(LOW, STOCK),
    sources=(MINISTRY,),
    step=STEP,
    model="Reach",
    label="modelled because of stock (assumed)",
)
COUNTED = Trace(computed="Capitals within the widest ring, counted.")
SPANNED = Trace(span=(120, 164), record="report")
TREATY = Trace(sources=(MEMORY,), record="inf")
NOTES = (CLAIMED, DISPUTED, MODELLED, COUNTED)
EARTH_KM = 6371.0

CAPITALS = (
    ("Oslo", 10.75, 59.91), ("Copenhagen", 12.57, 55.68), ("Berlin", 13.41, 52.52), ("Warsaw", 21.01, 52.23), ("Prague", 14.4, 50.1),
    ("Vienna", 16.37, 48.21), ("Bratislava", 17.11, 48.15), ("Budapest", 19.04, 47.5), ("Ljubljana", 14.51, 46.05), ("Zagreb", 15.9, 45.8),
    ("Rome", 12.51, 41.89), ("Tirana", 19.82, 41.33), ("Podgorica", 19.26, 42.44), ("Skopje", 21.43, 42.0), ("Sofia", 23.32, 42.7),
    ("Athens", 23.72, 37.98), ("Bucharest", 26.11, 44.43), ("Ankara", 32.85, 39.92), ("Vilnius", 25.28, 54.69), ("Riga", 24.11, 56.95),
    ("Tallinn", 24.75, 59.44), ("Brussels", 4.35, 50.85), ("Luxembourg", 6.13, 49.61), ("Amsterdam", 4.89, 52.37), ("Paris", 2.35, 48.85),
    ("London", -0.13, 51.51), ("Madrid", -3.7, 40.42), ("Lisbon", -9.13, 38.72), ("Reykjavík", -21.9, 64.14), ("Ottawa", -75.7, 45.41),
)  # fmt: skip
MEMBERS = ("BEL", "BGR", "CZE", "DEU", "DNK", "ESP", "EST", "FRA", "GBR", "ISL", "ITA", "LTU", "LVA", "NLD", "NOR", "POL", "ROU", "TUR")
SITES = (("Kamyshlov", 62.71, 56.85), ("Mozdok", 44.65, 43.74), ("Shuya", 41.37, 56.86), ("Kapustin Yar", 45.75, 48.57))


def number(words: str, trace: Trace) -> Slot:
    """A footnoted number."""
    return Slot(words, trace, "number", NOTES.index(trace) + 1)


def name(words: str) -> Slot:
    """A name taken from a record."""
    return Slot(words, Trace(record="9m729"), "name")


def line(*parts: Inline | str) -> Line:
    """A line of words and slots."""
    return tuple(Text(part) if isinstance(part, str) else part for part in parts)


def circle(longitude: float, latitude: float, radius_km: float, points: int = 181) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Longitudes and latitudes [degrees] of a circle on a sphere, closed."""
    around = [2.0 * math.pi * index / (points - 1) for index in range(points)]
    middle, angle = math.radians(latitude), radius_km / EARTH_KM
    north = [math.asin(math.sin(middle) * math.cos(angle) + math.cos(middle) * math.sin(angle) * math.cos(turn)) for turn in around]
    east = [
        math.atan2(math.sin(turn) * math.sin(angle) * math.cos(middle), math.cos(angle) - math.sin(middle) * math.sin(up))
        for turn, up in zip(around, north, strict=True)
    ]
    longitudes = tuple((longitude + math.degrees(turn) + 180.0) % 360.0 - 180.0 for turn in east)
    return longitudes, tuple(math.degrees(up) for up in north)


def ring(site: tuple[str, float, float], radius_km: float, style: int) -> Ring:
    """A ring of a radius [km] around a site."""
    longitudes, latitudes = circle(site[1], site[2], radius_km)
    return Ring(f"{site[0]}, {radius_km:,.0f} km", longitudes, latitudes, style, STEP)


def europe() -> Figure:
    """Four sites with two rings each and every capital of an alliance."""
    radii = (500.0, 2350.0)
    return Figure(
        id="map-9m729-low",
        caption=line(name("9M729"), " from the sites on record, range ", number("500 to 2,350 km", DISPUTED), "."),
        alternative="Map of Europe with rings of 500 km and 2,350 km around four sites.",
        rings=tuple(ring(site, radius, style) for style, radius in enumerate(radii) for site in SITES),
        points=(
            *(Point(place, east, north, "site") for place, east, north in SITES),
            *(Point(place, east, north, "capital-in-reach" if east > 12.0 else "capital") for place, east, north in CAPITALS),
        ),
        highlighted=MEMBERS,
        bounds=(-12.0, 34.0, 66.0, 71.0),
        key=((0, "lowest drawn: 500 km"), (1, "highest drawn: 2,350 km")),
    )


def pacific() -> Figure:
    """One site near the antimeridian, outside the projection of Europe."""
    site = ("Anadyr", 177.5, 64.73)
    return Figure(
        id="map-9m729-high",
        caption=line("The same range from a site far to the east: ", number("480 km", CLAIMED), "."),
        alternative="Map of the Bering Sea with a ring of 480 km and one of 1,500 km around Anadyr.",
        rings=(ring(site, 480.0, 0), ring(site, 1500.0, 1)),
        points=(Point(site[0], site[1], site[2], "site"), Point("Nome", -165.4, 64.5, "capital")),
        highlighted=("USA",),
        bounds=(150.0, 48.0, -145.0, 78.0),
        key=((0, "480 km"), (1, "1,500 km")),
    )


def options() -> Table:
    """A wide table with long cells, a long word and a ragged row."""
    header = tuple(line(words) for words in ("Option", "Track", "Status", "Cost, million EUR", "Delay, years", "Lawful", "In reach"))
    rows = []
    for index, option in enumerate(("Hold", "Defend with what is there", "Moratorium with inspections", "New missiles (ruled out)")):
        rows.append(
            (
                line(name(option)),
                line("defence and dialogue" if index else "neither"),
                line(Slot("ruled out", SPANNED), " by ", name("Alliance"), ", ", Slot("2020-02-12", SPANNED, "date")),
                line(number("1,200 (900 to 1,500)", MODELLED) if index else "not modelled yet"),
                line(number("4", COUNTED)),
                line(Slot("not prohibited by what is in force; prohibited while the treaty was in force", TREATY)),
                *((line(number("24", COUNTED), " capitals"),) if index != 2 else ()),
            )
        )
    return Table(line("Options, their cost, delay and lawfulness"), header, tuple(rows), wide=True)


def sections() -> tuple[Section, ...]:
    """Four sections; the second has a subsection with a subsection."""
    quote = Slot("We will not deploy land-based nuclear missiles", SPANNED, "quote")
    claims = Table(
        line("What is claimed of ", name("9M729")),
        (line("Claimant"), line("Range"), line("Checked")),
        (
            (line(name("Russia")), line(number("480 km", CLAIMED)), line("secondhand")),
            (line(name("United States")), line(number("above 500 km", DISPUTED)), line("seen")),
        ),
    )
    first = Section(
        "bottom-line",
        "Bottom line",
        (
            Paragraph(line("Between ", number("0 and 24", COUNTED), " capitals are in reach of ", name("9M729"), "."), "lead"),
            Paragraph(line("The report says ", quote, " of the <missile> & its *launcher* #x $y$ @z `w` _v_ \\."), "plain"),
            Paragraph(line("No model covers what the other side does next; its stock is unknown."), "caution"),
            Bullets((line("If the range is below the bound: ", Slot("not covered", TREATY), "."), line("If above: prohibited."))),
        ),
    )
    deepest = Section("measures-detail", "Measures in detail", (Bullets((line("One measure: ", name("moratorium")),)),))
    deeper = Section("options-measures", "What each option is made of", (Paragraph(line("Measures come from records.")),), (deepest,))
    return (
        first,
        Section("claimed", "What is claimed", (claims, europe())),
        Section("options", "The options side by side", (options(), pacific()), (deeper,)),
        Section("limits", "Method and limits", (Paragraph(line("Step ", Slot(STEP, MODELLED), " rests on a stock nobody gave.")),)),
    )


def document() -> Document:
    """The sample."""
    return Document(
        title='Sample brief on the 9M729 & "quoted" names',
        subtitle="A summary made by hand, with every type of the outline in it.",
        facts=(
            ("Known by", Slot("2020-02-12", Trace(record="sample"), "date")),
            ("Perspectives", Slot("NATO, Russia", Trace(record="sample"))),
            ("Seed and draws", Slot("7, 200", Trace(computed="given to the run"))),
        ),
        sections=sections(),
        footnotes=(
            Footnote(1, "480 km: russia, as of 2019-01-23, public 2019-01-23. Ministry of Examples, Briefing [secondhand].", CLAIMED),
            Footnote(2, "above 500 km: united-states, as of 2018, public 2018-12-04. Embassy of Examples, Statement [seen].", DISPUTED),
            Footnote(3, f"Step {STEP}. The model Reach. Label: modelled because of stock (assumed).", MODELLED),
            Footnote(4, "Capitals within the widest ring, counted.", COUNTED),
        ),
        sources=(SourceEntry(MEMORY, ("inf",)), SourceEntry(EMBASSY, ("9m729",)), SourceEntry(MINISTRY, ("9m729", "iskander-m"))),
        attribution=("Natural Earth, public domain.", "GeoNames, CC BY 4.0."),
    )
