"""Images sent to the model, by the piece.

    image_read: {price: 0.0013, per: 1 image}

Where a vendor turns them into tokens, the meter is `image_input`.
"""

from costcalc.meters.meter import Meter

METER = Meter("image_read", "image", "images sent, where they are priced by the piece")
