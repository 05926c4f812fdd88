"""How the pages are built: `make docs`. No network, no script or style from elsewhere; formulas are written in words."""

import sys
import tomllib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

_project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))["project"]

project = _project["name"]
author = "The dualtrack authors"
copyright = f"2026, {author}"
version = release = _project["version"]
language = "en"

extensions = ["myst_parser"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]
nitpicky = True

html_theme = "furo"
html_title = f"dualtrack {release}"
html_copy_source = False
html_show_sphinx = False


def setup(app):
    """Write the pages that are made from records before the pages are read."""
    import profile_plots
    import record_pages
    import treaty_pages

    app.connect("builder-inited", lambda app: profile_plots.write(Path(app.srcdir) / "models" / "plots"))
    app.connect("builder-inited", lambda app: treaty_pages.write(Path(app.srcdir) / "data" / "treaties"))
    app.connect("builder-inited", lambda app: record_pages.write(Path(app.srcdir) / "data" / "records"))
