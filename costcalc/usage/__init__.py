"""Usage as API responses report it, in our meters."""

from costcalc.usage.response import MAX_BYTES, read_usage

__all__ = ["MAX_BYTES", "read_usage"]
