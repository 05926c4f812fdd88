"""Room: runs. How an answer ended. A run never returns a bare NaN: every cell has one of these, with what to try."""

from __future__ import annotations

from enum import Enum


class Ending(Enum):
    """The ways one answer can end: its code in files, its word, and a sentence for the reader."""

    VALUE = (0, "value", "The model answered.")
    AT_LEAST = (1, "at least", "The claim gives only a lower bound, so the answer is at least this.")
    AT_MOST = (2, "at most", "The claim gives only an upper bound, so the answer is at most this.")
    NOTHING_DEPLOYED = (3, "nothing deployed", "The option removes every site of the system, so nothing is in reach of it.")
    UNKNOWN = (4, "unknown", "Nobody in this perspective gave the value the model needs; choose another perspective or add a claim.")
    NO_SITE = (5, "not modelled: no site on record", "No deployment of the system was on record by the date; add a deployment record.")
    NOT_APPLICABLE = (6, "not modelled for this flight profile", "No model here is valid for this kind of flight.")
    OPEN_BOUND = (7, "unknown: the claim is a bound", "The model needs a finite value and the claim gives only a bound.")
    REFUSED = (8, "refused: outside what the model is valid for", "The inputs lie outside what the model is valid for.")
    NOT_MODELLED = (9, "not modelled yet", "No model and no record supports an answer.")

    @property
    def code(self) -> int:
        """Its number in files."""
        return int(self.value[0])

    @property
    def word(self) -> str:
        """Its words in a table."""
        return str(self.value[1])

    @property
    def sentence(self) -> str:
        """What it means and what to try."""
        return str(self.value[2])

    @property
    def has_value(self) -> bool:
        """Whether there is a number behind it."""
        return self in (Ending.VALUE, Ending.AT_LEAST, Ending.AT_MOST, Ending.NOTHING_DEPLOYED)

    @classmethod
    def of(cls, code: int) -> Ending:
        """The ending with a code."""
        return next(ending for ending in cls if ending.code == code)
