"""What is asked of models: how many requests there are, how large each is, and what of that cannot be."""

from costcalc.workload.request_group import RequestGroup, request_group
from costcalc.workload.validation import validate_parts, validate_quantities

__all__ = ["RequestGroup", "request_group", "validate_parts", "validate_quantities"]
