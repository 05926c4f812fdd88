"""Room: models. Pure functions over plain SI arrays; no file, no catalogue, no scenario, no clock. Imports facts and errors only.

Add a model as a folder here; see `ports.py`.
"""

from dualtrack.models.ports import Better, Input, Model, Output, models, questions

__all__ = ["Better", "Input", "Model", "Output", "models", "questions"]
