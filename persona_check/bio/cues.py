"""Words that open an item of a bio: titles, degrees, honours, and verbs of founding and working."""

import re
from dataclasses import dataclass

from persona_check.bio.event import EventKind

__all__ = ["Cue", "cues_in"]

_POSTS = (
    r"professor(?:ship)?|lecturer|reader(?= in)|instructor|teacher|"
    r"editor[- ]in[- ]chief|founding editor|positions?(?= (?:at|"
    r"in) (?:the )?(?-i:[A-Z]))|tutor|researcher|scientist|postdoc\w*|"
    r"post-doc\w*|postdoctoral(?: \w+)? (?:training|position)|(?:co-)?director|"
    r"managing editor|manager|"
    r"executive|head(?= of|,)|lead|leader(?= of|,| for| at| \w+ (?:at|for))|"
    r"chief[\w ]{0,20}? officer|"
    r"(?:co-)?CEO|CTO|COO|CFO|CIO|CISO|chief \w+|vice[- ]president|president|VP|SVP|"
    r"EVP|dean|provost|rector|chancellor|"
    r"partner|principal|engineer|developer|programmer|architect|analyst|consultant|adviser|advisor|"
    r"economist|statistician|psychologist|neuroscientist|sociologist|journalist|reporter|editor|"
    r"correspondent|producer|anchor|columnist|designer|administrator|officer|coordinator|"
    r"commissioner|attorney|counsel|associate|intern|technologist|evangelist|advocate|strategist|"
    r"specialist|trader|physician|surgeon|nurse|curator|librarian|investigator|employee|"
    r"research assistant|assistant|fellow(?:ship)?|chair(?:man|woman|person)?|secretary|treasurer|"
    r"minister|representative|staff|head|scholar|photographer|"
    r"broadcaster|host|technician|"
    r"professeure?|chercheu(?:r|se)|directeur|directrice|ma[iî]tre de conférences|enseignante?|"
    r"ingénieure?|présidente?|responsable|chargée? de (?:recherche|cours|mission)|"
    r"conseill(?:er|ère)|"
    r"professorin|dozent(?:in)?|wissenschaftliche[rn]? mitarbeiter(?:in)?|leiter(?:in)?|"
    r"geschäftsführer(?:in)?|profesora?|catedrátic[oa]|investigadora?|directora?|docente|"
    r"professore|professoressa|ricercatore|ricercatrice|direttore|direttrice|"
    r"hoogleraar|onderzoeker|"
    r"pesquisadora?|diretora?"
)
_MEMBERS = (
    r"members?(?: of)?|editorial boards?|co-?editor(?:[- ]in[- ]chief)?|"
    r"editor[- ]in[- ]chief(?= of (?:the )?(?:(?-i:[A-Z])[\w&]+ (?:of (?:the )?)?){0,4}(?:Journal|"
    r"Review|Annals|Transactions|Letters|Science|Research))|associate editor|"
    r"associate editors|area editor|contributing editor|editors?(?= (?:of|at|"
    r"for) (?:the )?(?:(?-i:[A-Z])[\w&]+ (?:of (?:the )?)?){0,4}(?:Journal|Review|"
    r"Annals|Transactions|Letters|Science|Management|Econom\w+|Financ\w+|Research|"
    r"Neuro\w+|Frontiers))|"
    r"(?:vice[- ]|past[- ])?(?:president|treasurer|secretary|"
    r"director)(?= of (?:the )?(?:(?-i:[A-Z])[\w&]+ (?:of (?:the )?|"
    r"for )?){0,4}(?:Association|Society|Software Foundation))|"
    r"fellow(?= of )|lead developer|co-?developer|co-coordinator|ambassador|"
    r"affiliated|conference director|"
    r"action editor|department editor|section editor|guest editor|"
    r"board(?: of (?:directors|trustees))?|"
    r"trustee|(?:lead |core[- ]|co-?)?organi[sz](?:er|ing)(?: \w+)?|maintainer|"
    r"contributor|committer|core developer|"
    r"(?:organi[sz]es?|hosts|chairs|runs)(?= (?:the )?(?-i:[A-Z]))|volunteer(?:s|ed)?|"
    r"mentors?|program(?:me)? committee|steering committee|(?:general|program(?:me)?|"
    r"conference|session|"
    r"track|area|workshop|co-?|committee) ?-?chair|past[- ]president|co-?chair|"
    r"research affiliate|affiliate|"
    r"membre|mitglied|miembro|socio|membro|lid van"
)
_DEGREES = (
    r"P[hH]\.? ?D\.?s?|D\.? ?Phil\.?|doctorate|doctoral (?:degree|studies|student|"
    r"candidate|researcher)|doctorat|"
    r"Promotion(?= an| in)|Doktortitel|doctorado|dottorato|"
    r"M\.? ?Sc\.?|M\.?S\.?(?=[ ,;.)])|M\.?A\.?(?=[ ,;.)])|M\.? ?Eng\.?|M\.?B\.?A\.?|"
    r"M\.? ?Phil\.?|MPA|MPH|MPP|MFA|MLIS|LL\.?M\.?|"
    r"[Mm]aster(?:[’']?s)?(?:\s+(?:[Dd]egrees?|student))?(?: of [A-Z]\w+(?: [A-Z]\w+)*)?|maîtrise|"
    r"B\.? ?Sc\.?|B\.?S\.?(?=[ ,;.)])|B\.?A\.?(?=[ ,;.)])|B\.? ?Eng\.?|B\.? ?Tech\.?|"
    r"BCom|B\.?B\.?A\.?|Sc\.?B\.?|S\.?B\.?(?= )|A\.?B\.?(?=[ ,])|LL\.?B\.?|"
    r"[Bb]achelor(?:[’']?s)?(?:\s+[Dd]egrees?)?(?: of [A-Z]\w+(?: [A-Z]\w+)*)?|"
    r"licen[cs]e(?= en| de)|licenciatura|Diplom|diplom[ae](?:d'ingénieur)?|"
    r"J\.?D\.?(?=[ ,;.)])|M\.?D\.?(?=[ ,;.)])|degrees?|graduated?(?= (?:of|from|with|"
    r"as|in|student))|graduate student|alumn(?:a|us|i)|alma mater|"
    r"undergraduate|studied|studies(?= at)|attended|educated(?= at)|trained(?= at)|studying"
)
_AWARDS = (
    r"(?:[A-Z][\w’'&.-]*\s+(?:(?:of|for|in|the|and)\s+)?){0,9}(?:Award|Prize|Medal|"
    r"Honou?r|Scholarship|Grant|Prix|Preis|Premio|Hero)s?\b(?:\s+(?:for|"
    r"in)\s+[A-Z]\w+)?|"
    r"\baward(?=\s+(?:from|by|for|of|in))|awards(?=\s+from)|"
    r"(?:Guggenheim|Fulbright|Rhodes|Marshall|Sloan|Nieman|MacArthur|Humboldt|Gates|"
    r"Marie Curie|Rockefeller|Radcliffe|Graduate|Doctoral|NSF|"
    r"Research)\s+(?:Graduate |Research |Doctoral )*(?:Fellowship|Fellow|Scholar|"
    r"laureate)|"
    r"honorary doctorate|(?:was|been) (?:named|shortlisted|nominated|listed|selected)|"
    r"laur[ée]ate?(?= (?:of|du|de))|first place|winner"
)
_FOUNDED = (
    r"(?:co-?)?found(?:er trustee|er|ing member|ed|ing trustee)|cr[ée]at(?:or|"
    r"ed)(?= (?:of )?(?:the )?(?-i:[A-Z]))|(?:co-?)?launched(?= (?:the )?(?-i:[A-Z]))|"
    r"co-?creator|helped initiate|started(?= (?:the )?(?-i:[A-Z]))|"
    r"(?:co-?)?fondat(?:eur|rice)|gründer(?:in)?|(?:co)?fundadora?|fondatore"
)
_WORKED = (
    r"(?:has |have )?(?:worked|works|working|(?<=I )work|(?<=currently )work|joined|"
    r"joining|joins|join|interned|taught|teaches|teaching|served?|employed|spent|"
    r"consulted|"
    r"started(?= (?:at|with))|leads|leading|directs|directed|headed up|heads|"
    r"moved(?= to)|(?:is|was|found|currently)(?= (?:at|with) (?:the )?[A-Z])|"
    r"begin(?= at)|reported|reports(?= for)|held (?:\w+ ){0,2}positions?|"
    r"holds (?:\w+ ){0,2}positions?|covers(?= [^.;]{0,60} for [A-Z])|"
    r"started (?:his|her|their|my) career|"
    r"currently (?:at|with)|based at|travaille|a rejoint|enseigne|arbeitet|lehrt|trabaja|lavora)"
    r"(?=\b[^.;]{0,90}?\s+(?:at|for|with|in|within|as|on|by|à|au|chez|bei|an der|en|presso|[A-Z]))"
)
_BOOKS = (
    r"(?:co-?)?author(?:ed)? of(?: the (?:book|books|upcoming book))?(?=\s+[A-Z“\"‘])|"
    r"(?:his|her|their|my)(?: \w+){0,2} book,?|"
    r"(?:wrote|authored|co-authored|published|edited)(?: the)? book|auteure? de|books?:"
)

_ORDER = (
    (EventKind.AWARD, _AWARDS, 0),
    (EventKind.FOUNDED, _FOUNDED, re.IGNORECASE),
    (EventKind.BOOK, _BOOKS, 0),
    (EventKind.MEMBER, _MEMBERS, re.IGNORECASE),
    (EventKind.DEGREE, _DEGREES, 0),
    (EventKind.POST, _POSTS, re.IGNORECASE),
    (EventKind.POST, _WORKED, 0),
)
_COMPILED = tuple(
    (kind, re.compile(rf"(?<![\w-])(?:{form})(?![\w])", flags)) for kind, form, flags in _ORDER
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A word that opens an item; ``verb`` where it is a verb of working and names no title."""

    kind: EventKind
    words: str
    at: int
    to: int
    verb: bool = False


def cues_in(sentence: str) -> tuple[Cue, ...]:
    """All cues in order of place; where two overlap the more telling kind wins."""
    found: list[Cue] = []
    for number, (kind, form) in enumerate(_COMPILED):
        for match in form.finditer(sentence):
            at, to = match.span()
            if any(at < one.to and one.at < to for one in found):
                continue
            verb = number == len(_COMPILED) - 1
            found.append(Cue(kind=kind, words=match.group().strip(), at=at, to=to, verb=verb))
    return tuple(sorted(found, key=lambda one: one.at))
