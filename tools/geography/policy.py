"""Tool: the hand-written tables of the geography build. Imports nothing.

What each table decides is argued in docs/decisions/0002-boundary-policy.md; change both together.
"""

from __future__ import annotations

# Natural Earth features without an ISO number, by their name there -> the area code they are given here.
UNNUMBERED = {
    "Kosovo": "XKX",  # user-assigned code in wide use; the United Nations speaks of Kosovo under SCR 1244 (1999)
    "N. Cyprus": "CYP",
    "Somaliland": "SOM",
    "Siachen Glacier": "XSG",  # user-assigned here: undetermined, given to neither India nor Pakistan
    "Indian Ocean Ter.": "CXR",  # Christmas Island and the Cocos Islands, drawn as one feature in the source
}

# Features with a number of their own that are integral parts of a state.
MERGED = {"ALA": "FIN"}

# A part of the feature of one state that is moved to another: (from, to, a point inside the part, latitude and longitude [deg]).
MOVED_PARTS = (("RUS", "UKR", 45.0, 34.1),)  # Crimea, General Assembly resolution 68/262

# A region of one state's feature that is moved to another: (from, to, west, south, east, north [deg]).
MOVED_REGIONS = (("MAR", "ESH", -17.5, 20.5, -8.6, 27.0 + 40.0 / 60.0),)  # Western Sahara, a non-self-governing territory

# Areas too small for the 1:50 million map, taken from the 1:10 million map.
FROM_FINE_MAP = ("TUV", "GIB")

# GeoNames codes of parts that the map draws inside their state.
TOWN_CODE_OF_STATE = {
    "SJM": "NOR", "ALA": "FIN", "GLP": "FRA", "MTQ": "FRA", "GUF": "FRA", "REU": "FRA", "MYT": "FRA", "BES": "NLD", "CCK": "CXR",
}  # fmt: skip

# Areas that are neither members nor observers of the United Nations -> the state responsible for them.
TERRITORIES = {
    "GRL": "DNK", "FRO": "DNK",
    "JEY": "GBR", "GGY": "GBR", "IMN": "GBR", "AIA": "GBR", "BMU": "GBR", "VGB": "GBR", "CYM": "GBR", "FLK": "GBR", "GIB": "GBR",
    "MSR": "GBR", "PCN": "GBR", "SHN": "GBR", "SGS": "GBR", "TCA": "GBR", "IOT": "GBR",
    "ASM": "USA", "GUM": "USA", "MNP": "USA", "PRI": "USA", "VIR": "USA",
    "NCL": "FRA", "PYF": "FRA", "SPM": "FRA", "MAF": "FRA", "BLM": "FRA", "WLF": "FRA", "ATF": "FRA",
    "ABW": "NLD", "CUW": "NLD", "SXM": "NLD",
    "NFK": "AUS", "CXR": "AUS", "HMD": "AUS",
    "COK": "NZL", "NIU": "NZL",
    "HKG": "CHN", "MAC": "CHN",
}  # fmt: skip
OBSERVERS = ("PSE", "VAT")
SEPARATE = ("XKX", "TWN", "ESH")
NO_STATE = ("ATA", "XSG")

# Names that differ from GeoNames': United Nations short names where the two disagree.
NAMES = {
    "BES": "Bonaire, Sint Eustatius and Saba",
    "CIV": "Côte d'Ivoire",
    "COG": "Congo",
    "CXR": "Christmas and Cocos Islands",
    "NLD": "Netherlands",
    "PSE": "State of Palestine",
    "TLS": "Timor-Leste",
    "TUR": "Türkiye",
    "TWN": "Taiwan, Province of China",
    "VAT": "Holy See (Vatican City)",
    "XSG": "Siachen Glacier",
}

# Other names an analyst may write.
OTHER_NAMES = {
    "Turkey": "TUR", "Russian Federation": "RUS", "USA": "USA", "United States of America": "USA", "UK": "GBR",
    "Great Britain": "GBR",
    "Czech Republic": "CZE", "Macedonia": "MKD", "Ivory Coast": "CIV", "Swaziland": "SWZ", "Burma": "MMR", "Palestine": "PSE",
    "Taiwan": "TWN", "Vatican": "VAT", "Republic of Korea": "KOR", "Holland": "NLD", "Cape Verde": "CPV", "East Timor": "TLS",
    "Republic of the Congo": "COG", "Faeroe Islands": "FRO", "Republic of Moldova": "MDA", "Islamic Republic of Iran": "IRN",
    "Democratic People's Republic of Korea": "PRK", "Syrian Arab Republic": "SYR", "Bosnia": "BIH", "Byelorussia": "BLR",
}  # fmt: skip

# Towns on islands or enclaves that the map is too coarse to draw: GeoNames' country stays.
TOWNS_KEPT = ("Borkum", "Melilla", "Ceuta", "Principe")

# Cities whose own figure covers a small dense area [persons per km2], so that their neighbours are not taken for quarters.
CITY_DENSITY_PER_KM2 = {("FRA", "Paris"): 20_000.0, ("ESP", "Barcelona"): 16_000.0, ("GRC", "Athens"): 17_000.0}

# Capitals where GeoNames' country table is out of date or not a town of its town table.
CAPITALS = {
    "KAZ": "Astana",
    "PSE": "Ramallah",
    "KIR": "Tarawa",
    "GNQ": "Malabo",
    "CUW": "Willemstad",
    "BLM": "Gustavia",
    "ESH": "Laayoune",
    "PLW": "Ngerulmud",
    "IOT": "",
}

# Where towns are shipped down to 1,000 inhabitants, with those whose population GeoNames does not know; elsewhere from 15,000.
FINE_REGION_CONTINENT = "EU"
FINE_REGION_EXTRA = ("TUR", "CYP", "GEO", "ARM", "AZE", "KAZ")
