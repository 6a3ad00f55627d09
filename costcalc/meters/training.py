"""Tokens that a model is trained on: those of the training file, times the epochs.

    training: 25.00

A file of 5M tokens and three epochs are 15M tokens:

    15000000 * 25 / 1000000 = 375
"""

from costcalc.meters.meter import Meter

METER = Meter("training", "token", "tokens trained on, times the epochs")
