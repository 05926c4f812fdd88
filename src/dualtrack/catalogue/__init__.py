"""Room: catalogue. Reads `data/`, validates it, answers by id, date and perspective. Only YAML parser. May import facts, errors."""

from dualtrack.catalogue.catalogue import Catalogue, Dates
from dualtrack.catalogue.check import Report, check
from dualtrack.catalogue.records import Record

__all__ = ["Catalogue", "Dates", "Record", "Report", "check"]
