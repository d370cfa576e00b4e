"""Who gave no answer, in words: a silence is told as one, and never as an absence."""

from collections.abc import Iterable, Mapping, Sequence

from persona_check.model.lookup import UNASKED, Lookup, Unavailable
from persona_check.model.traits import Traits

__all__ = ["joined", "named", "silence_words"]


def silence_words(silent: Iterable[Lookup], traits: Mapping[str, Traits]) -> str:
    """Who did not answer and who was not asked: “Crossref and OpenAlex did not answer”.

    Why each did not is told once for the whole report, beside the other outages.
    """
    lost = [lookup for lookup in silent if isinstance(lookup, Unavailable)]
    asked = named((one.source for one in lost if one.reason not in UNASKED), traits)
    unasked = named((one.source for one in lost if one.reason in UNASKED), traits)
    unasked = [name for name in unasked if name not in asked]
    parts = [f"{joined(asked)} did not answer"] if asked else []
    if unasked:
        parts.append(f"{joined(unasked)} {'was' if len(unasked) == 1 else 'were'} not asked")
    return "; ".join(parts)


def named(sources: Iterable[str], traits: Mapping[str, Traits]) -> list[str]:
    """What readers call these sources, each once, in the order in which a report lists them."""
    wanted = set(sources)
    known = [own.name for source, own in traits.items() if source in wanted]
    return [*known, *sorted(source for source in wanted if source not in traits)]


def joined(names: Sequence[str]) -> str:
    """“Crossref”, “Crossref and OpenAlex”, “Crossref, OpenAlex and DBLP”."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
