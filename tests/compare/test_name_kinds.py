"""One name written in the ways of many fields and languages gives one answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_check.compare import names
from persona_check.compare.names import NameDoubt, NameStrength, NameVerdict

COMPATIBLE = """
Quillam M. Ashfold | Ashfold QM
Quillam M. Ashfold | Ashfold Q.M.
Quillam M. Ashfold | ASHFOLD QM
Anna B. van der Moor | van der Moor AB
Hanna Weberlin | Univ.-Prof. Dr. Dr. h.c. mult. Hanna Weberlin
Hanna Weberlin | Dr. rer. nat. habil. Hanna Weberlin
Hanna Weberlin | Hanna Weberlin, M.D., Ph.D., F.R.C.P.
Hanna Weberlin | Hanna Weberlin PhD, MPH
Hanna Weberlin | Weberlin, H., MD
Hanna Weberlin | Ing. Hanna Weberlin, CSc.
Hanna Weberlin | Dott.ssa Hanna Weberlin
Hanna Weberlin | Hanna Weberlin†,1
Hanna Weberlin | Hanna Weberlin¹²
Hanna Weberlin | Hanna Weberlin a,b
Hanna Weberlin | Hanna Weberlin <h.weberlin@uni.example>
Hanna Weberlin | WEBERLIN Hanna
Pol R. Coppard | Pol Coppard
D.R. Thornbury | David Thornbury
Jamal Sullow III | J. Sullow
Clara Minford | Seoyun Clara Minford
Vahab S. Mirrosk | Seyed Vahab Mirrosk
Beom H. Leeson | Beomhee Leeson
Karim Zein El Dine | Karim Zeineddine
Abd al-Rahman Salimi | Abdurrahman Salimi
Mohamed Al-Masrawi | M. Elmasrawi
Yusuf ibn Salimi | Youssef Salimi
José García Montrefeld | García Montrefeld J
José García y Montrefeld | José García
Anna Ivanovna Petrovskaya | Петровская Анна Ивановна
Yuri Soloviev | Юрий Соловьёв
Olha Petrenchuk | Olga Petrenchuk
V. V. Zaretsky | Vladimir Zaretskiy
Đorđe Marić | Djordje Maric
Žarko Šumanov | Zharko Shumanov
Yūki Gotō | Yuuki Gotou
Syota Oonoda | Shota Onoda
Hsu Chih-Wei | Zhiwei Xu
Chih-Wei Chang | Zhiwei Zhang
Yi Seung-ho | Seungho Lee
박서준 | Seo-jun Park
赵敏 | Min Zhao
Γιώργος Παπαδόπουλος | George Papadopoulos
Nikolaos Tsagarides | Nikos Tsagarides
Robert (Bob) Quill | Bob Quill
""".strip().splitlines()
UNDECIDED = {
    "Sulastri | Sulastri Wijayanti": NameDoubt.ONE_WORD,
    "Maren Oduya | Maren Oduyo": NameDoubt.ONE_LETTER,
    "A. Sundar | Sundar Aravindan": NameDoubt.WORD_LEFT_OUT,
    "Yu Chen | Yu-Hui Chen": NameDoubt.WORD_LEFT_OUT,
    "A. Sundarkumar | Sundar Kumar": NameDoubt.WORD_LEFT_OUT,
    "R. Omar Tarbiq | R. Omar Tarbique": NameDoubt.ONE_LETTER,
    "יעל לוי | Yael Levi": NameDoubt.OTHER_SCRIPT,
    "田中一郎 | Ichiro Tanaka": NameDoubt.OTHER_SCRIPT,
}
INCOMPATIBLE = """
Motoko Sano | Akiko Sano
Urs Zimmerling | Urs Zimmer
Weiling Xu | Weifang Xu
Wei Xue | Wei Xu
Hanna Quill | Anna Quill
Yi-Ling Chen | Yi-Pei Chen
Jason Jingzhou Liu | Jason Xinyu Liu
Min-Ho Kim | Min-Su Kim
Jamal Sullow Jr. | Jamal Sullow III
박서준 | Minsoo Kim
Юрий Соловьёв | Anna Petrova
""".strip().splitlines()


def two(row: str) -> tuple[str, str]:
    left, _, right = row.partition(" | ")
    return left, right


@pytest.mark.parametrize("row", COMPATIBLE)
def test_one_name_in_another_form_is_compatible_and_found_by_key(row: str) -> None:
    a, b = two(row)
    assert names.compare(a, b).verdict is names.compare(b, a).verdict is NameVerdict.COMPATIBLE
    assert names.keys(a) & names.keys_asked(b)
    assert names.keys(b) & names.keys_asked(a)
    assert not names.plainly_different(a, b)


@pytest.mark.parametrize("row", UNDECIDED)
def test_what_letters_do_not_tell_is_undecided_with_its_reason(row: str) -> None:
    a, b = two(row)
    assert names.compare(a, b).verdict is names.compare(b, a).verdict is NameVerdict.UNDECIDED
    assert names.compare(a, b).doubt is UNDECIDED[row]
    assert names.compare(a, b).reasons
    assert names.compare(a, b).verdict is not NameVerdict.INCOMPATIBLE


@pytest.mark.parametrize("row", INCOMPATIBLE)
def test_another_name_is_incompatible(row: str) -> None:
    a, b = two(row)
    assert names.compare(a, b).verdict is names.compare(b, a).verdict is NameVerdict.INCOMPATIBLE
    assert names.compare(a, b).verdict is NameVerdict.INCOMPATIBLE


def test_the_best_fit_of_several_names_and_alternatives_counts() -> None:
    best = names.best(["Olmer Quill", "Olmer Vander"], ["B. Vander", "O. Vander", "Vander"])
    assert (best.verdict, best.strength) == (NameVerdict.COMPATIBLE, NameStrength.INITIALS)
    assert names.best(["Olmer Quill"], ["Quill", "Bran Quill"]).verdict is NameVerdict.UNDECIDED
    assert names.best([], ["Quill"]).doubt is NameDoubt.NO_NAME


GIVEN = st.sampled_from(["Torvald", "Brigitta", "Ansgard", "Leopoldine", "Wendelin", "Kasimira"])
FAMILY = st.sampled_from(["Oduyewhite", "Quillfeather", "Pemberwick", "Tamberlane", "Brandvold"])
WRITTEN = st.sampled_from(
    ["{g} {f}", "{f}, {g}", "Prof. Dr. {g} {f}", "{g} {f}, MD, FRCP", "{g} {f}1,2",
     "{g} {f}*", "{G} {F}", "{F} {g}", "{i}. {f}", "{f} {i}", "{f}, {i}.", "{g} {f} 0004"]
)  # fmt: skip


def said(form: str, given_name: str, family: str) -> str:
    return form.format(
        g=given_name, f=family, G=given_name.upper(), F=family.upper(), i=given_name[0]
    )


@given(GIVEN, GIVEN, FAMILY, WRITTEN, WRITTEN)
def test_the_way_of_writing_changes_no_verdict(
    first: str, other: str, family: str, form: str, other_form: str
) -> None:
    a, b = said(form, first, family), said(other_form, first, family)
    assert names.compatible(a, b)
    assert names.keys(a) & names.keys_asked(b)
    initials = "{i}" in form + other_form
    same = first == other or (initials and first[0] == other[0])
    assert names.compatible(a, said(other_form, other, family)) == same


@pytest.mark.parametrize(
    ("printed", "called"),
    [
        ("A. G. Oduya", "Tony Oduya"),
        ("A. Lindqvist", "Bram Lindqvist"),
        ("P. Okwuosa", "Nel Okwuosa"),
    ],
)
def test_the_initial_of_the_name_that_a_nickname_is_short_for_is_left_open(
    printed: str, called: str
) -> None:
    assert names.compare(printed, called).verdict is not NameVerdict.INCOMPATIBLE
    assert names.compare("X. Oduya", "Tony Oduya").verdict is NameVerdict.INCOMPATIBLE


def test_a_hyphenated_given_name_is_no_half_of_a_family_name() -> None:
    for other in ("Zhang-Wei Hong", "Hong, Zhang-Wei"):
        assert names.compare("Wei Zhang", other).verdict is not NameVerdict.COMPATIBLE
    assert names.compare("Wei Zhang", "Zhang Wei").verdict is NameVerdict.COMPATIBLE
