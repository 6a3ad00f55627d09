"""The lowest and the highest value of formulas over ranges of assumptions, exactly; imported where one is asked for."""
