"""Room: runs. Binds claims to model inputs, draws, executes steps; gives results and the run record. Facts meet models only here."""

from dualtrack.runs.context import Viewpoint
from dualtrack.runs.endings import Ending
from dualtrack.runs.run import Run, context_of, run, viewpoint_of
from dualtrack.runs.steps import Cell, Step, Use

__all__ = ["Cell", "Ending", "Run", "Step", "Use", "Viewpoint", "context_of", "run", "viewpoint_of"]
