"""Room: models. What layers, salvos and stocks of interceptors come to by formula: leakers, shots, salvo exchanges, cuts in cost. A
method; it asks no question of its own. Formulas of a defence are in `model.py`, exchanges of salvos in `salvos.py`."""

from dualtrack.models.layered_defence.model import (
    NOT_ACHIEVABLE,
    Looks,
    Shots,
    Spread,
    cost_cut_percent,
    kill_needed,
    layer_kill,
    layers_kill,
    leaking,
    no_leak,
    shoot_look_shoot,
    shots_needed,
    spread,
)
from dualtrack.models.layered_defence.salvos import Exchange, StochasticLoss, salvo_exchange, stochastic_loss

__all__ = [
    "NOT_ACHIEVABLE",
    "Exchange",
    "Looks",
    "Shots",
    "Spread",
    "StochasticLoss",
    "cost_cut_percent",
    "kill_needed",
    "layer_kill",
    "layers_kill",
    "leaking",
    "no_leak",
    "salvo_exchange",
    "shoot_look_shoot",
    "shots_needed",
    "spread",
    "stochastic_loss",
]
