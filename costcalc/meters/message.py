"""Messages sent, where a vendor counts them by the piece.

message: {price: 4, per: 1K messages}
"""

from costcalc.meters.meter import Meter

METER = Meter("message", "message", "messages sent, where they are priced by the piece")
