"""Room: scenarios. A scenario from a file or from what was read, its options as patches, frozen at its dates."""

from dualtrack.scenarios.patches import Patched, apply
from dualtrack.scenarios.scenario import HOLD, Option, Scenario, Site, freeze, members
from dualtrack.scenarios.sensors import Post, owners_of, posts

__all__ = ["HOLD", "Option", "Patched", "Post", "Scenario", "Site", "apply", "freeze", "members", "owners_of", "posts"]
