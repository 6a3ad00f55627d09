"""Pages of documents that were read, as by OCR.

page: {price: 1, per: 1K pages}
"""

from costcalc.meters.meter import Meter

METER = Meter("page", "page", "pages of documents read")
