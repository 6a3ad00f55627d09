"""What is counted. The meters are rows of `table`."""

from costcalc.meters.keyed import DEFINED, ByMeter, each_meter
from costcalc.meters.meter import Meter
from costcalc.meters.parts import Links, links, parts_of, remainder, without_whole
from costcalc.meters.table import METERS, TOKEN

__all__ = [
    "DEFINED",
    "METERS",
    "TOKEN",
    "ByMeter",
    "Links",
    "Meter",
    "each_meter",
    "links",
    "parts_of",
    "remainder",
    "without_whole",
]
