"""Everybody who ever had one of a few awards whose complete lists are short and public."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256

from persona_check.compare import names

__all__ = ["ROSTERS", "Laureate", "Roster", "roster_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Laureate:
    """Who had the award in which year."""

    name: str
    year: int


@dataclass(frozen=True, kw_only=True)
class Roster:
    """The complete list of one award from its first year to ``until_year``.

    ``words`` name the award in plain lower case; ``beside`` may stand beside them without making
    it another award. ``url`` is the giver's own list, ``written_on`` the day of this copy, whose
    lines read ``year name, name``.
    """

    award: str
    words: tuple[str, ...]
    beside: frozenset[str]
    url: str
    written_on: date
    until_year: int
    lines: str

    @cached_property
    def laureates(self) -> tuple[Laureate, ...]:
        """All of them, in order of year."""
        found = []
        for line in self.lines.strip().splitlines():
            year, _, people = line.strip().partition(" ")
            found += [Laureate(name=name.strip(), year=int(year)) for name in people.split(",")]
        return tuple(found)

    @cached_property
    def sha256(self) -> str:
        """Of the lines."""
        return sha256(self.lines.encode()).hexdigest()

    def is_meant_by(self, award: str) -> bool:
        """Whether the words name this award, and not a chapter's, a nomination or a namesake."""
        plain = names.plain_words(award)
        rest = [word for word in plain if not re.fullmatch(r"(19|20)\d\d", word)]
        for wanted in self.words:
            words = wanted.split()
            for at in range(len(rest) - len(words) + 1):
                if rest[at : at + len(words)] == words:
                    return self.beside.issuperset(rest[:at] + rest[at + len(words) :])
        return False


_ANY = frozenset(
    "the a an in of for from and winner winners laureate recipient holder receiver received won "
    "awarded was prize award medal medalist medallist co cowinner corecipient joint shared awardee "
    "honoree honouree".split()
)
_COPIED_ON = date(2026, 11, 23)

_TURING = Roster(
    award="ACM A.M. Turing Award",
    words=("turing award", "turing prize", "turing laureate", "turing winner"),
    beside=_ANY | {"acm", "m", "am", "alan", "association", "computing", "machinery"},
    url="https://amturing.acm.org/byyear.cfm",
    written_on=_COPIED_ON,
    until_year=2024,
    lines="""
1966 Alan J. Perlis
1967 Maurice V. Wilkes
1968 Richard W. Hamming
1969 Marvin Minsky
1970 James H. Wilkinson
1971 John McCarthy
1972 Edsger W. Dijkstra
1973 Charles W. Bachman
1974 Donald E. Knuth
1975 Allen Newell, Herbert A. Simon
1976 Michael O. Rabin, Dana S. Scott
1977 John Backus
1978 Robert W. Floyd
1979 Kenneth E. Iverson
1980 C. Antony R. Hoare, Tony Hoare
1981 Edgar F. Codd
1982 Stephen A. Cook
1983 Dennis M. Ritchie, Kenneth L. Thompson
1984 Niklaus E. Wirth
1985 Richard M. Karp
1986 John E. Hopcroft, Robert E. Tarjan
1987 John Cocke
1988 Ivan Sutherland
1989 William M. Kahan
1990 Fernando J. Corbató
1991 Robin Milner
1992 Butler W. Lampson
1993 Juris Hartmanis, Richard E. Stearns
1994 Edward A. Feigenbaum, Raj Reddy
1995 Manuel Blum
1996 Amir Pnueli
1997 Douglas C. Engelbart
1998 James N. Gray
1999 Frederick P. Brooks
2000 Andrew C. Yao
2001 Ole-Johan Dahl, Kristen Nygaard
2002 Leonard M. Adleman, Ronald L. Rivest, Adi Shamir
2003 Alan C. Kay
2004 Vinton G. Cerf, Robert E. Kahn
2005 Peter Naur
2006 Frances E. Allen
2007 Edmund M. Clarke, E. Allen Emerson, Joseph Sifakis
2008 Barbara Liskov
2009 Charles P. Thacker
2010 Leslie G. Valiant
2011 Judea Pearl
2012 Shafi Goldwasser, Silvio Micali
2013 Leslie Lamport
2014 Michael Stonebraker
2015 Whitfield Diffie, Martin E. Hellman
2016 Tim Berners-Lee
2017 John L. Hennessy, David A. Patterson
2018 Yoshua Bengio, Geoffrey E. Hinton, Yann LeCun
2019 Edwin E. Catmull, Patrick M. Hanrahan
2020 Alfred V. Aho, Jeffrey D. Ullman
2021 Jack J. Dongarra
2022 Robert M. Metcalfe
2023 Avi Wigderson
2024 Andrew G. Barto, Richard S. Sutton
""",
)
_FIELDS = Roster(
    award="Fields Medal",
    words=("fields medal", "fields medalist", "fields medallist", "fields laureate"),
    beside=_ANY | {"imu", "international", "mathematical", "union"},
    url="https://www.mathunion.org/imu-awards/fields-medal",
    written_on=_COPIED_ON,
    until_year=2022,
    lines="""
1936 Lars Ahlfors, Jesse Douglas
1950 Laurent Schwartz, Atle Selberg
1954 Kunihiko Kodaira, Jean-Pierre Serre
1958 Klaus Roth, René Thom
1962 Lars Hörmander, John Milnor
1966 Michael Atiyah, Paul Cohen, Alexander Grothendieck, Stephen Smale
1970 Alan Baker, Heisuke Hironaka, Sergei Novikov, John G. Thompson
1974 Enrico Bombieri, David Mumford
1978 Pierre Deligne, Charles Fefferman, Grigory Margulis, Daniel Quillen
1982 Alain Connes, William Thurston, Shing-Tung Yau
1986 Simon Donaldson, Gerd Faltings, Michael Freedman
1990 Vladimir Drinfeld, Vaughan Jones, Shigefumi Mori, Edward Witten
1994 Jean Bourgain, Pierre-Louis Lions, Jean-Christophe Yoccoz, Efim Zelmanov
1998 Richard Borcherds, Timothy Gowers, Maxim Kontsevich, Curtis McMullen
2002 Laurent Lafforgue, Vladimir Voevodsky
2006 Andrei Okounkov, Grigori Perelman, Terence Tao, Wendelin Werner
2010 Elon Lindenstrauss, Ngô Bảo Châu, Stanislav Smirnov, Cédric Villani
2014 Artur Avila, Manjul Bhargava, Martin Hairer, Maryam Mirzakhani
2018 Caucher Birkar, Alessio Figalli, Peter Scholze, Akshay Venkatesh
2022 Hugo Duminil-Copin, June Huh, James Maynard, Maryna Viazovska
""",
)
_ABEL = Roster(
    award="Abel Prize",
    words=("abel prize", "abel laureate", "abel prizewinner"),
    beside=_ANY | {"norwegian", "academy", "science", "letters", "mathematics"},
    url="https://abelprize.no/abel-prize-laureates",
    written_on=_COPIED_ON,
    until_year=2024,
    lines="""
2003 Jean-Pierre Serre
2004 Michael Atiyah, Isadore Singer
2005 Peter Lax
2006 Lennart Carleson
2007 S. R. Srinivasa Varadhan
2008 John G. Thompson, Jacques Tits
2009 Mikhail Gromov
2010 John Tate
2011 John Milnor
2012 Endre Szemerédi
2013 Pierre Deligne
2014 Yakov Sinai
2015 John F. Nash, Louis Nirenberg
2016 Andrew Wiles
2017 Yves Meyer
2018 Robert Langlands
2019 Karen Uhlenbeck
2020 Hillel Furstenberg, Grigory Margulis
2021 László Lovász, Avi Wigderson
2022 Dennis Sullivan
2023 Luis Caffarelli
2024 Michel Talagrand
""",
)
_ECONOMICS = Roster(
    award="Sveriges Riksbank Prize in Economic Sciences in Memory of Alfred Nobel",
    words=(
        "nobel prize in economics",
        "nobel prize in economic sciences",
        "nobel prize for economics",
        "nobel memorial prize in economics",
        "nobel memorial prize in economic sciences",
        "nobel laureate in economics",
        "economics nobel prize",
        "nobel prize economics",
        "economics nobel",
        "nobel in economics",
        "nobel laureate in economic sciences",
        "nobel prize winner in economics",
        "nobel prize laureate in economics",
        "nobel memorial laureate in economics",
        "bank of sweden prize in economic sciences",
        "sveriges riksbank prize in economic sciences",
    ),
    beside=_ANY | {"memory", "alfred", "nobel"},
    url="https://www.nobelprize.org/prizes/lists/all-prizes-in-economic-sciences/",
    written_on=_COPIED_ON,
    until_year=2024,
    lines="""
1969 Ragnar Frisch, Jan Tinbergen
1970 Paul A. Samuelson
1971 Simon Kuznets
1972 John R. Hicks, Kenneth J. Arrow
1973 Wassily Leontief
1974 Gunnar Myrdal, Friedrich August von Hayek
1975 Leonid Kantorovich, Tjalling C. Koopmans
1976 Milton Friedman
1977 Bertil Ohlin, James E. Meade
1978 Herbert A. Simon
1979 Theodore W. Schultz, Arthur Lewis
1980 Lawrence R. Klein
1981 James Tobin
1982 George J. Stigler
1983 Gerard Debreu
1984 Richard Stone
1985 Franco Modigliani
1986 James M. Buchanan
1987 Robert M. Solow
1988 Maurice Allais
1989 Trygve Haavelmo
1990 Harry M. Markowitz, Merton H. Miller, William F. Sharpe
1991 Ronald H. Coase
1992 Gary Becker
1993 Robert W. Fogel, Douglass C. North
1994 John C. Harsanyi, John F. Nash, Reinhard Selten
1995 Robert E. Lucas
1996 James A. Mirrlees, William Vickrey
1997 Robert C. Merton, Myron Scholes
1998 Amartya Sen
1999 Robert A. Mundell
2000 James J. Heckman, Daniel L. McFadden
2001 George A. Akerlof, A. Michael Spence, Joseph E. Stiglitz
2002 Daniel Kahneman, Vernon L. Smith
2003 Robert F. Engle, Clive Granger
2004 Finn E. Kydland, Edward C. Prescott
2005 Robert J. Aumann, Thomas C. Schelling
2006 Edmund S. Phelps
2007 Leonid Hurwicz, Eric S. Maskin, Roger B. Myerson
2008 Paul Krugman
2009 Elinor Ostrom, Oliver E. Williamson
2010 Peter A. Diamond, Dale T. Mortensen, Christopher A. Pissarides
2011 Thomas J. Sargent, Christopher A. Sims
2012 Alvin E. Roth, Lloyd S. Shapley
2013 Eugene F. Fama, Lars Peter Hansen, Robert J. Shiller
2014 Jean Tirole
2015 Angus Deaton
2016 Oliver Hart, Bengt Holmström
2017 Richard H. Thaler
2018 William D. Nordhaus, Paul M. Romer
2019 Abhijit Banerjee, Esther Duflo, Michael Kremer
2020 Paul R. Milgrom, Robert B. Wilson
2021 David Card, Joshua D. Angrist, Guido W. Imbens
2022 Ben S. Bernanke, Douglas W. Diamond, Philip H. Dybvig
2023 Claudia Goldin
2024 Daron Acemoglu, Simon Johnson, James A. Robinson
""",
)

ROSTERS: tuple[Roster, ...] = (_TURING, _FIELDS, _ABEL, _ECONOMICS)


def roster_of(award: str) -> Roster | None:
    """The complete list of the award that these words name; None where none is at hand."""
    return next((roster for roster in ROSTERS if roster.is_meant_by(award)), None)
