"""Countries, as ISO 3166-1 has them: CN, US, FR."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from costcalc.shown import cut
from costcalc.source.bind import rejected
from costcalc.source.fields import One

if TYPE_CHECKING:
    from costcalc.source.tree import Scalar

_CODES = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY
BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK
FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR
IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK
ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM
PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF
TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
"""
COUNTRIES = frozenset(_CODES.split())
_MEANT = {"UK": "GB", "EN": "GB", "EL": "GR"}
"""What people write who mean a country; none of it is the code of another."""


def _country(value: Scalar) -> str:
    if value in COUNTRIES:
        return value
    capitals = value.upper()
    meant = _MEANT.get(capitals, capitals)
    hint = f"write {meant}" if meant in COUNTRIES else "two capitals of ISO 3166-1: CN, US, FR"
    raise rejected("unknown-word", f"`{cut(value)}` is no country", hint)


COUNTRY = One("a country such as US", _country, enum=sorted(COUNTRIES))
Country = Annotated[str, COUNTRY]
