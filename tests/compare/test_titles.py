from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_check.compare.titles import TitleLikeness, key, main_titles, same, says_retracted

LONG = "Tidal Pumping Along Microtidal Coasts: A Twelve-Year Record"


@pytest.mark.parametrize(
    ("a", "b", "likeness"),
    [
        (LONG, LONG.lower(), TitleLikeness.EXACT),
        (LONG, "Tidal pumping along micro-tidal coasts – a twelve year record", "exact"),
        ("Dune lenses: évolution", "dune lenses evolution", TitleLikeness.EXACT),
        (LONG, "Tidal pumping along microtidal coasts: a twelve-yaer record", TitleLikeness.NEAR),
        (LONG, "Tidal pumping along microtidal coasts", TitleLikeness.SUBTITLE),
        ("Groundwater research", "Groundwater research in deltas", TitleLikeness.DIFFERENT),
        ("Overview of task 3 of the shared challenge", "Overview of task 4 of the shared challenge",
         TitleLikeness.DIFFERENT),
        ("", LONG, TitleLikeness.DIFFERENT),
    ],
)  # fmt: skip
def test_slips_are_forgiven_and_other_titles_are_not(a: str, b: str, likeness: str) -> None:
    assert same(a, b).likeness == same(b, a).likeness == likeness


MATHML = (
    'Swells in <mml:math xmlns:mml="http://www.w3.org/1998/Math/MathML" altimg="{}"><mml:mi>Q'
    "</mml:mi></mml:math>-layered media of the north"
).format("x" * 900)
FORMULAS = [
    ("Flow of H<sub>2</sub>O in $\\alpha$ sands", "Flow of H2O in α sands"),
    ("Flow of H<sub>2</sub>O in $\\alpha$ sands", "flow of H$_2$O in alpha-sands"),
    (MATHML, "Swells in Q-layered media of the north"),
    ("Reeds <math><msqrt><mi>n</mi></msqrt></math> apart", "Reeds √n apart"),
    ("Reeds $\\sqrt{n}$ apart", "Reeds √n apart"),
    ("Reeds &lt;i&gt;in spate&lt;/i&gt;", "Reeds in spate"),
    ("Sedges &amp;amp; rushes", "Sedges and Rushes"),
    ("Sedges &amp;amp;amp; rushes", "Sedges & rushes"),
    ("Schr\\\"{o}dinger's marsh", "Schrödinger’s marsh"),
    ("<title>Grid<!-- x --> of <![CDATA[ferns]]></title>", "Grid of ferns"),
    ("An $$\\mathcal {O}(n \\log n)$$ method", "An O(n log n) method"),
    ("Terns, Part II", "Terns, part 2"),
    ("Terns of the Ⅳ lake", "Terns of the IV lake"),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b"), FORMULAS)
def test_markup_and_formulas_do_not_make_another_title(a: str, b: str) -> None:
    assert same(a, b).likeness == same(b, a).likeness == TitleLikeness.EXACT


SLOW = "Slow water in reed beds of the north"


@pytest.mark.parametrize(
    "marked",
    [
        "RETRACTED: {}", "RETRACTED ARTICLE: {}", "Retracted: {}", "[RETRACTED] {}",
        "WITHDRAWN: {}", "{} (RETRACTED ARTICLE. See vol. 3, pg. 12, 2019)", "{} [Retracted]",
        "This article has been retracted: {}", "<b>RETRACTED:</b> {}", "RETRACTED – {}",
    ],
)  # fmt: skip
def test_a_mark_of_retraction_does_not_belong_to_the_title(marked: str) -> None:
    assert same(marked.format(SLOW), SLOW).likeness == TitleLikeness.EXACT
    assert says_retracted(marked.format(SLOW))


@pytest.mark.parametrize("title", [SLOW, "Retracted claws of marsh cats", "On papers retracted"])
def test_a_title_about_retraction_is_not_marked(title: str) -> None:
    assert not says_retracted(title)
    assert key(title) == title.lower()


@pytest.mark.parametrize(
    "rest",
    [
        ": an atlas", "—an atlas", " — an atlas", " - an atlas", " – an atlas", "; an atlas",
        "? An atlas", ". An atlas of still water", " (an atlas)", " [an atlas]", "：地图",
        " / An atlas", ": 30 years of terns",
    ],
)  # fmt: skip
def test_a_subtitle_may_be_dropped_behind_any_mark(rest: str) -> None:
    assert same(SLOW + rest, SLOW).likeness == same(SLOW, SLOW + rest).likeness == "subtitle"
    assert SLOW in main_titles(SLOW + rest)


@pytest.mark.parametrize(
    "rest", [". II. Dynamics", ": Part 2", ", part II", ": a reply", " (erratum)", ": Chapter 3"]
)
def test_a_part_a_reply_or_an_erratum_is_another_work(rest: str) -> None:
    assert not same(SLOW + rest, SLOW).same
    assert not same(SLOW, SLOW + rest).same


APART = [
    ("Structure of the YGR2 transporter in marsh lipid", "YGR2", "YGR3"),
    ("Effects of warm winters on perch recruitment", "winters", "summers"),
    ("Theory of slow flow in marsh clay. II. Dynamics", "II", "III"),
    ("Theory of slow flow in marsh clay, part one", "one", "two"),
    ("Growth of terns under increased salinity", "increased", "decreased"),
    ("Growth of supervised marsh models under load", "supervised", "unsupervised"),
    ("Optimal harvest of reeds in shallow lakes", "Optimal", "Suboptimal"),
    ("Why some marshes are more fertile than others", "are more", "are not more"),
    ("Why the drained marshes improve water quality", "improve", "impair"),
    ("Migration of terns into northern shallow lakes", "into", "out of"),
    ("Survival of male terns in shallow lakes", "male", "female"),
    ("Treatment of marsh fever with reed extract", "with", "without"),
    ("Hydrophilic films on marsh reeds in winter", "Hydrophilic", "Hydrophobic"),
    ("Maximization of reed yield in shallow lakes", "Maximization", "Minimization"),
    ("Uptake of nitrate in marsh reeds at night", "nitrate", "nitrite"),
    ("Intraspecific competition of terns in lakes", "Intraspecific", "Interspecific"),
    ("The ABR receptor of marsh frogs in spring", "ABR", "ACR"),
    ("Prevalence of hepatitis B in marsh frogs", " B ", " C "),
    ("Thermal comfort of terns in the 12 lakes", "12", "13"),
    ("Carbon transport in the plant of the lake", "plant", "plane"),
]


@pytest.mark.parametrize(("title", "word", "other"), APART)
def test_a_number_part_negation_or_direction_makes_another_title(
    title: str, word: str, other: str
) -> None:
    assert word in title
    changed = title.replace(word, other)
    for form in (str, str.upper, str.lower):
        assert not same(form(title), form(changed)).same
        assert not same(form(changed), form(title)).same
    assert not same(f"<i>{title}</i>", changed).same


NOISE: dict[str, Callable[[str], str]] = {
    "upper": str.upper,
    "lower": str.lower,
    "italic": lambda t: f"<i>{t}</i>",
    "retracted": lambda t: f"RETRACTED: {t}",
    "blanks": lambda t: t.replace(" ", "  "),
    "full stop": lambda t: f"{t}.",
    "swapped": lambda t: t.replace("marsh", "mrash"),
    "lost": lambda t: t.replace("shallow", "shalow"),
    "no article": lambda t: t.replace(" the ", " "),
    "subtitle": lambda t: f"{t}: an atlas" if "." not in t else t,
    "accents": lambda t: t.replace("i", "í"),
}


@pytest.mark.parametrize("title", [title for title, _, _ in APART])
@pytest.mark.parametrize("change", NOISE.values(), ids=NOISE)
def test_noise_leaves_a_title_the_same(title: str, change: Callable[[str], str]) -> None:
    assert same(title, change(title)).same
    assert same(change(title), title).same


@pytest.mark.parametrize(
    ("word", "other"),
    [("colour", "color"), ("analysing", "analyzing"), ("behaviour", "behavior"),
     ("modelling", "modeling"), ("paediatric", "pediatric"), ("oestrogen", "estrogen"),
     ("characterisation", "characterization"), ("lakes", "lake"), ("centre", "center")],
)  # fmt: skip
def test_british_and_american_spelling_and_plurals_are_one(word: str, other: str) -> None:
    assert same(f"On the {word} of terns in spring", f"On the {other} of terns in spring").same


@given(st.text(max_size=200))
def test_a_title_with_letters_is_the_same_as_itself(title: str) -> None:
    assert same(title, title).same == bool(key(title))


@pytest.mark.parametrize(
    "written",
    [
        "Peat aand silt in the late channels of winter",
        "Peat and silt in hte late channels of winter",
        "Peat and silt in the late cchannels fo winter",
        "Peat and silt in the latechannels of winter",
    ],
)
def test_what_fingers_do_to_a_title_is_forgiven(written: str) -> None:
    assert same("Peat and silt in the late channels of winter", written).same


def test_a_lost_first_letter_of_a_long_word_is_forgiven() -> None:
    assert same("Hydrology of late winter channels", "Ydrology of late winter channels").same
    assert not same("Training in late winter channels", "Raining in late winter channels").same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Peat and silt on late channels of winter", "Peat and silt no late channels of winter"),
        ("Peat from late channels of winter ice", "Peat form late channels of winter ice"),
        ("Two cold winters of late channels", "Tow cold winters of late channels"),
        ("Trial of peat in late winter channels", "Trail of peat in late winter channels"),
        ("Symmetric flows in late winter channels", "Asymmetric flows in late winter channels"),
    ],
)
def test_what_fingers_do_makes_no_other_word(one: str, other: str) -> None:
    assert not same(one, other).same


MORAINE = "Moraine drift under snow loads"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Über das Eis der nahen Meere / Moraine drift under snow loads", MORAINE),
        ("Über das Eis der nahen Meere = Moraine drift under snow loads", MORAINE),
        ("Über das Eis der nahen Meere [Moraine drift under snow loads]", MORAINE),
        ("Ice drift in the MÃ¼ggel basin", "Ice drift in the Müggel basin"),
        ("A drift of 1,500 metres a year", "A drift of 1500 metres a year"),
    ],
)  # fmt: skip
def test_two_languages_and_broken_letters_are_the_same_work(a: str, b: str) -> None:
    assert same(a, b).same
    assert same(a, b) == same(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("A drift of 1.5 metres a year", "A drift of 15 metres a year"),
        ("A reply to all of them / Moraine drift under snow loads", MORAINE),
    ],
)  # fmt: skip
def test_a_decimal_point_and_a_reply_make_another_work(a: str, b: str) -> None:
    assert not same(a, b).same
    assert not same(b, a).same
