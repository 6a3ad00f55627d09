"""Pages of documents that were read and annotated. They are part of `page`.

    page: {price: 1, per: 1K pages}
    annotated_page: {price: 3, per: 1K pages}

1,000 pages of which 200 are annotated are 800 at the one price and 200 at the other.
"""

from costcalc.meters.meter import Meter

METER = Meter("annotated_page", "page", "pages of documents read and annotated", part_of=("page",))
