"""Room: comparison. Regret: how much worse an option is than the best one, question by question, in the question's own direction.

No score adds questions up. Options that were ruled out are compared too and stay marked.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dualtrack.comparison.summary import EXACT
from dualtrack.runs import Cell, Run

Values = np.ndarray[tuple[int, ...], np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Regret:
    """An option's largest shortfall on one question [the question's unit]: over the perspectives that have a number, and where.

    `perspectives` counts those; `unanswered` names those without a number, which the figure leaves open.
    """

    option: str
    question: str
    system: str
    value: float
    perspective: str
    unanswered: tuple[str, ...]
    steps: tuple[str, ...]


def regrets(run: Run, question: str) -> tuple[Regret, ...]:
    """The regret of every option on one question, for each system; empty where the question has no better direction."""
    better = run.outputs()[question].better
    if better == "neither":
        return ()
    found = []
    for system in run.scenario.systems:
        shortfalls = {view.id: _shortfalls(run, question, view.id, system, better) for view in run.scenario.perspectives}
        for option in run.scenario.options:
            known = {view: values[option.id] for view, values in shortfalls.items() if option.id in values}
            if not known:
                continue
            worst = max(known, key=lambda view: known[view])
            steps = tuple(run.system_answers[option.id, view, system][question].step for view in known)
            unanswered = tuple(view for view in shortfalls if view not in known)
            found.append(Regret(option.id, question, system, known[worst], worst, unanswered, steps))
    return tuple(found)


def _shortfalls(run: Run, question: str, perspective: str, system: str, better: str) -> dict[str, float]:
    """Mean over the draws of how far each option is from the best in that draw; without a number or with a bound it is left out."""
    cells = {option.id: run.system_answers[option.id, perspective, system][question] for option in run.scenario.options}
    values = {option: _values(cell) for option, cell in cells.items() if cell.array is not None and cell.ending in EXACT}
    if not values:
        return {}
    stacked = np.stack(list(values.values()))
    best = stacked.min(axis=0) if better == "lower" else stacked.max(axis=0)
    return {option: float(_apart(array, best).mean()) for option, array in values.items()}


def _apart(values: Values, best: Values) -> Values:
    """How far two answers are apart; nothing where both are without end, as the distance from a site that is gone."""
    with np.errstate(invalid="ignore"):
        return np.where(values == best, 0.0, np.abs(values - best))


def _values(cell: Cell) -> Values:
    assert cell.array is not None
    return np.ravel(cell.array)
