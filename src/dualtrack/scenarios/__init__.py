"""Room: scenarios. A scenario from a file or from what was read, its options as patches, frozen at its dates."""

from dualtrack.scenarios.patches import Patched, apply
from dualtrack.scenarios.scenario import HOLD, Option, Scenario, Site, freeze, members

__all__ = ["HOLD", "Option", "Patched", "Scenario", "Site", "apply", "freeze", "members"]
