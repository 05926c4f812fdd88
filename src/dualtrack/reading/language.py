"""Room: reading. Tells whether a text is English by its small words and its script; imports nothing of the project."""

from __future__ import annotations

import re
from collections import Counter

_WORD = re.compile(r"[^\W\d_]+")
_SMALL_WORDS = {
    "English": "the of and to in that is for on with as by at from it its was has have will not are be this said but an which they",
    "German": "der die das und nicht mit von zu den ist auf für eine ein im dem des sich werden wird auch nach bei als hat wir",
    "French": "le la les des et est une dans pour que qui sur pas par au avec du sont ce aux plus ont nous elle il",
    "Spanish": "el los las una que del por con para es en se no su como más pero sus al ha fue esta y la",
    "Italian": "il che di della per una con non del sono gli alla le nel dei delle anche più ha si è da come i",
    "Portuguese": "que não uma com para os do da em as dos por mais como ao foi das tem seu o e um à",
    "Dutch": "het een van en niet voor met zijn op dat aan door ook naar bij worden deze heeft wordt de is in",
    "Polish": "nie się że jest na do oraz przez dla jak po od który która są było ma w z i",
    "Turkish": "ve bir bu için ile da de olarak çok daha gibi olan sonra kadar ama ise ne değil",
    "Norwegian, Danish or Swedish": "og ikke det er som på til med av har att och inte är för den en et ett jag vi",
}
_SETS = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}
_SCRIPTS = (
    ("Russian, Ukrainian or another language in Cyrillic", re.compile(r"[\u0400-\u04ff]")),
    ("Greek", re.compile(r"[\u0370-\u03ff]")),
    ("Arabic or Persian", re.compile(r"[\u0600-\u06ff]")),
    ("Hebrew", re.compile(r"[\u0590-\u05ff]")),
    ("Japanese", re.compile(r"[\u3040-\u30ff]")),
    ("Korean", re.compile(r"[\uac00-\ud7af]")),
    ("Chinese", re.compile(r"[\u4e00-\u9fff]")),
    ("Hindi or another language in Devanagari", re.compile(r"[\u0900-\u097f]")),
    ("Georgian", re.compile(r"[\u10a0-\u10ff]")),
)
_ENGLISH_SHARE = 0.08
_SCRIPT_SHARE = 0.3
_JUDGED_CHARACTERS = 200_000


def language_of(text: str) -> str:
    """`English`, the language it seems to be, or `an unknown language`. The first 200,000 characters are judged."""
    sample = text[:_JUDGED_CHARACTERS]
    letters = sum(1 for letter in sample if letter.isalpha()) or 1
    for name, pattern in _SCRIPTS:
        if len(pattern.findall(sample)) / letters > _SCRIPT_SHARE:
            return name
    words = Counter(word.casefold() for word in _WORD.findall(sample))
    total = sum(words.values()) or 1
    shares = {language: sum(words[word] for word in small) / total for language, small in _SETS.items()}
    best = max(shares, key=lambda language: shares[language])
    if shares["English"] >= _ENGLISH_SHARE and shares["English"] >= 0.8 * shares[best]:
        return "English"
    return best if best != "English" and shares[best] >= _ENGLISH_SHARE else "an unknown language"
