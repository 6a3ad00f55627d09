"""Units of capacity that are reserved, and held for the whole period whether used or not.

    capacity: {reserved: 260, per: 1 unit, term: month, minimum: 15, increment: 5}

What is billed for how many is said under the rule [reserved](rules.md#reserved).
"""

from costcalc.meters.meter import Meter

METER = Meter("capacity", "unit", "units of capacity reserved for the whole period")
