"""Three states of one record brought together: as it was opened, as somebody else saved it, as it was typed here.

What was left as it was takes the other person's value; what both changed keeps what was typed, beside theirs.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.forms.formsets import DEFAULT_MAX_NUM
from django.http import QueryDict
from django.utils.translation import gettext as _

from edc.crf.reading import items_of
from edc.crf.text import as_number
from edc.entry.display import shown, shown_reason
from edc.entry.record_form import RecordForm

Typed = dict[str, str]
"""What was typed in one row, by the end of the control's name."""

EMPTY = (None, "")


@dataclass(frozen=True)
class ConflictRow:
    """One item that the other person changed: before, theirs, and what was typed here ("" where nothing was)."""

    label: Any
    base: str
    theirs: str
    yours: str


def merge_record(opened: RecordForm, saved: RecordForm, typed: QueryDict, place: str = "") -> Iterator[ConflictRow]:
    """Bring the typed data of one record up to `saved`, and tell every change of the other person.

    `opened` holds the typed data over the record as it was opened, `saved` the record as it stands now.
    """
    changed_here = set(opened.changed_data)
    for name in opened.fields:
        before, theirs = (form.get_initial_for_field(form.fields[name], name) for form in (opened, saved))
        if before == theirs or (before in EMPTY and theirs in EMPTY):
            continue
        key = opened.add_prefix(name)
        yours = typed.get(key, "") if name in changed_here else ""
        if name not in changed_here:
            typed[key] = as_typed(saved, name)
        words = [_words(opened, name, value) for value in (before, theirs, yours)]
        yield ConflictRow(f"{place} {opened.fields[name].label}".strip(), *words)


def merge_rows(
    made: Any, saved: list[Any], opened: dict[int, Any], typed: QueryDict, name: str
) -> Iterator[ConflictRow]:
    """The same for the rows of one table: theirs are added, and one that they removed is kept if it was typed on."""
    mine, new = _typed_rows(typed, name)
    preset = getattr(made.model, "preset_items", ())
    title = made.model.table.title
    for index, row in enumerate(saved):
        place, prefix = _place(title, index + 1), f"{name}-{index}"
        at_hand = mine.pop(row.pk, None) or _same_preset(new, row, preset)
        form = made.form(instance=row, prefix=prefix)
        _write(typed, prefix, at_hand or {field: as_typed(form, field) for field in form.fields})
        typed[f"{prefix}-id"] = str(row.pk)
        if at_hand is None:
            yield ConflictRow(place, "", _("added: %(row)s") % {"row": _name(row)}, "")
            continue
        base = opened.get(row.pk) or type(row)(**{item: getattr(row, item) for item in preset})
        yield from merge_record(made.form(typed, instance=base, prefix=prefix), form, typed, place)
    for pk, left in mine.items():
        base = opened[pk]
        kept = "DELETE" not in left and _is_typed_on(made, base, left)
        if kept:
            new.append(left | {"id": ""})
        yield ConflictRow(
            _place(title, base.position), _name(base), _("removed"), _("kept as a new row") if kept else ""
        )
    for index, row_typed in enumerate(new, start=len(saved)):
        _write(typed, f"{name}-{index}", row_typed)
    typed[f"{name}-INITIAL_FORMS"], typed[f"{name}-TOTAL_FORMS"] = str(len(saved)), str(len(saved) + len(new))


def as_typed(form: RecordForm, name: str) -> str:
    """The value of an unbound form as its control would post it."""
    value = form.fields[name].widget.format_value(form[name].value())
    return "" if value is None else str(value[0] if isinstance(value, list) else value)


def _words(form: RecordForm, name: str, value: Any) -> str:
    field = items_of(type(form.instance)).get(name)
    return shown(field, value) if field is not None else shown_reason(str(value or ""))


def _place(title: Any, number: int) -> str:
    return _("%(table)s, row %(number)d") % {"table": title, "number": number}


def _name(row: Any) -> str:
    """What a person knows the row by: its first item."""
    name, field = next(iter(items_of(type(row)).items()))
    return shown(field, getattr(row, name))


def _typed_rows(typed: QueryDict, name: str) -> tuple[dict[int, Typed], list[Typed]]:
    """Rows that stood there on opening, by their key, and rows added here; all are taken out of the data."""
    total = as_number(typed.get(f"{name}-TOTAL_FORMS", "0")) or 0
    known: dict[int, Typed] = {}
    new: list[Typed] = []
    for index in range(min(total, DEFAULT_MAX_NUM)):
        prefix = f"{name}-{index}-"
        row = {key.removeprefix(prefix): str(typed.pop(key)[-1]) for key in [k for k in typed if k.startswith(prefix)]}
        if (pk := as_number(row.get("id", ""))) is not None:
            known[pk] = row
        else:
            new.append(row)
    return known, new


def _same_preset(new: list[Typed], row: Any, preset: tuple[str, ...]) -> Typed | None:
    """The typed row about what the saved row is about (the same criterion), taken out of the new ones."""
    for typed in new if preset else ():
        if all(typed.get(item) == getattr(row, item) for item in preset):
            new.remove(typed)
            return typed
    return None


def _is_typed_on(made: Any, base: Any, left: Typed) -> bool:
    typed = QueryDict(mutable=True)
    _write(typed, "left", left)
    return bool(made.form(typed, instance=base, prefix="left").changed_data)


def _write(typed: QueryDict, prefix: str, row: Typed) -> None:
    for key, value in row.items():
        typed[f"{prefix}-{key}"] = value
