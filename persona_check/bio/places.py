"""Names of places, which are no organisations though they stand where one would."""

import re

from persona_check.compare.countries import country_in

__all__ = ["is_place"]

# large cities and parts of the world; countries are those of the geography
_PLACES = frozenset(
    "london paris berlin munich madrid barcelona rome milan lisbon vienna zurich geneva amsterdam "
    "brussels copenhagen stockholm oslo helsinki dublin edinburgh manchester prague warsaw "
    "budapest athens istanbul moscow cairo lagos abuja accra nairobi kampala johannesburg cape- "
    "town mumbai delhi new-delhi bangalore singapore hong-kong shanghai beijing tokyo seoul "
    "sydney melbourne toronto montreal vancouver boston chicago philadelphia seattle portland "
    "austin atlanta san-francisco los-angeles new-york new-york-city washington mexico-city sao- "
    "paulo buenos-aires santiago bogota lima europe africa asia america north-america south- "
    "america california texas minnesota ontario england scotland wales usa uk lyon marseille "
    "toulouse bordeaux nantes rennes lille strasbourg grenoble montpellier hamburg frankfurt "
    "cologne köln münchen stuttgart heidelberg genève lausanne bâle basel bern bruxelles montréal "
    "québec quebec rotterdam utrecht the-hague turin torino naples napoli florence firenze "
    "bologna roma milano venice valencia sevilla porto lisboa são-paulo rio-de-janeiro hyderabad "
    "chennai kolkata pune karachi lahore dhaka bangkok jakarta manila hanoi kuala-lumpur taipei "
    "osaka kyoto shenzhen guangzhou tel-aviv jerusalem tehran dubai doha riyadh tunis algiers "
    "rabat dakar abidjan addis-ababa kigali dar-es-salaam harare lusaka silicon-valley bay-area "
    "the-netherlands massachusetts pennsylvania michigan illinois virginia maryland colorado "
    "oregon florida georgia ohio wisconsin indiana arizona zimbabwe zambia malawi madagascar "
    "rwanda burundi tanzania mozambique botswana namibia angola cameroon senegal mali niger togo "
    "benin gabon congo sudan somalia eritrea liberia sierra-leone guinea gambia burkina-faso "
    "côte-d’ivoire ivory-coast mauritius algeria tunisia libya nepal bhutan myanmar cambodia laos "
    "mongolia uzbekistan kyrgyzstan afghanistan syria jordan yemen oman kuwait bahrain belarus "
    "moldova bosnia albania macedonia kosovo montenegro cuba haiti jamaica guatemala honduras "
    "nicaragua panama bolivia paraguay uruguay venezuela ecuador u.k u.s u.s.a south-asia "
    "southeast-asia east-asia latin-america middle-east north-africa east-africa west-africa "
    "southern-africa central-america central-asia eastern-europe western-europe "
    "asia-pacific".split()
)
# the states of the USA and others, as after a town
_STATES = frozenset(
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MO MT NE NV NH NJ NM NY "
    "NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC NSW VIC QLD ON QC".split()
)


def is_place(name: str) -> bool:
    """Whether the name is that of a large city, a part of the world or a country."""
    if name in _STATES:
        return True
    parts = re.split(r"\s+(?:and|et|und|y)\s+(?:the\s+)?", name)
    return all(
        "-".join(part.lower().split()) in _PLACES or country_in(part) is not None for part in parts
    )
