"""Room: errors. Every error class of dualtrack; imports nothing of the project.

DualtrackError
|- UserError                 something the caller gave is wrong; exit code 2, no stack trace
|  |- UnknownName            a name that nothing answers to, with the nearest valid ones
|  |- RecordError            one or more problems in record files, all reported at once
|  |- ReportError            a report that cannot be read (empty, binary, scanned, other language, off the subject)
|  |- ScenarioError          a scenario that does not hold together
|  |- QuestionError          a question a run cannot answer (no such question, option, place ...)
|  |- MissingExtra           an optional group of packages is needed
|- OutsideValidity           a model refuses inputs outside what it is valid for
|- UntracedNumber            a brief holds a number with neither source nor step (a fault of the code, not of the user)
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


class DualtrackError(Exception):
    """Base of every error dualtrack raises on purpose."""


class UserError(DualtrackError):
    """Something the caller gave is wrong; the text says where, what was found and what to write instead."""


def nearest(found: str, valid: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """The valid names most like the one found, best first, ignoring case; empty when none is near."""
    by_folded = {name.casefold(): name for name in valid}
    close = difflib.get_close_matches(found.casefold(), list(by_folded), n=count, cutoff=0.6)
    return tuple(by_folded[name] for name in close)


class UnknownName(UserError):
    """A name that nothing answers to."""

    def __init__(self, kind: str, found: str, valid: Iterable[str], where: str = "") -> None:
        self.kind = kind
        self.found = found
        self.suggestions = nearest(found, valid)
        place = f"{where}: " if where else ""
        advice = f"; did you mean {' or '.join(repr(name) for name in self.suggestions)}?" if self.suggestions else ""
        super().__init__(f"{place}no {kind} is called {found!r}{advice}")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one file: where it is, what is wrong, what was found and what to write instead."""

    file: str
    line: int
    field: str
    wrong: str
    found: str = ""
    instead: str = ""

    def __str__(self) -> str:
        text = f"{self.file}:{self.line}: {self.field}: {self.wrong}" if self.field else f"{self.file}:{self.line}: {self.wrong}"
        if self.found:
            text += f", found {self.found}"
        if self.instead:
            text += f"; write {self.instead}"
        return text


class RecordError(UserError):
    """Record files that cannot be used, with every problem found in them."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: (problem.file, problem.line, problem.field)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class ReportError(UserError):
    """A report that cannot be read, with the reason and the remedy."""


class ScenarioError(UserError):
    """A scenario that does not hold together."""


class QuestionError(UserError):
    """A question that a run cannot answer."""


class MissingExtra(UserError):
    """An optional group of packages is needed for what was asked."""


class OutsideValidity(DualtrackError):
    """A model refuses inputs outside what it is valid for."""


class UntracedNumber(DualtrackError):
    """A brief holds a number that leads neither to a source nor to a step."""
