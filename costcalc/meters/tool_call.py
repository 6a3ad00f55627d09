"""Calls of a tool that the vendor runs, such as a code interpreter, where no other meter is for it.

tool_call: {price: 0.03, per: 1 call}
"""

from costcalc.meters.meter import Meter

METER = Meter("tool_call", "call", "calls of a tool that the vendor runs")
