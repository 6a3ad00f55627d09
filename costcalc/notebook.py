"""Answers as notebooks show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.comparison import Comparison
from costcalc.comparison.audit.audit import Audit
from costcalc.formats import Style
from costcalc.formats.html import write
from costcalc.views.audit import AuditsView
from costcalc.views.comparison import ComparisonsView
from costcalc.views.estimate import EstimateView

if TYPE_CHECKING:
    from costcalc.pricing import Estimate
    from costcalc.views import View


def html_of(answer: Comparison | Estimate | Audit) -> str:
    """Return an answer as a part of a page."""
    return write(_view(answer), Style())


def _view(answer: Comparison | Estimate | Audit) -> View:
    if isinstance(answer, Comparison):
        return ComparisonsView([answer])
    return AuditsView([answer]) if isinstance(answer, Audit) else EstimateView(answer)
