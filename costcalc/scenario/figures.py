"""Figures: named formulas over results, and the value of an assumption that makes two of them equal."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from costcalc.expr import Equation, Node, parse_equation
from costcalc.source import FieldKind, FileRecord, Mapping, One, OneName, Scalar, bind
from costcalc.source.fields import formula_start, read_results
from costcalc.source.patterns import EQUATION_SCHEMA, RESULTS_SCHEMA


def _equation(value: Scalar) -> Equation:
    return parse_equation(value, formula_start(value))


EquationField = Annotated[Equation, One("an equation such as a.total = b.total", _equation, **EQUATION_SCHEMA)]


class SolvedFigure(FileRecord):
    """The value of an assumption for which two formulas are equal: break-even, and what is implied."""

    solve: OneName = Field(description="the assumption that is looked for")
    where: EquationField = Field(description="what is to be equal: api.total = own.total")


WrittenFigure = Node | SolvedFigure


def sides_of(figure: WrittenFigure) -> tuple[Node, ...]:
    """Return the formulas that a figure is written with."""
    return tuple(figure.where) if isinstance(figure, SolvedFigure) else (figure,)


def _figure(value: Any) -> WrittenFigure:
    return bind(SolvedFigure, value, []) if isinstance(value, Mapping) else read_results(value)


FigureField = Annotated[
    WrittenFigure,
    FieldKind(
        _figure,
        records=(SolvedFigure,),
        anyOf=[RESULTS_SCHEMA],
        description="a formula over results: flash.total / tickets; or {solve: ASSUMPTION, where: A = B}",
    ),
]
ResultFormula = Annotated[Node, FieldKind(read_results, **RESULTS_SCHEMA)]
