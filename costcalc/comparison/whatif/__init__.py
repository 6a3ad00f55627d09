"""What a scenario costs if one or two of its assumptions are something else, and where options cost the same."""

from costcalc.comparison.whatif.grid import WhatIfPoint
from costcalc.comparison.whatif.varied import VariedAssumption, parse_varied
from costcalc.comparison.whatif.whatif import WhatIf, what_if, what_if_of

__all__ = ["VariedAssumption", "WhatIf", "WhatIfPoint", "parse_varied", "what_if", "what_if_of"]
