"""Systems of universities, whose campuses are universities of their own."""

__all__ = ["CAMPUS_ALSO_CALLED", "FLAGSHIPS", "NO_CAMPUS", "SYSTEMS"]

# Systems whose campuses are universities of their own: the campus must agree too.
SYSTEMS = tuple(
    frozenset(words.split())
    for words in (
        "university california", "university texas", "university illinois", "university london",
        "university massachusetts", "university north carolina", "university maryland",
        "university wisconsin", "university colorado", "university michigan",
        "university minnesota", "state university new york", "city university new york",
        "university nebraska", "university alabama", "university tennessee",
        "india institute technology", "national institute technology", "university paris",
        "international institute information technology", "india institute information technology",
        "india institute science education research", "california state university",
        "islamic azad university", "university hawaii", "university alaska", "university arkansas",
        "university missouri", "university nevada", "university houston", "university wales",
        "university puerto rico", "texas a m university", "pennsylvania state university",
    )
)  # fmt: skip
# The campus that is meant where a system is named without one.
FLAGSHIPS = {
    frozenset(f"university {state}".split()): campus.split()
    for state, campus in (
        ("michigan", "ann arbor"), ("texas", "austin"), ("illinois", "urbana champaign"),
        ("maryland", "college park"), ("wisconsin", "madison"), ("colorado", "boulder"),
        ("minnesota", "twin cities"), ("massachusetts", "amherst"),
        ("north carolina", "chapel hill"), ("nebraska", "lincoln"), ("tennessee", "knoxville"),
        ("alabama", "tuscaloosa"), ("arkansas", "fayetteville"), ("missouri", "columbia"),
        ("hawaii", "manoa"), ("nevada", "reno"), ("houston", "houston"),
    )
}  # fmt: skip
CAMPUS_ALSO_CALLED = {
    "urbana": "urbana champaign", "champaign urbana": "urbana champaign",
    "champaign": "urbana champaign", "minneapolis": "twin cities",
    "minneapolis st paul": "twin cities",
}  # fmt: skip
NO_CAMPUS = "(no campus)"
