"""Whether a name is so common that bylines of the same name say little."""

from persona_check.compare import names

__all__ = ["is_common"]

# Family names that, written in Latin letters, are borne by millions each and merge many characters
# into one spelling (Chinese Ministry of Public Security name report 2020; Statistics Korea 2015;
# the commonest Vietnamese, Indian and English ones beside them).
_FAMILIES = frozenset(
    "wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng "
    "liang xie song tang han feng deng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye "
    "cheng wei su lu ding ren lyu shen yao fu zhong cui tan liao fan jin shi jia xia qiu fang hou "
    "zou xiong meng qin bai yan xue yin lei long shao qian dai mo hao gong kong shi wan duan lai "
    "gu mao qi he cho chung chang lee kim park choi jung kang cho yoon jang lim oh seo shin kwon "
    "hwang ahn song hong ryu nguyen tran le pham hoang phan vu vo dang bui do ho ngo duong ly "
    "singh kumar sharma gupta patel das khan ali ahmed".split()
)
# Common too, but borne with given names that are written out and differ much, so that only the
# commonest of those make a common name.
_FAMILIES_OF_MANY_GIVEN = frozenset(
    "smith jones williams brown davis miller wilson johnson taylor anderson thomas jackson white "
    "harris martin thompson garcia rodriguez martinez hernandez lopez gonzalez perez sanchez "
    "silva santos oliveira souza ferreira rossi muller schmidt schneider tanaka suzuki sato "
    "takahashi watanabe ito yamamoto nakamura kobayashi".split()
)
# One or two syllables in Latin letters; longer given names are rare enough even with such a family.
SHORT_GIVEN_LETTERS = 8
# The commonest of the last decades by national statistics (SSA and INE lists of the 2010s).
_GIVEN = frozenset(
    "john james robert michael william david richard joseph thomas charles mary anna maria peter "
    "paul mark daniel andrew george kevin brian eric chris christopher matthew anthony donald "
    "steven stephen joshua kenneth edward jason jeffrey ryan jacob nicholas jonathan justin scott "
    "benjamin samuel gregory alexander patrick jack adam ben tom mike bob jim dan matt sam alex "
    "patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy sandra emily "
    "laura rachel julia jane anne ana jose juan carlos luis jorge miguel antonio francisco pedro "
    "manuel javier jesus alejandro fernando rafael mario marco andrea luca hans klaus stefan "
    "martin michaela takashi hiroshi kenji akira satoshi mohammed muhammad ahmed ali amit rahul "
    "raj".split()
)


def is_common(name: str) -> bool:
    """Whether several people of this name are to be expected in any large index."""
    words = names.normal(name).split()
    if len(words) < 2:
        return True
    for family, given in ((words[-1], words[0]), (words[0], words[-1])):
        if family in _FAMILIES_OF_MANY_GIVEN:
            return given in _GIVEN or len(given) == 1
    if not any(word in _FAMILIES for word in (words[0], words[-1])):
        return False
    rest = words[1:] if words[0] in _FAMILIES and words[-1] not in _FAMILIES else words[:-1]
    given = "".join(rest)
    return len(given) <= SHORT_GIVEN_LETTERS or given in _GIVEN
