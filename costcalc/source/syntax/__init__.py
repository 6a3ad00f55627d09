"""Find the first thing in a text that is not to be read as YAML.

PyYAML has two parsers. What one takes, the other may refuse, and both say it in other words and at other places. So
neither is asked what is wrong: this is a scan of our own, and its answer depends on the text alone. It refuses what is
no YAML, and what the two read differently. It makes no values: what it takes, both parsers read, and alike.
"""

from costcalc.source.syntax.disputed import is_disputed
from costcalc.source.syntax.faults import FAULTS, MAX_DEPTH, Fault

__all__ = ["FAULTS", "MAX_DEPTH", "Fault", "first_fault", "is_disputed"]


def first_fault(text: str, until: int | None = None) -> Fault | None:
    """Find the first fault of a text as YAML.

    Args:
        text: It ends with the end of a line.
        until: Where the reading has stopped for another reason, if it has: what no parser has seen by then is no fault.
    """
    from costcalc.source.syntax.grammar import first_misfit  # only a doubt needs it

    return first_misfit(text, until)
