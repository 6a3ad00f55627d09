"""Images made, by the piece.

    image: {price: 0.04, per: 1 image}

A price that depends on size or quality belongs to a model of that size or quality, or to a meter that the card names.
"""

from costcalc.meters.meter import Meter

METER = Meter("image", "image", "images made")
