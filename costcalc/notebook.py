"""Answers as notebooks show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.comparison import Comparison
from costcalc.formats import Style
from costcalc.formats.html import write
from costcalc.views.comparison import ComparisonsView
from costcalc.views.estimate import EstimateView

if TYPE_CHECKING:
    from costcalc.pricing import Estimate
    from costcalc.views import View


def html_of(answer: Comparison | Estimate) -> str:
    """Return an answer as a part of a page."""
    view: View = ComparisonsView([answer]) if isinstance(answer, Comparison) else EstimateView(answer)
    return write(view, Style())
