"""Room: models. Interception rates by type and period from reported counts; what may be compared. A method of the command `rates`; it asks
no question of a scenario. Rates are in `model.py`, the posterior in `fit.py`, its moves in `sampler.py`, checks in `diagnostics.py`."""

from dualtrack.models.interception.counts import Counts, Posterior, generator, share_of
from dualtrack.models.interception.diagnostics import Predicted, covered, effective_draws, next_period, pooled_share, predict, split_r_hat
from dualtrack.models.interception.fit import fit
from dualtrack.models.interception.likelihood import exact_interval, log_chance, log_gamma, mixed
from dualtrack.models.interception.model import (
    DENOMINATORS,
    NUMERATORS,
    Rate,
    after_over_claim,
    compared,
    hits_by_denominator,
    rate_percent,
    unlike,
)
from dualtrack.models.interception.simulate import Truth, possible_splits, simulate

__all__ = [
    "DENOMINATORS",
    "NUMERATORS",
    "Counts",
    "Posterior",
    "Predicted",
    "Rate",
    "Truth",
    "after_over_claim",
    "compared",
    "covered",
    "effective_draws",
    "exact_interval",
    "fit",
    "generator",
    "hits_by_denominator",
    "log_chance",
    "log_gamma",
    "mixed",
    "next_period",
    "pooled_share",
    "possible_splits",
    "predict",
    "rate_percent",
    "share_of",
    "simulate",
    "split_r_hat",
    "unlike",
]
