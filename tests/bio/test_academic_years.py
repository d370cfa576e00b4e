"""How academics say when: one sentence each, with what is to be read in it."""

import pytest

from persona_check.bio.reader import read_bio

Told = tuple[str, str | None, int | None, int | None]

YEARS = [
    # in brackets, behind the organisation
    ("Jana Zellhoffer (PhD, MIT, 2004) is a professor at Zell University.",
     [("degree", "MIT", None, 2004), ("post", "Zell University", None, None)]),
    ("She holds a Master's degree in Public Health (Zell University, 2008).",
     [("degree", "Zell University", None, 2008)]),
    # what a bracket begins, and what it only dates
    ("He became first Assistant Professor (1998) then Associate Professor (2005) at Zell "
     "University.",
     [("post", "Zell University", 1998, None), ("post", "Zell University", 2005, None)]),
    ("She was elected Fellow of the NTS (2015) and ALK (2017).",
     [("member", "NTS", 2015, None), ("member", "ALK", 2017, None)]),
    ("He is an NTS Fellow (2014).", [("member", "NTS", 2014, 2014)]),
    ("Appointed by the deans, she was Track Chair of the Tidal Conference (TC 2013).",
     [("member", "Tidal Conference", 2013, 2013)]),
    ("Her honours include election to the Academy of Lakes (2010).",
     [("member", "Academy of Lakes", 2010, None)]),
    ("He was a postdoc (1999-2001) and group leader (since 2005) at the Coastal Institute.",
     [("post", "Coastal Institute", 1999, 2001), ("post", "Coastal Institute", 2005, None)]),
    # one year that ends a post and begins the next
    ("She worked at Tidal Works until 2009, when she joined Zell University as a reader.",
     [("post", "Tidal Works", None, 2009), ("post", "Zell University", 2009, None)]),
    ("He was a lecturer at Zell University from 2004 until 2010, when he moved to Vesterby "
     "University.",
     [("post", "Zell University", 2004, 2010), ("post", "Vesterby University", 2010, None)]),
    ("Since joining Zell University in 2008, she has led the Tidal Lab.",
     [("post", "Zell University", 2008, None), ("post", "Tidal Lab", None, None)]),
    ("Prior to coming to Zell University in 2010, he taught at Vesterby University (2004–2009).",
     [("post", "Zell University", 2010, None), ("post", "Vesterby University", 2004, 2009)]),
    ("He headed the Coastal Institute from 2001 until his retirement in 2013.",
     [("post", "Coastal Institute", 2001, 2013)]),
    ("She received in 2009 a PhD from Zell University.",
     [("degree", "Zell University", None, 2009)]),
    ("He co-chaired the 2018 Tidal Conference and the 2020 Lake Symposium.",
     [("member", "Tidal Conference", 2018, 2018), ("member", "Lake Symposium", 2020, 2020)]),
    ("He was elected to the council of the Tidal Society in 2014.",
     [("member", "Tidal Society", 2014, None)]),
    ("She is on the Executive Committee of the Tidal Society (2020–2023).",
     [("member", "Tidal Society", 2020, 2023)]),
    ("In 2014 she received an ALK Consolidator Grant, and in 2019 a small grant from the NTS.",
     [("award", "ALK", 2014, 2014)]),
    ("She was appointed CBE in 2018.", [("award", None, 2018, 2018)]),
    ("At Zell University he served as Vice Provost from 2004 to 2008, founded the Tidal Lab, and "
     "was its director.",
     [("post", "Zell University", 2004, 2008), ("founded", "Tidal Lab", None, None),
      ("post", "Tidal Lab", None, None)]),
    ("She was adviser to the President of Norland and head of the Tidal Office from 2005 to 2006.",
     [("post", "President of Norland", None, None), ("post", "Tidal Office", 2005, 2006)]),
    ("He was program co-chair of TIDES-18, KR2012, and LAKES2004 and had COVID-19.",
     [("member", "TIDES-18", 2018, 2018), ("member", "KR2012", 2012, 2012),
      ("member", "LAKES2004", 2004, 2004)]),
    ("He has been a lecturer at Zell University since the year 2000.",
     [("post", "Zell University", 2000, None)]),
    ("She was an adviser at Tidal Works from 1st January 2014 to 31st December 2015.",
     [("post", "Tidal Works", 2014, 2015)]),
    ("She is Professor of Lakes at Zell University, where she taught from 1991 to 2023.",
     [("post", "Zell University", 1991, 2023)]),
    ("From 2010 to 2014 she held the position of Vice President of the Tidal Society.",
     [("member", "Tidal Society", 2010, 2014)]),
    ("From 2010 to 2014 he was Editor of the Journal of Tides and an Associate Editor of the "
     "Journal of Lakes.",
     [("member", "Journal of Tides", 2010, 2014), ("member", "Journal of Lakes", 2010, 2014)]),
    ("From 2010 to 2014 he was Editor of the Journal of Tides and is now a trustee of the NTS.",
     [("member", "Journal of Tides", 2010, 2014), ("member", "NTS", None, None)]),
    ("She retired in 2019 as Director of the Coastal Institute.",
     [("post", "Coastal Institute", None, 2019)]),
    ("In 2011 he was a visiting professor at Zell University, in 2016 and 2017 at the Coastal "
     "Institute, and in 2019 to 2020 at Tidal Works.",
     [("post", "Zell University", 2011, 2011), ("post", "Coastal Institute", 2016, 2016),
      ("post", "Coastal Institute", 2017, 2017), ("post", "Tidal Works", 2019, 2020)]),
    ("He was a recipient of 2008, 2012 and 2016 Northmere Science Awards.",
     [("award", "Northmere", 2008, 2008), ("award", "Northmere", 2012, 2012),
      ("award", "Northmere", 2016, 2016)]),
    ("She is the 2022 Ada Example Medalist.", [("award", None, 2022, 2022)]),
    ("He has a Doctor of Science (Honoris Causa) from Zell University since 2019.",
     [("award", "Zell University", 2019, None)]),
    ("Her interests are in research studying tides in 2016.", []),
    ("She has a PhD in Computer Science, Zell University, Norrvik, in 2013.",
     [("degree", "Zell University", None, 2013)]),
    ("He was a Postdoctoral Fellow with the Department of Lakes, NTS.",
     [("post", "NTS", None, None)]),
    ("She is the Class of 1958 Professor at Zell University.",
     [("post", "Zell University", None, None)]),
    ("He is a mathematician born in 1988.", [("post", None, None, None)]),
    ("Née à Norrvik en 1970, elle est professeure à l'Université de Nordmer.",
     [("post", "Université de Nordmer", None, None)]),
    # other ways
    ("During the academic year 2010/2011 he was on sabbatical at Zell University.",
     [("post", "Zell University", 2010, 2011)]),
    ("She was on leave at Tidal Works in 2014.", [("post", "Tidal Works", 2014, 2014)]),
    ("From 2015 to present he is a senior lecturer at Zell University.",
     [("post", "Zell University", 2015, None)]),
    ("He was Lecturer (2006-2011) and Professor (2011-) at Zell University.",
     [("post", "Zell University", 2006, 2011), ("post", "Zell University", 2011, None)]),
    ("In 2016 she was elected to the Academy of Tides, and in 2018 to the Academy of Lakes.",
     [("member", "Academy of Tides", 2016, None), ("member", "Academy of Lakes", 2018, None)]),
    ("She defended her thesis at Zell University in 2011.",
     [("degree", "Zell University", None, 2011)]),
    ("Over the period 2010–2013 he was Director of the Coastal Institute.",
     [("post", "Coastal Institute", 2010, 2013)]),
    ("In 2015 and 2016 she was a visiting scholar at Zell University.",
     [("post", "Zell University", 2015, 2015), ("post", "Zell University", 2016, 2016)]),
    ("In September 2012 she took up a lectureship at Zell University.",
     [("post", "Zell University", 2012, None)]),
    ("He completed his residency in internal medicine at Zell Hospital in 2002.",
     [("post", "Zell Hospital", None, 2002)]),
    ("She qualified in medicine from Zell University in 1989.",
     [("degree", "Zell University", None, 1989)]),
    ("She taught at Zell University from 1995 to 2001 and at the Coastal Institute until 2010.",
     [("post", "Zell University", 1995, 2001), ("post", "Coastal Institute", None, 2010)]),
    ("He was previously at Zell University (2001–2006) and Tidal Works (2006–2010).",
     [("post", "Zell University", 2001, 2006), ("post", "Tidal Works", 2006, 2010)]),
    # a year before a title is of that title, and a form of address is none
    ("She is a 2011 Fellow of the NTS and a 2010 Lake Laureate.",
     [("member", "NTS", 2011, 2011)]),
    ("In 1993 Professor Zellhoffer was elected President of the Tidal Society.",
     [("member", "Tidal Society", 1993, None)]),
    # honours and books
    ("He has honorary doctorates from Zell University (2010) and Vesterby University (2014).",
     [("award", "Zell University", 2010, 2010), ("award", "Vesterby University", 2014, 2014)]),
    ("He won the test-of-time award at TIDES 2020.", [("award", "TIDES", 2020, 2020)]),
    ("She was honoured with the Tidal Medal in 2020.", [("award", None, 2020, 2020)]),
    ("She spoke at the Northmerean OBE Conference in 2010.", []),
    ("She was made an OBE in 2010.", [("award", None, 2010, 2010)]),
    ("He edited The Handbook of Tides (Zell University Press, 2009).",
     [("book", "Zell University Press", 2009, 2009)]),
    ("She was on the PC as member of TIDES '17, LAKES '17 and SEAS '18.",
     [("member", "TIDES", 2017, 2017), ("member", "LAKES", 2017, 2017),
      ("member", "SEAS", 2018, 2018)]),
]  # fmt: skip

FRENCH = [
    ("Elle a été postdoctorante à l'Université de Nordmer à Norrvik, en Norlande (2017-2020) et à "
     "l'Institut des Marées (2022-2024).",
     [("post", "Université de Nordmer à Norrvik", 2017, 2020),
      ("post", "Institut des Marées", 2022, 2024)]),
    ("Elle a soutenu en 2006 une thèse de doctorat à l'Université de Nordmer.",
     [("degree", "Université de Nordmer", None, 2006)]),
    ("Elle est depuis 2013 professeure à l'École Zell.", [("post", "École Zell", 2013, None)]),
    ("Il occupe la chaire Zell au Collège de Nordmer depuis 2014.",
     [("post", "Collège de Nordmer", 2014, None)]),
    ("Il préside la Société nordienne de physique.",
     [("member", "Société nordienne de physique", None, None)]),
    ("Il a rejoint l'École Zell en septembre 2013.", [("post", "École Zell", 2013, None)]),
    ("Elle a été élue à l'Académie des Marées en 2019.",
     [("member", "Académie des Marées", 2019, None)]),
    ("Il a enseigné à l'Université de Nordmer de 1995 à 2001 puis à l'École Zell jusqu'en 2010.",
     [("post", "Université de Nordmer", 1995, 2001), ("post", "École Zell", None, 2010)]),
    ("Recrutée au CNRS en 1998, elle est devenue directrice de recherche en 2008.",
     [("post", "CNRS", 1998, None), ("post", "CNRS", 2008, None)]),
    ("Elle a reçu une bourse ERC en 2015.", [("award", None, 2015, 2015)]),
    ("Il a un doctorat de l'Université de Nordmer obtenu en 2009.",
     [("degree", "Université de Nordmer", None, 2009)]),
    ("Il a été rédacteur en chef de la revue Marées de 2008 à 2014.",
     [("member", "revue Marées", 2008, 2014)]),
    ("Il a deux Masters, de l'Institut des Marées (IDM), Zellville, Bénin (2018), et de "
     "l'Université de Nordmer (2020).",
     [("degree", "Institut des Marées", None, 2018),
      ("degree", "Université de Nordmer", None, 2020)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "events"), YEARS + FRENCH)
def test_reads_each_with_its_organisation_and_years(text: str, events: list[Told]) -> None:
    found = read_bio(text, name="Jana Zellhoffer")
    assert [(one.kind.value, one.organization, one.start, one.end) for one in found] == events


@pytest.mark.parametrize(
    ("text", "organisations"),
    [
        # an acronym in brackets is the name before it
        (
            "She was at the Zell Tidal Institute (ZTI), Norrvik, where she earned a PhD.",
            {"Zell Tidal Institute"},
        ),
        (
            "He received the National Tidal Foundation (NTF) Career Award.",
            {"National Tidal Foundation"},
        ),
        (
            "She was a fellow in the area of tides & lakes at Zell University.",
            {"Zell University"},
        ),
        (
            "She holds degrees from Zell University (BA) and Vesterby University (PhD).",
            {"Zell University", "Vesterby University"},
        ),
        ("He sat on the boards of the Tidal Society and the NTS.", {"Tidal Society", "NTS"}),
        ("Il enseigne à l'École Zell et à Sciences Po.", {"École Zell", "Sciences Po"}),
        (
            "Elle est membre du conseil scientifique de l'Institut des Marées.",
            {"Institut des Marées"},
        ),
        (
            "He is Professor and Chair of the Department of Lakes at the Zell School of Water at "
            "Zell University.",
            {"Zell University", "Department of Lakes"},
        ),
        ("He studied in Norrvik and received his PhD from Zell University.", {"Zell University"}),
        ("He worked on floating-point formats for FPGAs.", set()),
    ],
)
def test_reads_the_organisation(text: str, organisations: set[str]) -> None:
    assert {one.organization for one in read_bio(text) if one.organization} == organisations
