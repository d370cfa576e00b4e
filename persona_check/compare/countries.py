"""Countries and continents of organisations, as far as an address or a domain tells."""

import re
from functools import cache

from anyascii import anyascii

__all__ = ["continent_of", "country_in"]

# ISO 3166-1 alpha-2 codes by continent (UN M49 regions; the Americas as two).
_CONTINENTS = {
    "Africa": "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG ER ET GA GH GM GN GQ GW KE KM LR LS LY "
    "MA MG ML MR MU MW MZ NA NE NG RW SC SD SL SN SO SS ST SZ TD TG TN TZ UG ZA ZM ZW",
    "Asia": "AE AF AM AZ BD BH BN BT CN CY GE HK ID IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK "
    "MM MN MO MV MY NP OM PH PK PS QA SA SG SY TH TJ TL TM TR TW UZ VN YE",
    "Europe": "AD AL AT BA BE BG BY CH CZ DE DK EE ES EU FI FO FR GB GI GR HR HU IE IS IT LI LT LU "
    "LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SK SM UA UK VA XK",
    "North America": "AG AI AW BB BM BS BZ CA CR CU CW DM DO GD GP GT HN HT JM KN KY LC MQ MX NI "
    "PA PR SV TT US VC VG VI",
    "Oceania": "AU FJ GU NC NZ PF PG SB TO VU WS",
    "South America": "AR BO BR CL CO EC GF GY PE PY SR UY VE",
}

_COUNTRIES = {
    "AE": "united arab emirates|uae", "AR": "argentina", "AT": "austria|osterreich",
    "AU": "australia", "BD": "bangladesh", "BE": "belgium", "BG": "bulgaria", "BR": "brazil|brasil",
    "CA": "canada", "CH": "switzerland|schweiz|suisse", "CL": "chile",
    "CN": "china|p r china|pr china|prc|peoples republic of china", "CO": "colombia",
    "CY": "cyprus", "CZ": "czech republic|czechia", "DE": "germany|deutschland", "DK": "denmark",
    "EE": "estonia", "EG": "egypt", "ES": "spain|espana", "ET": "ethiopia", "FI": "finland",
    "FR": "france", "GB": "united kingdom|uk|england|scotland|wales|northern ireland|great britain",
    "GH": "ghana", "GR": "greece", "HK": "hong kong", "HR": "croatia", "HU": "hungary",
    "ID": "indonesia", "IE": "ireland", "IL": "israel", "IN": "india", "IR": "iran",
    "IS": "iceland",
    "IT": "italy|italia", "JP": "japan", "KE": "kenya", "KR": "korea|south korea|republic of korea",
    "KZ": "kazakhstan", "LB": "lebanon", "LK": "sri lanka", "LT": "lithuania", "LU": "luxembourg",
    "LV": "latvia", "MA": "morocco", "MO": "macau|macao", "MT": "malta", "MX": "mexico",
    "MY": "malaysia", "NG": "nigeria", "NL": "netherlands|the netherlands", "NO": "norway",
    "NZ": "new zealand", "PE": "peru", "PH": "philippines", "PK": "pakistan", "PL": "poland",
    "PT": "portugal", "QA": "qatar", "RO": "romania", "RS": "serbia",
    "RU": "russia|russian federation", "SA": "saudi arabia", "SE": "sweden", "SG": "singapore",
    "SI": "slovenia", "SK": "slovakia", "TH": "thailand", "TN": "tunisia", "TR": "turkey|turkiye",
    "TW": "taiwan", "UA": "ukraine", "UG": "uganda",
    "US": "usa|united states|united states of america|u s a|us", "UY": "uruguay", "VE": "venezuela",
    "VN": "vietnam|viet nam", "ZA": "south africa",
}  # fmt: skip


def continent_of(country_code: str) -> str | None:
    """The continent of an ISO 3166-1 alpha-2 code; None for an unknown one."""
    return _by_code().get(country_code.upper())


def country_in(address: str) -> str | None:
    """The country that closes an address or stands in its own segment; None where none does."""
    for segment in reversed(re.split(r"[,;()]", address[:400])):
        words = " ".join(re.findall(r"[a-z]+", anyascii(segment).casefold()))
        if words in _by_name():
            return _by_name()[words]
    return None


@cache
def _by_code() -> dict[str, str]:
    return {code: name for name, codes in _CONTINENTS.items() for code in codes.split()}


@cache
def _by_name() -> dict[str, str]:
    return {name: code for code, names in _COUNTRIES.items() for name in names.split("|")}
