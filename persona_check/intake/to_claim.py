"""A claim of what was read: the same builders, limits and complaints as for a claim file."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from persona_check.claimfile.bios import bio_assertions
from persona_check.claimfile.build import BioReader, claim_from
from persona_check.claimfile.cursor import Cursor, Document, Step
from persona_check.errors import ClaimError
from persona_check.intake.reading import Item, LeftAside, ReadClaim
from persona_check.model.claim import Assertion, Claim
from persona_check.model.exhibit import Exhibit

__all__ = [
    "as_identified",
    "claim_of",
    "claim_with",
    "cursor_of",
    "document_of",
    "overridden",
    "without_refused",
]

# What a claim has once; a document that says it twice is heard the first time.
_ONCE = frozenset(
    {
        *("id", "name", "role", "orcid", "scholar", "openalex", "semantic_scholar", "dblp"),
        *("wikidata", "github", "arxiv"),
    }
)


def document_of(read: ReadClaim) -> tuple[dict[str, object], dict[tuple[Step, ...], str]]:
    """The items as the table of a claim file, and the place of each by its path there."""
    found: dict[str, object] = {}
    lists: dict[str, list[object]] = {}
    places: dict[tuple[Step, ...], str] = {}
    for item in read.items:
        value = dict(item.value) if isinstance(item.value, Mapping) else item.value
        if item.key == "bio":
            earlier = found.get("bio")
            found["bio"] = f"{earlier}\n\n{value}" if earlier else value
            places.setdefault(("bio",), item.place)
        elif item.key in _ONCE:
            if item.key not in found:
                found[item.key] = value
                places[(item.key,)] = item.place
        else:
            listed = lists.setdefault(item.key, [])
            places[(item.key, len(listed))] = item.place
            listed.append(value)
    return found | lists, places


def cursor_of(read: ReadClaim, label: str) -> Cursor:
    """What was read as a claim document; ``label`` is the file's name, put before each place."""
    value, places = document_of(read)
    document = Document(label=label, line=read.row, lenient=True, said_at=places)
    return Cursor(document=document, path=(), value=value)


def claim_of(
    read: ReadClaim, label: str, *, read_bio: BioReader = bio_assertions, default_id: str = "claim"
) -> Claim:
    """The claim of one person; raises ``ClaimError`` where no name was read."""
    cursor = cursor_of(read, label)
    return claim_from([cursor], default_id=read.id or default_id, origin=label, read_bio=read_bio)


def as_identified(read: ReadClaim) -> tuple[Assertion, ...]:
    """The identifiers and works of a reading that has no name yet."""
    keys = {"orcid", "scholar", "openalex", "semantic_scholar", "dblp", "wikidata", "github"}
    items = tuple(item for item in read.items if item.key in keys | {"arxiv", "dois", "works"})
    unnamed = replace(read, items=(Item(key="name", value="N"), *items))
    return claim_of(without_refused(unnamed, ""), "", read_bio=lambda _: ()).assertions


def claim_with(
    read: ReadClaim,
    label: str,
    typed: Cursor,
    *,
    enclosed: Sequence[Exhibit] = (),
    read_bio: BioReader = bio_assertions,
) -> Claim:
    """The claim of a document with what options say on top; an option wins over what was read.

    Raises ``ClaimError`` where neither gives a name.
    """
    over = overridden(read, typed)
    cursors = [cursor_of(over, label), *([typed] if typed.value else [])]
    return claim_from(
        cursors, default_id="claim", origin=label, read_bio=read_bio, enclosed=enclosed
    )


def overridden(read: ReadClaim, typed: Cursor) -> ReadClaim:
    """The reading without what an option says otherwise; that is left aside."""
    given = typed.value if isinstance(typed.value, dict) else {}
    keys = {key for key in given if key in _ONCE}
    kept = tuple(item for item in read.items if item.key not in keys)
    aside = tuple(
        LeftAside(
            what=f"{item.key}: {item.value}",
            why=f"{typed.document.options.get(item.key, item.key)} says otherwise",
            place=item.place,
        )
        for item in read.items
        if item.key in keys and str(item.value) != str(given[item.key])
    )
    return replace(read, items=kept, left_aside=(*read.left_aside, *aside))


def without_refused(read: ReadClaim, label: str) -> ReadClaim:
    """The same without the items that no claim can have; these are left aside with the reason."""
    kept: list[Item] = []
    aside: list[LeftAside] = []
    for item in read.items:
        alone = ReadClaim(form=read.form, items=(Item(key="name", value="A"), item))
        if item.key == "name":
            alone = ReadClaim(form=read.form, items=(item,))
        try:
            claim_of(alone, label, read_bio=lambda _: ())
        except ClaimError as error:
            aside.append(LeftAside(what=_words(item), why=error.message, place=item.place))
        else:
            kept.append(item)
    if not aside:
        return read
    return replace(read, items=tuple(kept), left_aside=(*read.left_aside, *aside))


def _words(item: Item) -> str:
    if isinstance(item.value, Mapping):
        return ", ".join(str(value) for value in item.value.values() if isinstance(value, str))
    return str(item.value)
