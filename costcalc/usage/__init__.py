"""Usage as API responses report it, in our meters."""

from costcalc.usage.documents import MAX_BYTES
from costcalc.usage.read import reported
from costcalc.usage.reported import ReportedUsage
from costcalc.usage.response import read_answers, read_usage, validate_served

__all__ = ["MAX_BYTES", "ReportedUsage", "read_answers", "read_usage", "reported", "validate_served"]
