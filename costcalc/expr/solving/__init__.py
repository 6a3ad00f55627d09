"""The value of an assumption for which two formulas are equal, exactly; imported where one is asked for."""
