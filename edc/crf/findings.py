"""What a soft check says about a record: a question in the nurse's words, never a refusal."""

from dataclasses import dataclass

from edc.crf.declaration import Text


@dataclass(frozen=True)
class Finding:
    """One check that fired: its id, the items that it names (the first one carries the query), the words.

    `row` is the position of the row it is about, None for the page itself. `seen` is what stood elsewhere and is part
    of the question: it is asked again when that changes.
    """

    check_id: str
    items: tuple[str, ...]
    text: Text
    row: int | None = None
    table: str = ""
    seen: tuple[tuple[str, str], ...] = ()
