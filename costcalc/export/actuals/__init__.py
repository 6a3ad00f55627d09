"""What was billed beside what was estimated, exactly: `costcalc export --actuals`."""

from costcalc.export.actuals.variance import Variance, VarianceLine, VarianceTotal, variance_of

__all__ = ["Variance", "VarianceLine", "VarianceTotal", "variance_of"]
