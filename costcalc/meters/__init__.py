"""What is counted. One file per meter; a new one is a file and a line in this list.

The order is that of the charges in a report.
"""

from collections.abc import Collection, Iterator, Mapping

from costcalc.meters import cache_read, input, output, reasoning  # noqa: A004  # a meter's name is what vendors call it
from costcalc.meters.meter import Meter

METERS: Mapping[str, Meter] = {
    module.METER.name: module.METER
    for module in (
        input,
        cache_read,
        output,
        reasoning,
    )
}


def without_whole(given: Collection[str]) -> Iterator[tuple[str, str]]:
    """List the meters that are given without the one they are part of, with that one."""
    for meter in given:
        whole = METERS[meter].part_of
        if whole and whole not in given:
            yield meter, whole


__all__ = ["METERS", "Meter", "without_whole"]
