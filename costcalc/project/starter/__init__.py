"""Files to begin with, one file for each kind: they run as they stand, and say what to change."""

from costcalc.project.starter.card import StarterCard
from costcalc.project.starter.contract import StarterContract
from costcalc.project.starter.policy import StarterPolicy
from costcalc.project.starter.scenario import StarterScenario

__all__ = ["StarterCard", "StarterContract", "StarterPolicy", "StarterScenario"]
