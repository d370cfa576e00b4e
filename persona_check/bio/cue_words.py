"""The words that open an item of a bio, by kind and language; patterns without capturing groups."""

from persona_check.bio.known_organizations import UNIVERSITIES

__all__ = ["AWARDS", "BOOKS", "DEGREES", "FOUNDED", "MEMBERS", "PLACES_OF_WORK", "POSTS", "WORKED"]

_CAP = r"(?-i:[A-Z])"
# a capitalised name with its particles, as in "editor of the Northmere Review of Tides"
_RUN = rf"(?:the )?(?:{_CAP}[\w&]+ (?:of (?:the )?|for |in )?){{0,5}}"

POSTS = "|".join(
    (
        # universities and institutes
        r"professor(?:s|ship)?|lecture(?:r|ship)|reader(?= in)|instructor|teacher|tutor|dean|"
        r"provost|rector|chancellor|scholar|researcher|scientist|investigator|"
        r"postdoc\w*(?: (?:scholar|fellow|associate|researcher|scientist|research|training|"
        r"work|position|study|studies))?|"
        r"post-? ?doc\w*(?: (?:scholar|fellow|associate|researcher|scientist|research))?|"
        r"research (?:assistant|director|chair|lead)|(?-i:PI|co-PI)|"
        r"fellow(?:ship)?|(?:granted|received|awarded) tenure|"
        r"(?-i:(?:Adjunct|Visiting|Guest|Core) Faculty)|"
        r"(?:tenure[- ]track |tenured |full-time )?(?-i:faculty)(?: members?)?"
        r"(?! of (?:the )?(?-i:[A-Z])\w+ and\b)",
        # any organisation
        r"(?:co-)?director|managing editor|manager|executive|head(?= of|,)|head|lead|"
        r"leader(?= of|,| for| at| \(| \w+ (?:at|for))|chief[\w ]{0,20}? officer|chief \w+|"
        r"(?:co-)?CEO|CTO|COO|CFO|CIO|CISO|vice[- ]president|(?:co-)?president|VP|SVP|EVP|"
        r"partner|principal|chair(?:man|woman|person)?|secretary|treasurer|officer|"
        r"administrator|coordinator|commissioner|representative|minister|"
        r"employee|(?<=an )academic(?= (?:at|with|in))|"
        r"member of (?:the )?(?:technical staff|[\w ]{0,30}(?:faculty|staff))|"
        r"staff|intern|trainee|associate|assistant|consultant|adviser|advisor|"
        r"specialist|technician|strategist|analyst|advocate|evangelist|host",
        # callings
        r"engineer|developer|programmer|architect|technologist|designer|economist|statistician|"
        r"psychologist|neuroscientist|sociologist|physicist|chemist|mathematician|"
        r"attorney|counsel|lawyer|trader|physician|surgeon|nurse|curator|librarian|"
        r"journalist|reporter|correspondent|producer|anchor|columnist|photographer|broadcaster|"
        r"editor[- ]in[- ]chief|founding editor|editor(?: emeritus)?",
        # French
        r"professeure?(?: (?:des universités|agrégée?|associée?|invitée?))?|"
        r"chercheu(?:r|se)|chercheure|"
        r"direct(?:eur|rice) (?:de recherches?|d['’]études|technique|scientifique|adjointe?)|"
        r"direct(?:eur|rice)|co-?direct(?:eur|rice)|"
        r"ma[iî]tre(?:sse)? (?:de conférences|assistante?)|ma[iî]tre-assistante?|"
        r"post-?doctorante?|attachée? (?:de recherche|temporaire)|"
        r"enseignante?(?:-chercheu(?:r|se))?|ingénieure?(?: de recherche| d['’]études)?|"
        r"présidente?|responsable|vice-présidente?|doyen(?:ne)?|"
        r"chargée? de (?:recherches?|cours|mission|projets?)|"
        r"conseill(?:er|ère)|cheff?e? (?:de|du)|"
        r"occupe la chaire|"
        r"rédact(?:eur|rice) en chef|rédact(?:eur|rice)|journaliste|consultante?|"
        r"médecin|avocate?|architecte|économiste|"
        r"secrétaire générale?|rapporteu(?:r|se|re)|PDG|DG|ministre",
        # German
        r"professorin|juniorprofessor(?:in)?|privatdozent(?:in)?|dozent(?:in)?|"
        r"lehrbeauftragter?|wissenschaftliche[rn]? (?:mitarbeiter|assistent|direktor)(?:in)?|"
        r"akademische[rn]? rat|postdoktorand(?:in)?|forscher(?:in)?|"
        r"leiter(?:in)?|gruppenleiter(?:in)?|abteilungsleiter(?:in)?|direktor(?:in)?|"
        r"geschäftsführer(?:in)?|oberarzt|oberärztin|chefarzt|chefärztin|redakteur(?:in)?",
        # Spanish, Italian, Portuguese, Dutch
        r"profesora?(?: titular| asociad[oa]| adjunt[oa])?|catedrátic[oa]|investigadora?|"
        r"(?:sub)?directora?|docente|ingenier[oa]|"
        r"professore(?: associato| ordinario)?|professoressa|ricercatore|ricercatrice|direttore|"
        r"direttrice|docente|"
        r"professora(?: adjunta| associada| titular)?|pesquisadora?|diretora?|"
        r"hoogleraar|universitair (?:hoofd)?docent|onderzoeker|directeur",
    )
)

MEMBERS = "|".join(
    (
        r"(?<!faculty )(?<!staff )(?<!team )(?:senior |founding |elected |honorary )?members?"
        r"(?! of (?:the )?(?:technical )?(?:[\w ]{0,30} )?(?:faculty|staff)\b)(?: of)?|"
        r"(?:is|am|was|been|also) (?:a )?part of(?= (?:the )?(?-i:[A-Z]))|editorial boards?|"
        r"(?:scientific |safety |industry |strategic )?advisory (?:boards?|council|committee)|"
        r"(?:scientific|governing|executive) (?:boards?|council)|"
        r"boards?(?!-)(?: member| director\b| of (?:directors|trustees|governors))?|trustee|"
        r"co-?editor(?:[- ]in[- ]chief)?|(?:(?:associate|advisory) (?:and|or) )?"
        r"(?:associate|area|contributing|action|department|section|guest|senior|handling|"
        r"consulting|academic|advisory) editors?|"
        rf"editor[- ]in[- ]chief(?= (?:of|for|at) {_RUN}(?:Journal|Review|Annals|Transactions|"
        r"Letters|Science|Research|Magazine|Proceedings))|"
        rf"editors?(?= (?:of|at|for) {_RUN}(?:Journal|Review|Annals|Transactions|Letters|Science|"
        r"Management|Econom\w+|Financ\w+|Research|Neuro\w+|Frontiers|Proceedings))|"
        r"editorial (?:positions?|roles?)",
        r"(?:vice[- ]|past[- ]|immediate past[- ]|co-?)?(?:president|treasurer|secretary)"
        rf"(?= (?:of|for) (?:both )?{_RUN}(?:Association|Society|Societies|Software Foundation|"
        r"Federation|Union|Academy))|"
        r"(?:immediate )?past[- ]president|president[- ]elect|"
        r"(?:elected|election|inducted|admitted)"
        r"(?= (?:to|into) (?:the )?(?:(?:council|board) of (?:the )?)?(?-i:[A-Z]))|"
        r"(?:associate |senior |life )?fellow(?= (?:(?:of|du|de) |IEEE\b))|"
        r"affiliated? faculty(?: member)?|"
        r"(?:core|associated) faculty(?: member)?(?= (?:of|at|in|with))|"
        r"affiliated?(?! (?:(?:assistant|associate|full) )?"
        r"(?:professor|scholar|scientist|lecturer)\b)|"
        r"affiliation|(?:affectée?|rattachée?|associée?)(?= (?:à|au)\b)|"
        r"research affiliate|ambassador|lead developer|co-?developer|co-coordinator|"
        r"core (?:developer|contributor)|maintainer|committer|volunteer(?:s|ed)?|mentors?",
        r"(?:S?PC|TPC)(?:[/ -](?:S?PC|TPC))*[- ](?:members?|(?:co-?)?chairs?)|"
        r"(?-i:conseils? (?:scientifiques?|d['’]administration))|"
        r"comités? (?:éditorial|éditoriaux|de rédaction|scientifiques?|de lecture|de pilotage)|"
        r"(?:co-)?edits(?= (?:the )?(?-i:[A-Z]))|"
        r"(?:program(?:me)?|steering|technical|organi[sz]ing|scientific|standards|executive|"
        r"management|awards?|selection|nominating|finance|ethics) committees?|"
        r"(?-i:(?:[a-z]+ )?committees?(?= (?:of|for) (?:the )?[A-Z]))|"
        r"(?:co-?)?(?:(?:senior|general|program(?:me)?|technical|conference|session|track|area|workshop|"
        r"tutorial|publicity|publications?|finance|demo|industry|committee)[ -]?)+"
        r"(?:co-?)?chairs?|co-?chair(?:ed|s)?|chaired|"
        r"(?:lead |core[- ]|co-?)?organi[sz]ers?|organi[sz]ing team|"
        rf"(?:co-?)?organi[sz]ed(?= (?:the )?{_CAP}| [^.;]{{0,60}}(?:such as|including) {_CAP})|"
        r"conference director|"
        rf"(?:organi[sz]es?|hosts|chairs|runs)(?= (?:the )?{_CAP})",
        r"membre(?: (?:élue?|titulaire|fondat(?:eur|rice)|associée?))?(?: de| du| des)?|"
        r"chercheu(?:r|se|re)s? associée?|"
        r"présidente?(?= (?:de l['’]|de la |du )(?:Association|Société|Académie|Fédération))|"
        r"élue?(?= (?:à l['’]|au )(?:Académie|Collège|Institut))|"
        r"a présidé|préside(?= (?:la |l['’])[A-Z])|mitglied|miembro|socio|membro|lid van",
    )
)

DEGREES = "|".join(
    (
        r"P[hH]\.? ?D\.?s?|D\.? ?Phil\.?|Sc\.?D\.?(?=[ ,;.)])|Ed\.?D\.?(?=[ ,;.)])|DSc|"
        r"Dr\. ?-?(?:Ing|rer|phil|med)\.?(?: ?nat\.?)?|"
        r"[Dd]octorates?|[Dd]octoral(?: [Dd]egrees?| studies| student| candidate| researcher|"
        r"(?=,? (?:and|&|or) \w+['’]?s? degrees?))|[Dd]octor(?:['’]s)? [Dd]egrees?|"
        r"[Dd]octor of [A-Z]\w+(?: [A-Z]\w+)*",
        r"M\.? ?Sc\.?|M\.?S\.?(?=[ ,;.)/])|M\.?A\.?(?=[ ,;.)])|A\.M\.|S\.M\.|M\.? ?Eng\.?|"
        r"M\.? ?Tech\.?|M\.?B\.?A\.?|M\.? ?Phil\.?|MRes|MPA|MPH|MPP|M\.?F\.?A\.?|MLIS|LL\.?M\.?|"
        r"[Mm]aster of [a-z]+(?: degree)?|[Mm]asters?(?:[’'](?:s)?)?(?:\s+(?:[Dd]egrees?|student))?"
        r"(?: of [A-Z]\w+(?: [A-Z]\w+)*)?",
        r"B\.? ?Sc\.?|B\.?S\.?(?=[ ,;.)/])|B\.?A\.?(?=[ ,;.)])|B\.? ?Eng\.?|B\.? ?Tech\.?|B\.E\.|"
        r"BCom|B\.?B\.?A\.?|BSE|BE(?= (?:\(|in|from|and|degree))|BFA|Sc\.?B\.?|S\.?B\.?(?= )|"
        r"A\.?B\.?(?=[ ,])|LL\.?B\.?|MBBS|MBChB|MB ?BChir|"
        r"[Bb]achelor of [a-z]+(?: degree)?|[Bb]achelors?(?:[’'](?:s)?)?(?:\s+[Dd]egrees?)?"
        r"(?: of [A-Z]\w+(?: [A-Z]\w+)*)?|"
        r"J\.?D\.?(?=[ ,;.)])|M\.?D\.?(?=[ ,;.)/])|Pharm\.?D\.?|"
        r"(?:[Uu]ndergraduate |[Gg]raduate |[Dd]octoral |[Hh]onou?rs |[Ll]aw )?degrees?|"
        r"graduat(?:ed|e|ing)(?= (?:(?:\w+ )?cum laude |with (?:\w+ )?honou?rs )?"
        r"(?:of|from|with|as|in|student|at))|graduated(?= [A-Z])|graduate student|"
        r"(?:post-?graduate |graduate |advanced )?[Dd]iploma(?= (?:in|from|of))|"
        r"[Aa]lumn(?:a|us|i)(?! (?:Affairs|Relations|Office|Award))|"
        r"alma mater|qualified(?= (?:in [a-z]+ )?(?:from|at) )|"
        r"(?:(?<=defended his )|(?<=defended her ))(?:doctoral )?(?:thesis|dissertation)|"
        r"(?:medical|law|graduate) school(?= at (?:the )?[A-Z])|"
        r"undergraduate|studied|studies(?= at)|attended|"
        r"educated(?= at)|trained(?= at)|studying",
        # French
        r"[Dd]octorat|[Dd]octeure?(?= (?:en|de|ès))|[Tt]hèse de doctorat|[Tt]hèse(?= (?:à l|en|"
        r"soutenue))|[Dd]octorante?|HDR|"
        r"[Hh]abilitation(?: à diriger des recherches)?(?: \(HDR\))?|"
        r"[Hh]abilitée? à diriger|maîtrise|"
        r"[Ll]icen[cs]e(?= en| de)|[Dd]iplômée?(?= d)|[Ff]ormée?(?= (?:à|au)\b)|"
        r"[Dd]iplôme d['’]ingénieur|"
        r"[Aa]grégée?(?= (?:de|d['’]|en|des))|[Aa]grégation|"
        r"[Aa]ncien(?:ne)? (?:élève|étudiante?)|DEA|DESS|[Cc]ertificat(?= (?:de|d['’]|en))",
        # German
        r"[Pp]romotion(?= an| in)|promovierte|promoviert|Doktortitel|Dissertation(?= an)|"
        r"Diplom|Magister(?= in| an)|[Ss]tudierte|studiert",
        # Spanish, Italian, Portuguese, Dutch
        r"[Dd]octorado|[Dd]octora(?= en| por)|licenciatura|[Ll]icenciad[oa](?= en)|graduad[oa]|"
        r"[Dd]ottorato|[Ll]aureat[oa](?= (?:in|presso|all))|[Ll]aurea(?= in)|"
        r"[Dd]outora(?:do|mento|da)|[Mm]estrado|[Mm]estre(?= em)|gradua[çd][ãa]o|"
        r"promoveerde|gepromoveerd|afgestudeerd|studeerde",
    )
)

# a capitalised word of an award's name, before the word that calls it an award
_PRIZE = (
    r"(?:[A-Z]\w+-Prize|[A-Z]\w+-?[Pp]reis|Award|Prize|Medall?ist|Medal|"
    r"Honou?rs?(?! degree| student| program)|Scholarship|Grant|Prix|Preis|Premio|Hero|Trophy)s?"
)
_NO_NAME = "He|She|They|In|His|Her|Their|My|The|I|Among|Some|Many|Several|Other"
_WORD = rf"(?!(?:{_PRIZE}|{_NO_NAME}|(?:19|20)\d\d)\b)[A-Z0-9][\w’'&./+-]*"
_JOINED = r"(?:of|to|for|in|the|and|&|des?|du|de la|von|van|der|di)"
# what a prize is for, in small letters
_FOR_WHAT = (
    r"(?:(?:best|outstanding|distinguished|young|early|career|junior|senior|teaching|service|"
    r"research|researcher|paper|poster|student|dissertation|thesis|doctoral|postdoctoral|graduate|"
    r"[Tt]est[- ]of[- ][Tt]ime|innovation|excellence|scientific|technical|in|for|of|the|year|"
    r"journalist|journalism|community|bronze|silver|gold|"
    r"[Yy]ear|achievement|leadership|faculty|investigator|conference|science|book|alumni)[ -])"
)
AWARDS = "|".join(
    (
        r"(?:Knight|Officer|Commander|Companion|Dame|Chevalier|Officier)"
        r"(?= (?:of|de|dans) (?:the |l['’])?(?:\w+ )?(?:Order|Ordre|Legion|Légion)\b)",
        rf"(?:{_WORD}(?:(?<=Society)|(?<=Association)|(?<=Foundation)),\s+)?"
        rf"(?:{_WORD}\s+(?:{_JOINED}\s+){{0,2}}){{0,9}}{_PRIZE}\b(?: Awards?\b)?"
        r"(?:\s+(?:for|in)\s+[A-Z][a-z]\w+)?",
        rf"(?:{_WORD}\s+(?:of\s+)?){{1,6}}Fellowships?(?: Awards?)?\b(?!\s+at\b)",
        rf"(?:{_WORD}\s+(?:v[ao]n\s+)?){{1,6}}{_FOR_WHAT}{{0,5}}"
        r"(?:(?:awards?|prizes?|medals?)\b|(?:fellowships?|scholarships?)\b(?!\s+at\b))",
        rf"(?!(?:the|of|for|in)[ -]){_FOR_WHAT}{{1,5}}(?:awards?|prizes?|medals?)\b|"
        r"\bawards?(?=\s+(?:from|by|for|of|in)\b)",
        r"(?:Guggenheim|Fulbright|Rhodes|Marshall|Sloan|Nieman|MacArthur|Humboldt|Gates|"
        r"Marie Curie|Rockefeller|Radcliffe)\s+"
        r"(?:Graduate |Research |Doctoral |Visiting )*(?:Fellow|Scholar|laureate|grant)",
        r"(?:ERC|European Research Council) (?:[A-Z]\w+ )?grant|"
        r"(?:Best (?:[A-Z]\w+ ){0,2})?[Hh]onou?rable [Mm]ention|"
        r"[Dd]istinguished (?:[Ll]ecturer|[Ss]peaker|[Vv]isitor)|"
        r"[Hh]onorary (?:[Dd]octorate|[Dd]egree)s?|"
        r"(?:[Dd]octorates? |[Dd]octora?t |[Dd]octeure? |"
        r"[Dd]octor of [A-Z]\w+ )\(?[Hh]onoris [Cc]ausa",
        r"(?:was|been|being|is|were) (?:named|shortlisted|nominated|listed|selected|ranked)"
        r"(?= (?:as|by|one|a|an|the|among|in|on|to|with|for|[A-Z])\b)|"
        r"(?:was|been|being|is|were) (?:recogni[sz]ed|honou?red)"
        r"(?= (?:as|by|one|a|an|the|among|in|on|to|with|[A-Z])\b)|"
        r"(?:named|listed|ranked) (?:him|her|them)|^Named(?= (?:as|an?|one|the|[A-Z]))|"
        r"laur[ée]ate?(?= (?:of|du|de))|first place|winner|"
        r"(?<=\ban )[OMC]BE|(?<=appointed )[OMCDK]BE|(?<=\ba )[KD]BE|knighted|[Kk]nighthood|"
        r"médaille (?:d['’](?:or|argent)|de bronze)|[Pp]rix(?= (?:d|[A-Z]))|boursi(?:er|ère)|"
        r"[Bb]ourse(?= (?:ERC|CIFRE|Marie|Fulbright|Humboldt|[A-Z][a-z]+-[A-Z]))",
    )
)

FOUNDED = (
    r"(?:co-?)?found(?:er trustee|er|ing member|ed|ing trustee)|"
    rf"(?:co-?)?founding(?= (?:the )?{_CAP})(?! (?:Director|Editor|Member|Dean|Chair|Head|"
    r"President|Partner|Executive|Trustee|Father|Principal|C[A-Z]O|Engineer|Scientist))|"
    rf"cr[ée]at(?:or|ed)(?= (?:of )?(?:the )?{_CAP})|"
    rf"(?:co-?)?launched(?= (?:the |(?:his|her|their) own )?{_CAP})|"
    r"(?:created|started|launched|set up) (?:his|her|their|my) (?:own )?(?:[\w-]+ ){0,2}?"
    r"(?:company|firm|business|start-?up|studio|consultancy|agency)|"
    r"co-?creator|helped initiate|"
    rf"(?:started|established)(?= (?:the )?{_CAP})|"
    r"(?:co-?)?fondat(?:eur|rice)|a (?:co-?)?fondé|(?:co-?)?fond(?:e|er|a)(?= (?:l|[A-ZÉ]))|"
    r"créat(?:eur|rice)(?= d)|a créé|gründer(?:in)?|mitgründer(?:in)?|gründete|"
    r"(?:co)?fundadora?|fundó|(?:co-?)?fondatore|(?:co-?)?fondatrice|fundou|oprichter"
)

_ORGANIZATION_FOLLOWS = (
    r"(?=\b[^.;]{0,90}?\s+(?:at|for|with|in|within|as|on|by|of|à|au|chez|bei|an der|en|presso|"
    r"[A-Z]))"
)
WORKED = "|".join(
    rf"(?:(?:has |have )?(?:{form})){_ORGANIZATION_FOLLOWS}"
    for form in (
        r"worked|works|working|(?<=I )work|(?<=currently )work|joined|joining|joins|join|"
        r"interned|taught|teaches|teaching|served?|serves|employed|spent|consulted|"
        rf"(?:came|coming|arriv(?:ed|ing))(?= (?:to|at) (?:the )?(?:{_CAP}[\w.]+ (?:of )?){{0,4}}"
        rf"(?:Univ\w+|Institute|College|School|Lab\w*|{'|'.join(sorted(UNIVERSITIES))})\b)|"
        r"started(?= (?:at|with))|moved(?= to)|returned(?= to)|begin(?= at)|reported|"
        r"reports(?= for)|covers(?= [^.;]{0,90} for (?:the |The )?[A-Z])|"
        r"covered(?= [^.;]{0,90} for (?:the |The )?[A-Z])|"
        r"writes(?= [^.;]{0,40} for [A-Z])",
        r"advis(?:es|ed)(?= (?:the )?[A-Z])|"
        r"leads|leading|directs|directed|co-?directs|headed up|headed(?= (?:the )?[A-Z])|heads|"
        r"led(?= (?:the |its )?(?:[A-Z]\w+ (?:of |and |for )?){0,6}"
        r"(?:Office|Cent(?:er|re)|Institute|Laboratory|Lab|Department|Group|Division|School|Association|Society)\b)",
        r"(?:recruited|hired) (?:by|at)(?= (?:the )?[A-Z])|[Rr]ecrutée?(?= (?:par|au|à)\b)",
        r"(?:is|was|found|currently|formerly)"
        r"(?= (?:(?:previously|formerly|earlier|then|now|currently) )?(?:at|with) (?:the )?[A-Z])|"
        r"(?:has|have|had) been (?:at|with)(?= (?:the )?[A-Z])|based at|currently (?:at|with)",
        r"held (?:\w+ ){0,3}(?:positions?|posts?|appointments?|roles?)|"
        r"holds (?:\w+ ){0,3}(?:positions?|posts?|appointments?|roles?)|"
        r"(?:started|began) (?:his|her|their|my) career",
        r"travaille|a travaillé|a rejoint|rejoint|rejoignant|enseigne|a enseigné|dirige|codirige|"
        r"a dirigé",
        r"arbeitet|arbeitete|lehrt|leitet|leitete|forscht|wechselte|"
        r"trabaja|trabajó|dirige|enseña|lavora|insegna|ha lavorato|trabalha|trabalhou|"
        r"werkt|werkte",
    )
)
# nouns of working that name a place and no title: "appointments at A and B"
PLACES_OF_WORK = (
    r"(?:(?:faculty|research|academic|visiting|adjunct|joint|teaching|leadership|senior|"
    r"postdoctoral|joint|editorial|courtesy|prior|previous) )*"
    r"(?:appointments?|positions?|posts?|roles?|stints?|internships?|sabbaticals?|secondments?|"
    r"residency|stays?|leave)"
    r"(?= (?:at|with|in|within) (?:the )?(?-i:[A-Z])| [^.;]{0,50}(?:like|such as) (?-i:[A-Z]))|"
    r"(?:sabbaticals?|residency)(?= [^.;,]{0,45} at (?:the )?(?-i:[A-Z]))"
)

_PRESS = r"Press|Publish\w+|Books|Verlag|Éditions|Presses|PUF|Springer|Wiley|Elsevier|Routledge"
BOOKS = (
    r"(?:co-?)?editor of (?:the|an?) (?:[A-Z]\w+ )?book|"
    r"(?:(?:co-?)?(?:editor of|edited|wrote|authored)|a (?:publié|écrit|dirigé)|auteure? de)"
    rf"(?= [A-Z“\"‘«][^.;()]{{3,90}} \([^()]{{0,60}}(?:{_PRESS})[^()]{{0,20}},? (?:19|20)\d\d\))|"
    r"(?:co-?)?(?:author|editor)s? of(?=\s*[“\"‘«'])|"
    r"(?:[Cc]o-?)?[Aa]uthor(?:ed)? of(?: the)?(?: (?:book|books|upcoming book|textbook),?)?"
    r"(?=\s+[A-Z“\"‘«])|"
    r"(?:[Hh]is|[Hh]er|[Tt]heir|[Mm]y)(?: \w+){0,2} book,?|"
    r"(?:co-?)?author of (?:the|\w+) (?:\w+ )?books?|"
    r"(?:wrote|authored|co-?authored|published|edited)(?: \w+)?(?: the|a)? (?:text)?book|"
    r"auteure? (?:de|d['’])(?!\s?(?:plus|nombreu|plusieurs articles))|books?:"
)
