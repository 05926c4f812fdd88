"""Entries like those the catalogue gives, for the tests of the reading room."""

from __future__ import annotations

from dualtrack.reading import Entry


def _all(record_id: str, kind: str, name: str, *texts: str, strand: str = "") -> list[Entry]:
    return (
        [Entry(text, record_id, kind, strand=strand, name=name) for text in (name, *texts)]
        if not strand
        else [Entry(text, record_id, kind, strand=strand, name=name) for text in texts]
    )


ENTRIES = [
    *_all("9m729", "cruise-missile", "9M729", "SSC-8", "SSC-8 Screwdriver", "9М729", "Novator 9M729"),
    *_all("9m723", "quasi-ballistic-missile", "Iskander-M", "Iskander", "9M723", "SS-26"),
    *_all("avangard", "boost-glide-vehicle", "Avangard", "Авангард"),
    *_all("patriot", "air-defence-system", "Patriot", "MIM-104"),
    *_all(
        "inf",
        "treaty",
        "INF Treaty",
        "INF agreement",
        "INF",
        "Intermediate-Range Nuclear Forces Treaty",
        "Intermediate-Range Nuclear Forces",
        "Treaty on Intermediate-Range Nuclear Forces",
    ),
    *_all("new-start", "treaty", "New START"),
    *_all("nato", "alliance", "NATO", "the alliance", "Alliance", "the bloc", "North Atlantic Treaty Organization"),
    *_all("russia", "state", "Russia", "Moscow", "Russian", "the Kremlin", "Russian Federation"),
    *_all("ukraine", "state", "Ukraine", "Kyiv", "Kiev", "Ukrainian"),
    *_all("canada", "state", "Canada", "Canadian", "Ottawa"),
    *_all("united-states", "state", "United States", "US", "U.S.", "American", "Washington"),
    *_all("germany", "state", "Germany", "German", "Berlin"),
    *_all("turkey", "state", "Turkey", "Turkish", "Ankara"),
    *_all("jens-stoltenberg", "person", "Jens Stoltenberg", "Stoltenberg"),
    *_all("andriy-zagorodnyuk", "person", "Andriy Zagorodnyuk", "Andriy Zagordnyuk", "Zagorodnyuk"),
    *_all("harjit-sajjan", "person", "Harjit Sajjan", "Sajjan"),
    *_all("sergey-lavrov", "person", "Sergey Lavrov", "Sergei Lavrov", "Lavrov"),
    *_all(
        "presence-east",
        "measure",
        "Presence",
        "presence in the air, on land and at sea",
        "combat-ready troops",
        strand="presence",
    ),
    *_all(
        "air-missile-defence",
        "measure",
        "Air and missile defence",
        "air and missile defense",
        "air and missile defence",
        "missile defense",
        "missile defence",
        "air defense systems",
        "air defence systems",
        strand="air-and-missile-defence",
    ),
    *_all("more-batteries", "measure", "More batteries", "air and missile defence", strand="air-and-missile-defence"),
    *_all("conventional", "measure", "Conventional capabilities", "conventional capabilities", strand="conventional-capabilities"),
    *_all("exercises", "measure", "Exercises", "exercises", "exercise programme", "exercise program", strand="exercises"),
    *_all("successor", "measure", "A successor treaty", "arms control", strand="arms-control"),
    *_all("moratorium", "measure", "Moratorium", "moratorium", "moratorium on the deployment", strand="arms-control"),
    *_all(
        "land-based-nuclear",
        "measure",
        "Nuclear missiles on land",
        "nuclear land-based weapon systems",
        "land-based nuclear missiles",
        strand="land-based-nuclear",
    ),
]
