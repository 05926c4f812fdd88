"""Room: models. Where so many more sites cover most: a method for `dualtrack site`; it asks no question of its own. Its functions are in
`model.py`."""

from dualtrack.models.siting.model import Siting, greedy_share, most_covered, most_gained

__all__ = ["Siting", "greedy_share", "most_covered", "most_gained"]
