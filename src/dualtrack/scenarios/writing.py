"""Room: scenarios. A scenario's plain data as the text of a file that a person can read, edit and run again."""

from __future__ import annotations

from collections.abc import Mapping
from io import StringIO
from typing import Any

HEAD = """\
# A scenario for dualtrack, proposed from a report. Edit it and run again: dualtrack brief scenario.yaml
# as_of: only what was public by that day is used. options: lists of measures; `hold` is always compared. Ids are records of the catalogue.
"""


def scenario_text(plain: Mapping[str, Any]) -> str:
    """YAML text of a scenario; the same data gives the same text."""
    from ruamel.yaml import YAML

    yaml = YAML(typ="rt", pure=True)
    yaml.default_flow_style = False
    yaml.allow_unicode = True
    yaml.width = 110
    yaml.indent(mapping=2, sequence=4, offset=2)
    stream = StringIO()
    yaml.dump(dict(plain), stream)
    return HEAD + stream.getvalue()
