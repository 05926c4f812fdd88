"""Room: reading. The words that rule out, leave open, deny or affirm, and how far each reaches within its clause.

Imports nothing of the project but this room's passages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dualtrack.reading.passages import Stretch

_NOT = r"(?:not|n['’]t|never)"
_BE = r"(?:is|are|was|were|am|be|been)"
_SOFT = r"(?:\s+(?:currently|now|yet|simply|just|also|any|immediately|presently|at present|itself|themselves))*"
_DOING = (
    r"deploy|station|plac|bas[ei]|host|introduc|field|install|bring|mov|mirror|match|copy|imitat|follow suit"
    r"|pursu|join|accept|tak\w* part"
    r"|increas|build|buy|acquir|hold|conduct|support|return|respond|do\b|sign|agree|negotiat|propos|develop|produc"
)
_LEAVES_OPEN = (
    rf"(?:{_NOT}|refus\w+ to|declin\w+ to|without){_SOFT}\s+(?:rul(?:e|ed|ing) out|exclud(?:e|ed|ing)|tak(?:e"
    rf"|en|ing) off the table)",
)
_FORWARD = (
    r"\bno\s+(?:\w+\s+)?(?:intentions?|plans?|wish|desire|appetite|interest|need)\s+(?:of|to|for|in)\b",
    rf"\b(?:do|does|did|has|have|had)\s*{_NOT}{_SOFT}\s+(?:have (?:any )?(?:plans?|intentions?)|plan|intend"
    rf"|want|wish|seek|envisage|foresee"
    r"|propose|aim|planned|intended|sought)(?:\s+(?:to|of))?\b",
    rf"\b{_BE}\s*{_NOT}{_SOFT}\s+(?:planning|intending|going|considering|seeking|looking|preparing"
    rf"|about)(?:\s+(?:to|at|into|for))?\b",
    rf"\b(?:will|would|shall|wo)\s*{_NOT}{_SOFT}(?=\s+(?:be\s+)?(?:{_DOING}))",
    rf"\b{_NOT}{_SOFT}(?=\s+(?:to\s+)?(?:mirror|match|copy|imitat|follow suit|(?:answer|respond|reply) in kind))",
    r"\b(?:has|have|had|is|are)?\s*rul(?:es|ed|ing|e)\s+out\b",
    r"\b(?:reject|rejects|rejected|rejecting|dismiss(?:es|ed|ing)?|turn(?:s|ed)? down|oppos(?:e|es|ed|ing)"
    r"|refus(?:e|es|ed|ing))(?:\s+to)?\b",
    r"\bdecid(?:ed|es)\s+(?:against|not to)\b",
    r"\b(?:vow|pledg|promis|agre|undertak|undertook)\w*\s+not\s+to\b",
    r"\bagainst\s+(?:deploying|stationing|placing|basing|hosting|introducing|the (?:deployment|stationing))\b",
    r"\bexclud(?:es|ed|ing|e)\b",
)
_BACKWARD = (
    rf"\b{_BE}\s+(?:\w+ly\s+|also\s+|being\s+)*(?:ruled out|excluded|rejected|dismissed|off the table|out of the question)\b",
    rf"\b{_BE}\s*{_NOT}{_SOFT}\s+(?:on the table|an option|planned|foreseen|envisaged|in the cards"
    rf"|being considered|under consideration)\b",
)
_DENIES = (
    r"\b(?:not|never|without|neither|nor|rather than|instead of)\b",
    r"\b\w+n['’]t\b",
    r"\bno\b",
)
_REVERSING = re.compile(
    r"\s*(?:be\s+)?(?:abandon|weaken|neglect|cut|stop|halt|reduc|giv\w+ up|drop|hesitat|give up|surrender|scrap"
    r"|limit|end\b|fail|cease|only)",
    re.IGNORECASE,
)
_ONLY = re.compile(r"\s+(?:only|just|merely|simply)\b")
MIRROR = re.compile(
    r"\b(?:mirror\w*|match\w*|copy\w*|imitat\w+|follow suit|tit[- ]for[- ]tat|in kind|missile[- ]for[- ]missile"
    r"|do (?:as|what) \w+ do(?:es)?)\b",
    re.IGNORECASE,
)
OFFER = re.compile(r"\b(?:the|this|that|its|his|their|any such|\w+['’]s)\s+(?:\w+\s+)?(?:offer|proposal|initiative|idea|call|plan)s?\b")
CONDITION = re.compile(r"\b(?:unless|as long as|so long as|until|provided that|on condition that|if)\b", re.IGNORECASE)
DEPLOYS = re.compile(r"\b(?:deploy|station|plac|bas(?:e|ing)|host|introduc|field|install|bring|mov)\w*\b", re.IGNORECASE)
_KIND = (
    r"(?:new|such|additional|more|further|any|own|land-based|ground-based|ground-launched|land|nuclear"
    r"|conventional|nuclear-capable|nuclear-armed"
    r"|intermediate-range|medium-range|shorter-range|cruise|ballistic|hypersonic|American|U\.S\.|US|Russian|INF-range)"
)
WEAPONS = re.compile(rf"\b{_KIND}(?:(?:,?\s+|\s+(?:or|and)\s+){_KIND})*\s+(?:missiles?|weapons?(?:\s+systems?)?|warheads)\b")

_CONSIDERED = re.compile(
    r"\b(?:look\w* (?:into|at)|consider\w*|discuss\w*|debat\w+|weigh\w*|stud(?:y|ying|ied|ies)|examin\w+"
    r"|explor\w+|could|may|might|should|will"
    r"|would|options?|propos\w+|offer\w*|suggest\w*|call(?:s|ed|ing)? for|plan(?:s|ned|ning)?|need|must|want\w*"
    r"|urg\w+|seek\w*|answer"
    r"|expect\w*|possible|potential|review\w*|address\w*|assess\w*)\b",
    re.IGNORECASE,
)
_UNDER_WAY = re.compile(
    r"\b(?:is|are|am|['’]re|been)\s+(?:(?:now|also|already|currently|further)\s+|\w+ly\s+)*(?!looking|consider"
    r"|discuss|plann|expect|study|weigh|explor|examin|debat|review|propos|offer|seek|assess)"
    r"[a-z]+ing\b|\bcontinu\w+\b|\b(?:is|are|remains?)\s+(?:one|part|among|at|in)\b|\bstep(?:s|ping)? up\b"
    r"|\bongoing\b|\bunder ?way\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:have|has|had|['’]ve)\b(?:\s*,[^,]{1,50},)?\s+(?:(?:also|already|now|since)\s+"
    r"|\w+ly\s+)*(?:been\s+)?(?!propos|consider|discuss|offer|suggest|call|plan|review|debat|address|assess"
    r"|express)(?:[a-z]+ed|begun|sent|put|taken|made|held|built|set)\b"
    r"|\b(?:increased|deployed|strengthened|reinforced|sent|adopted|agreed|stepped up|doubled|expanded|extended"
    r"|launched|held|bought)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Words of refusal: `kind` is rules-out, leaves-open or denies; they reach on from their end, or back from their start."""

    start: int
    end: int
    kind: str
    reach: Stretch

    def reaches(self, start: int, end: int) -> bool:
        """Whether the stretch lies within reach."""
        return self.reach[0] <= start and end <= self.reach[1]


def _patterns(sources: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{source})" for source in sources), re.IGNORECASE)


_OPEN, _AHEAD, _BEHIND, _DENIAL = map(_patterns, (_LEAVES_OPEN, _FORWARD, _BACKWARD, _DENIES))


def refusals(text: str, clause: Stretch) -> list[Refusal]:
    """The words of refusal in a clause, each with its reach; "will not abandon" and "not only" refuse nothing."""
    start, end = clause
    found: list[Refusal] = []
    for kind, pattern, is_ahead in (
        ("leaves-open", _OPEN, True),
        ("rules-out", _BEHIND, False),
        ("rules-out", _AHEAD, True),
        ("denies", _DENIAL, True),
    ):
        for match in pattern.finditer(text, start, end):
            if any(match.start() < one.end and one.start < match.end() for one in found):
                continue
            reach = (match.end(), end) if is_ahead else (start, match.start())
            if is_ahead and (_REVERSING.match(text, match.end(), end) or (_ONLY.match(text, match.end(), end) and kind == "denies")):
                reach = (match.end(), match.end())
            found.append(Refusal(match.start(), match.end(), kind, reach))
    return sorted(found, key=lambda one: one.start)


def strand_of_weapons(words: str) -> str:
    """The strand that weapons of this description stand for; empty unless they are based on land and nuclear or conventional."""
    folded = words.casefold()
    is_on_land = any(word in folded for word in ("land", "ground"))
    if is_on_land and "nuclear" in folded and "conventional" not in folded:
        return "land-based-nuclear"
    if is_on_land and "conventional" in folded and "nuclear" not in folded:
        return "land-based-conventional"
    return ""


def modality(text: str, clause: Stretch, start: int, end: int) -> str:
    """`done`, `under-way` or `considered` (also: announced, not begun); empty without such words.

    The last such words before a stretch count, else the first after it.
    """
    patterns = (("done", _DONE), ("under-way", _UNDER_WAY), ("considered", _CONSIDERED))
    before = [(match.end(), name) for name, pattern in patterns for match in pattern.finditer(text, clause[0], start)]
    if before:
        return max(before)[1]
    after = [(match.start(), name) for name, pattern in patterns for match in pattern.finditer(text, end, clause[1])]
    return min(after)[1] if after else ""
