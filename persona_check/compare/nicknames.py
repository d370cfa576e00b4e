"""Common short forms of given names, in groups any two of which may be one person's."""

__all__ = ["same_given", "short_forms"]

_GROUPS = """
alexander alex sasha sandy alec xander aleksandr alexandre alessandro alejandro
alexandra alex sasha sandra alessandra
andrew andy drew andre andreas andrei andrey andrzej
anthony tony antonio anton antoine
barbara barb babs
benjamin ben benny
catherine katherine kathryn cathy kathy kate katie cat katharina katarina ekaterina
charles charlie chuck carl karl carlos
christopher chris kit christoph christophe
christina christine chris tina christie
daniel dan danny
david dave davey
deborah debra deb debbie
donald don donnie
dorothy dot dorothea
douglas doug
edward ed eddie ted ned eduardo edouard eduard
elizabeth liz beth betsy lisa eliza elisabeth elise ella
eugene gene
frederick fred freddie friedrich federico
gabriel gabe
geoffrey jeffrey jeff geoff
george georg jorge georges giorgio
gerald gerry jerry
gregory greg
henry harry hank heinrich enrique henri
jacob jake jakob jacques
james jim jimmy jamie
jennifer jen jenny
jeremy jerry
jessica jess jessie
john jack johnny jon johann johannes juan jean ivan giovanni
jonathan jon john
joseph joe joey jose josef giuseppe
joshua josh
judith judy
kenneth ken kenny
lawrence laurence larry laurie lorenz
leonard len leo leonardo
louis lou luis ludwig luigi
margaret maggie meg peggy greta marge margarita
martin marty
matthew matt matthias matteo mathieu
maximilian max
maxwell max
michael mike mick mickey mikhail michel miguel michele
mitchell mitch
natalie natasha natalia
nathaniel nathan nate nat
nicholas nick nicolas nico nikolaus nikolai
pamela pam
patricia pat patty trish
patrick pat paddy
peter pete pedro pierre piotr pyotr
philip phil philippe phillip felipe
raymond ray
rebecca becky becca
richard rick dick rich ricky ricardo
robert bob rob bobby robbie bert roberto
ronald ron ronnie
russell russ
samuel sam sammy
samantha sam
sebastian seb basti
stanley stan
stephen steven steve stefan stephan stephane esteban
susan sue susie susanna suzanne
theodore ted teddy theo
thomas tom tommy tomas
timothy tim
tobias toby
valentina valya
victor vic viktor
victoria vicky tori
vincent vince vinny
vladimir vlad volodymyr
walter walt
william bill will billy liam wilhelm guillermo guillaume
yevgeny evgeny evgeni eugene yevgeniy evgenii
yuri yury iurii jurij
zachary zach zack
"""

_GROUP_WORDS = tuple(tuple(line.split()) for line in _GROUPS.split("\n"))
_KEYS: dict[str, frozenset[int]] = {}
for _index, _words in enumerate(_GROUP_WORDS):
    for _word in _words:
        _KEYS[_word] = _KEYS.get(_word, frozenset()) | {_index}


def short_forms(given: str) -> frozenset[str]:
    """All given names (plain lower case) in common use for this one, itself left out."""
    return frozenset(
        word for index in _KEYS.get(given, ()) for word in _GROUP_WORDS[index] if word != given
    )


def same_given(a: str, b: str) -> bool:
    """Whether two given names (plain lower case) are in common use for one another."""
    return bool(_KEYS.get(a, frozenset()) & _KEYS.get(b, frozenset()))
