from persona_check.bio.sentences import sentences


def test_sentences_end_at_full_stops_but_not_at_abbreviations() -> None:
    text = (
        "Dr. Ada Example is Prof. of Rivers at the Univ. of Xanth. She wrote “On Rivers.” Her\n"
        "dog, J. R. Bo, helped!\n\n- Third item\n- Fourth item, Ph.D. in Water"
    )
    assert sentences(text) == (
        "Dr. Ada Example is Prof. of Rivers at the Univ. of Xanth.",
        "She wrote “On Rivers.”",
        "Her dog, J. R. Bo, helped!",
        "Third item",
        "Fourth item, Ph.D. in Water",
    )


def test_a_text_that_ends_in_an_abbreviation_is_kept_whole() -> None:
    assert sentences("She is with the Univ.") == ("She is with the Univ.",)
    assert sentences("  \n\n ") == ()
