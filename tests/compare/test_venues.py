import pytest

from persona_check.compare.venues import canonical, same, series


@pytest.mark.parametrize(
    ("written", "short"),
    [
        ("Advances in Neural Information Processing Systems", "neurips"),
        ("32nd Conference on Neural Information Processing Systems", "neurips"),
        ("Proc. NIPS'06", "neurips"),
        ("IEEE/RSJ International Conference on Intelligent Robots and Systems", "iros"),
        ("IEEE/CVF Conference on Computer Vision and Pattern Recognition", "cvpr"),
        ("CVPR 2019", "cvpr"),
        (
            "Proceedings of the 34th International Conference on Machine Learning (ICML 2017)",
            "icml",
        ),
        ("International Conference on Artificial Intelligence and Statistics", "aistats"),
        ("Annual Meeting of the Association for Computational Linguistics", "acl"),
        ("Empirical Methods in Natural Language Processing", "emnlp"),
        ("IEEE International Conference on Robotics and Automation", "icra"),
        ("European Conference on Computer Vision", "eccv"),
        ("IEEE International Conference on Computer Vision", "iccv"),
        ("International Joint Conference on Artificial Intelligence", "ijcai"),
        ("NBER Working Paper Series", "nber working papers"),
    ],
)
def test_long_and_short_names_of_a_series_are_one_venue(written: str, short: str) -> None:
    assert canonical(written) == short
    assert same(written, short)


@pytest.mark.parametrize(
    ("journal", "conference"),
    [
        ("Machine Learning", "ICML"),
        ("Artificial Intelligence", "AAAI"),
        ("Computational Linguistics", "COLING"),
        ("IEEE Transactions on Robotics and Automation", "ICRA"),
        ("Robotics and Automation Letters", "ICRA"),
        ("Journal of Machine Learning Research", "ICML"),
        ("ACL workshops", "ACL"),
        ("SIGGRAPH Asia", "SIGGRAPH"),
        ("", ""),
    ],
)
def test_journals_workshops_and_sisters_are_other_venues(journal: str, conference: str) -> None:
    assert not same(journal, conference)


def test_venues_nobody_knows_are_told_by_their_words() -> None:
    assert canonical("Proceedings of the 3rd Tidal Systems Conference 2014") == "tidal systems"
    assert canonical("The 2014") == "the 2014"


@pytest.mark.parametrize(
    ("venue", "year", "held"),
    [("ECCV", 2018, True), ("ECCV", 2019, False), ("ICLR", 2012, False), ("ICLR", 2013, True),
     ("CVPR", 2002, False), ("LREC", 2026, False), ("Semantic Evaluation Workshop", 1990, True)],
)  # fmt: skip
def test_well_known_series_have_their_years(venue: str, year: int, held: bool) -> None:
    found = series(venue)
    assert found is None or found.was_held(year) is held
