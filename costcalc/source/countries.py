"""Countries, as ISO 3166-1 has them: CN, US, FR."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from costcalc.shown import cut
from costcalc.source.bind import rejected
from costcalc.source.kind import One

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
_NAMES = """
AE Emirates, United Arab Emirates, ARE; AU Australia, AUS; BR Brazil, BRA; CA Canada, CAN; CH Switzerland, CHE;
CN China, CHN, PRC; DE Germany, Deutschland, DEU, GER; ES Spain, ESP; FI Finland, FIN; FR France, FRA;
GB UK, EN, England, Britain, Great Britain, United Kingdom, GBR; GR EL, Greece, GRC; HK Hong Kong, HKG; IE Ireland, IRL;
IL Israel, ISR; IN India, IND; IT Italy, ITA; JP Japan, JPN; KR Korea, South Korea, KOR; NL Netherlands, Holland, NLD;
NO Norway, NOR; PL Poland, POL; RU Russia, RUS; SA Saudi Arabia, SAU; SE Sweden, SWE; SG Singapore, SGP;
TW Taiwan, TWN; US USA, America, United States, United States of America
"""
_MEANT = {name.strip().upper(): line.strip()[:2] for line in _NAMES.split(";") for name in line.strip()[3:].split(",")}
"""What people write who mean a country where models come from; none of it is the code of another."""
_UNIONS = {"EU", "EEA", "EUROPE", "EUROPEAN UNION"}


def _country(value: Scalar) -> str:
    if value in COUNTRIES:
        return value
    capitals = value.upper()
    meant = _MEANT.get(capitals, capitals)
    hint = f"write {meant}" if meant in COUNTRIES else "two capitals of ISO 3166-1: CN, US, FR"
    if capitals in _UNIONS:
        hint = "there is no word for several countries: list them, as in [DE, FR]"
    raise rejected("unknown-word", f"`{cut(value)}` is no country", hint)


COUNTRY = One("a country such as US", _country, enum=sorted(COUNTRIES))
Country = Annotated[str, COUNTRY]
