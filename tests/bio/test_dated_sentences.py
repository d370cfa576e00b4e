"""Ways in which bios say when: one sentence each, with what is to be read in it."""

import pytest

from persona_check.bio.reader import read_bio

Told = tuple[str, str | None, int | None, int | None]

POSTS = [
    ("She was a postdoc at Zell University (2015-2019).",
     [("post", "Zell University", 2015, 2019)]),
    ("She has been a Professor at Zell University since 2010.",
     [("post", "Zell University", 2010, None)]),
    ("From 2009 to 2012 he was a lecturer at Zell University.",
     [("post", "Zell University", 2009, 2012)]),
    ("Between 2009 and 2012, he worked as an engineer at Tidal Works.",
     [("post", "Tidal Works", 2009, 2012)]),
    ("He served as Head of the Coastal Institute from 1994 to 2003.",
     [("post", "Coastal Institute", 1994, 2003)]),
    ("In 2011-12 she served as the first chief scientist for the Tidal Commission.",
     [("post", "Tidal Commission", 2011, 2012)]),
    ("He joined the Department of Hydrology at Zell University as a lecturer in September 2014.",
     [("post", "Zell University", 2014, None)]),
    ("She returned to Zell University in 1987 as a research scientist.",
     [("post", "Zell University", 1987, None)]),
    ("He was a visiting scholar at Vesterby University in fall 2012.",
     [("post", "Vesterby University", 2012, 2012)]),
    ("He joined Zell University in 1984 as Assistant Professor. In 1990 he became Associate "
     "Professor, and in 1998 Professor of Hydrology.",
     [("post", "Zell University", 1984, None), ("post", "Zell University", 1990, None),
      ("post", "Zell University", 1998, None)]),
    ("She was with Tidal Works until 2016.", [("post", "Tidal Works", None, 2016)]),
    ("Prior to joining Zell University in 2015, she was a researcher at Tidal Works.",
     [("post", "Zell University", 2015, None), ("post", "Tidal Works", None, None)]),
    ("He spent the 2014-2015 academic year at Vesterby University as a visiting professor.",
     [("post", "Vesterby University", 2014, 2015)]),
    ("Since July 2015, he is with the Coastal Institute.",
     [("post", "Coastal Institute", 2015, None)]),
    ("He is a Professor at Zell University, where he has been on the faculty since 1998.",
     [("post", "Zell University", None, None), ("post", "Zell University", 1998, None)]),
    ("He moved to Oslo in 2011, when he joined the law firm Zell & Sample as an analyst.",
     [("post", "Zell & Sample", 2011, None)]),
    ("He held a postdoc position at Zell University and joined Vesterby University in 1992.",
     [("post", "Zell University", None, None), ("post", "Vesterby University", 1992, None)]),
    ("In fall 2017, Dr. Zellhoffer was promoted to Associate Professor at Zell University.",
     [("post", "Zell University", 2017, None)]),
    ("She joined Zell University, Maris in 2005, where she is currently Professor of Hydrology.",
     [("post", "Zell University", 2005, None), ("post", "Zell University", None, None)]),
    ("Jana Zellhoffer, PhD joined the faculty of Zell University in 2004, having held prior "
     "positions at Vesterby University.",
     [("degree", None, None, None), ("post", "Zell University", 2004, None),
      ("post", "Vesterby University", None, None)]),
    ("He studied lakes before joining the NTSB faculty in 2014.", [("post", "NTSB", 2014, None)]),
    ("She became Director and Chief Scientist of the Coastal Institute in 2020.",
     [("post", "Coastal Institute", 2020, None)] * 2),
    ("He was a lecturer at University Ada et Bo Sample (UABS), now Zell University (2000-2002).",
     [("post", "University Ada et Bo Sample", 2000, 2002)]),
    ("From 2008 to 2010, she was a fellow at the Zell Institute of Technology, Cambridge, MA, USA.",
     [("post", "Zell Institute of Technology", 2008, 2010)]),
    ("She was a lecturer at Zell University until 2012 and has been a professor there since 2013.",
     [("post", "Zell University", None, 2012), ("post", "Zell University", 2013, None)]),
    ("She was hired by Zell University in 2003 as a lecturer.",
     [("post", "Zell University", 2003, None)]),
]  # fmt: skip

# what is told from now, or by its length, has no year of its own
WITHOUT_A_YEAR = [
    ("She was a lecturer at Zell University until last year.", ("post", "Zell University")),
    ("He worked at Tidal Works for over fifteen years.", ("post", "Tidal Works")),
    ("She is in her third year as a lecturer at Zell University.", ("post", "Zell University")),
    ("He was an engineer at Tidal Works in the late 1980s.", ("post", "Tidal Works")),
    ("For the last ten years she has been a professor at Zell University.",
     ("post", "Zell University")),
]  # fmt: skip

DEGREES = [
    ("She holds a PhD from Zell University (2009).", [("degree", "Zell University", None, 2009)]),
    ("He earned his B.S. and M.S. degrees in physics from Zell University in 2004 and 2006, "
     "respectively.",
     [("degree", "Zell University", None, 2004), ("degree", "Zell University", None, 2006)]),
    ("He obtained his Master's degree and Bachelor degree from Zell University and Vesterby "
     "University, respectively.",
     [("degree", "Zell University", None, None), ("degree", "Vesterby University", None, None)]),
    ("She received the BS degree from Zell University, Norrvik, in 1995, the MA degree from "
     "Vesterby University in 1997, and the PhD from Quorra University in 2004.",
     [("degree", "Zell University", None, 1995), ("degree", "Vesterby University", None, 1997),
      ("degree", "Quorra University", None, 2004)]),
    ("He graduated from Zell University in 2012 with bachelor's and master's degrees in physics.",
     [("degree", "Zell University", None, 2012), ("degree", "Zell University", None, 2012)]),
    ("She received her Ph.D. from the Department of Hydrology in 2022 at Zell University and a "
     "Master's in 2017 from Vesterby University.",
     [("degree", "Zell University", None, 2022), ("degree", "Vesterby University", None, 2017)]),
    ("He graduated Zell University in 2016, where he studied the tides.",
     [("degree", "Zell University", None, 2016)]),
    ("He received his PhD from Zell College, Vesterby University in 2000.",
     [("degree", "Vesterby University", None, 2000)]),
    ("She completed an MSc (from Zell University, UK) in 1991.",
     [("degree", "Zell University", None, 1991)]),
    ("He received his BSc, MSc, and PhD degrees from Zell University.",
     [("degree", "Zell University", None, None)] * 3),
]  # fmt: skip

HONOURS = [
    ("She received the Tidal Society Early Career Award in 2011.",
     [("award", "Tidal Society", 2011, 2011)]),
    ("He won the 2016 Northmere Prize.", [("award", None, 2016, 2016)]),
    ("Her awards include the NTS Young Author Award (2015), three Tidalia Faculty Awards (2018, "
     "2019 and 2020) and the Quorra Medal (2021).",
     [("award", "NTS", 2015, 2015), ("award", "Tidalia", 2018, 2018),
      ("award", "Tidalia", 2019, 2019), ("award", "Tidalia", 2020, 2020),
      ("award", None, 2021, 2021)]),
    ("In 2017, Professor Zellhoffer was the recipient of the Quorra Peace Prize.",
     [("award", None, 2017, 2017)]),
    ("She received the best paper award at several international conferences (TIDES 2000, LAKECON "
     "2005, SEACON 2017).",
     [("award", "TIDES", 2000, 2000), ("award", "LAKECON", 2005, 2005),
      ("award", "SEACON", 2017, 2017)]),
    ("He was the recipient of the 1993 NTSB scientific prize.", [("award", "NTSB", 1993, 1993)]),
    ("In 2005, she was named a Zell Medical Institute Investigator.",
     [("post", "Zell Medical Institute", 2005, None)]),
    ("He received a best paper award at TIDECON 2017.", [("award", "TIDECON", 2017, 2017)]),
    ("She was elected to the Academy of Tides in 2002 and to the Academy of Lakes in 2019.",
     [("member", "Academy of Tides", 2002, None), ("member", "Academy of Lakes", 2019, None)]),
    ("She was elected a Fellow of the Society of Tides in 2004.",
     [("member", "Society of Tides", 2004, None)]),
]  # fmt: skip

OFFICES = [
    ("She served on the program committees for TIDECON 2007, LAKECON 2008, and SEACON 2011.",
     [("member", "TIDECON", 2007, 2007), ("member", "LAKECON", 2008, 2008),
      ("member", "SEACON", 2011, 2011)]),
    ("He was program chair of the 9th International Conference on Tides (ICT 2016).",
     [("member", "International Conference on Tides", 2016, 2016)]),
    ("She has served as an Associate Editor for Tidal Letters (since 2005) and for the Journal of "
     "Lakes (2008-2012).",
     [("member", "Tidal Letters", 2005, None), ("member", "Journal of Lakes", 2008, 2012)]),
    ("She was Programme Chair at TIDECON'19 and LAKECON ’98.",
     [("member", "TIDECON'19", 2019, 2019), ("member", "LAKECON", 1998, 1998)]),
    ("He served on the organizing committee of LAKECON2013 and the audit committee of TIDES 2014.",
     [("member", "LAKECON2013", 2013, 2013), ("member", "TIDES", 2014, 2014)]),
    ("She is the President of the NTS Executive Board (2020-2025) and a member of the LTSB Board "
     "of Trustees (2024-2029).",
     [("member", "NTS Executive Board", 2020, 2025),
      ("member", "LTSB Board of Trustees", 2024, 2029)]),
    ("He was a board director of NTS from 2014 to 2016.", [("member", "NTS", 2014, 2016)]),
    ("He recently (2016-2017) served as Chair of the Tidal Society.",
     [("member", "Tidal Society", 2016, 2017)]),
    ("In 2018, she co-founded TideLab.", [("founded", "TideLab", 2018, None)]),
    ("He created his own company TideLab in 2017.", [("founded", "TideLab", 2017, None)]),
    ("He published the book “On Rivers” (Northmere Press, 2020).",
     [("book", "Northmere Press", 2020, 2020)]),
]  # fmt: skip

OTHER_LANGUAGES = [
    ("Elle a été ingénieure de recherche au Centre de Recherche Côtière de 2010 à 2015.",
     [("post", "Centre de Recherche Côtière", 2010, 2015)]),
    ("Depuis 2012, il est professeur à l'Université de Nordmer.",
     [("post", "Université de Nordmer", 2012, None)]),
    ("Il a obtenu son doctorat en hydrologie à l'Université de Nordmer en 2016.",
     [("degree", "Université de Nordmer", None, 2016)]),
    ("Elle est docteure en hydrologie de l'École normale de Vestrie (2011).",
     [("degree", "École normale de Vestrie", None, 2011)]),
    ("Il est directeur de recherche à l'Université Nordmer 1 et dirige depuis 2018 le Laboratoire "
     "d'hydrologie de Vestrie.",
     [("post", "Université Nordmer 1", None, None),
      ("post", "Laboratoire d'hydrologie de Vestrie", 2018, None)]),
    ("Elle a obtenu son habilitation à diriger des recherches (HDR) en 2015.",
     [("degree", None, None, 2015)]),
    ("She was elected to the Académie des lacs in 2017.",
     [("member", "Académie des lacs", 2017, None)]),
    ("Il a présidé l'Association des lacs de 2003 à 2009.",
     [("member", "Association des lacs", 2003, 2009)]),
    ("Seit 2015 ist er Professor an der Universität Nordmeer.",
     [("post", "Universität Nordmeer", 2015, None)]),
    ("Von 2008 bis 2012 war sie wissenschaftliche Mitarbeiterin am Institut für Gezeiten.",
     [("post", "Institut für Gezeiten", 2008, 2012)]),
    ("Desde 2014 es profesora en la Universidad de Normar.",
     [("post", "Universidad de Normar", 2014, None)]),
    ("Dal 2010 al 2014 è stato ricercatore presso l'Università di Normare.",
     [("post", "Università di Normare", 2010, 2014)]),
    ("Desde 2016 é pesquisadora na Universidade de Normar.",
     [("post", "Universidade de Normar", 2016, None)]),
    ("Sinds 2013 is zij hoogleraar aan de Universiteit Noordmeer.",
     [("post", "Universiteit Noordmeer", 2013, None)]),
]  # fmt: skip


def told(text: str) -> list[Told]:
    return [(e.kind.value, e.organization, e.start, e.end) for e in read_bio(text)]


@pytest.mark.parametrize(
    ("text", "events"), [*POSTS, *DEGREES, *HONOURS, *OFFICES, *OTHER_LANGUAGES]
)
def test_what_a_sentence_dates(text: str, events: list[Told]) -> None:
    assert told(text) == events


@pytest.mark.parametrize(("text", "event"), WITHOUT_A_YEAR)
def test_a_time_told_from_now_or_by_its_length_gives_no_year(
    text: str, event: tuple[str, str]
) -> None:
    assert told(text) == [(*event, None, None)]
