"""Find and read files: scenarios where they are named, rate cards where they are kept."""

from costcalc.project.kept import LOCAL, SHIPPED_FOLDER
from costcalc.project.load.files import load_calendar, load_card, load_fx, load_scenario
from costcalc.project.load.folders import find_cards, load_cards
from costcalc.project.load.policy import load_policy, longest_age_here
from costcalc.project.root import OWN, PROJECT

__all__ = [
    "LOCAL",
    "OWN",
    "PROJECT",
    "SHIPPED_FOLDER",
    "find_cards",
    "load_calendar",
    "load_card",
    "load_cards",
    "load_fx",
    "load_policy",
    "load_scenario",
    "longest_age_here",
]
