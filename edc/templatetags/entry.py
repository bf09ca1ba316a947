"""What the entry page gathers from its own fields: problems to list at the top, notes to read with a control."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from edc.crf.declaration import When
from edc.crf.reading import item_of, items_of
from edc.entry.display import shown
from edc.entry.record_form import missing_name
from edc.records.deriving import explanations

register = template.Library()

Line = tuple[str, str, str]  # (anchor, label, text)


@register.filter
def described_ids(bound: BoundField, name: str) -> str:
    """Ids that describe the control: Django's own and the notes shown beside the field `name`."""
    return f"{bound.aria_describedby or ''} notes-{name}".strip()


@register.filter
def described(bound: BoundField, name: str) -> SafeString:
    """The control, read together with the notes shown beside the field `name`."""
    return bound.as_widget(attrs={"aria-describedby": described_ids(bound, name)})


@register.filter
def row_cells(form: BaseForm) -> list[tuple[BoundField, BoundField | None]]:
    """The visible items of one repeating row, each with the control for its missing reason, if it has one."""
    missing = {missing_name(name) for name in form.fields}
    return [
        (field, form[missing_name(field.name)] if missing_name(field.name) in form.fields else None)
        for field in form.visible_fields()
        if field.name not in {"DELETE", *missing}
    ]


@register.filter
def derived_cells(form: Any) -> list[tuple[str, str, Any]]:
    """What is calculated in a row: name, value as read, and why; these columns stand last."""
    row, items = form.instance, items_of(type(form.instance)).items()
    why = explanations(row) if row.pk else {}
    return [
        (name, shown(field, getattr(row, name)), why.get(name, "")) for name, field in items if item_of(field).derived
    ]


@register.filter
def when_of(bound: BoundField) -> When | None:
    """The condition under which the item of a row is asked."""
    form: Any = bound.form
    return item_of(items_of(type(form.instance))[bound.name]).when


@register.filter
def beside(cells: Iterable[str], table: Any) -> Iterator[tuple[str, str]]:
    """Each cell of a row as read, with the unit of its column ("" where there is none, as for the caption)."""
    units = [unit for _label, unit in table.columns]
    return zip(cells, ["", *units] if table.caption else units, strict=True)


@register.simple_tag
def error_links(
    sections: Iterable[Any], row_tables: Iterable[Any], form_errors: Iterable[str], reason: BaseForm | None = None
) -> list[Line]:
    """Every hard error of the page, in the order of the page, those of no field first."""
    return [
        *(("", "", str(text)) for text in form_errors or ()),
        *_section_errors(sections),
        *(line for table in row_tables or () if table.formset for line in _row_errors(table)),
        *((bound.id_for_label, str(bound.label), str(text)) for bound in reason or () for text in bound.errors),
    ]


@register.simple_tag
def open_findings(sections: Iterable[Any], row_tables: Iterable[Any]) -> list[Line]:
    """Every soft message and query of the page that nobody has answered yet."""
    return [
        (anchor, label, finding.text)
        for anchor, label, findings in (*_section_findings(sections), *_row_findings(row_tables))
        for finding in findings
        if not finding.answered
    ]


def _section_errors(sections: Iterable[Any]) -> Iterator[Line]:
    for _title, fields in sections or ():
        for field in fields:
            for control in (field.bound, field.missing):
                for text in control.errors if control else ():
                    yield f"field-{field.name}", str(field.label), str(text)


def _row_errors(table: Any) -> Iterator[Line]:
    for text in table.formset.non_form_errors():
        yield f"rows-{table.name}", str(table.title), str(text)
    for number, form in enumerate(table.formset.forms, start=1):
        place = _row_name(table, number)
        for name, texts in form.errors.items():
            label = form[name].label if name in form.fields else ""
            for text in texts:
                yield f"row-{form.prefix}", f"{place} {label}".strip(), str(text)


def _section_findings(sections: Iterable[Any]) -> Iterator[tuple[str, str, list[Any]]]:
    for _title, fields in sections or ():
        for field in fields:
            yield f"field-{field.name}", str(field.label), field.findings or []


def _row_findings(row_tables: Iterable[Any]) -> Iterator[tuple[str, str, list[Any]]]:
    for table in row_tables or ():
        if table.formset:
            places = ((f"row-{form.prefix}", form) for form in table.formset.forms)
        else:
            places = ((f"row-{table.name}-{index}", row) for index, row in enumerate(table.rows or ()))
        for number, (anchor, row) in enumerate(places, start=1):
            yield anchor, _row_name(table, number), getattr(row, "findings", None) or []


def _row_name(table: Any, number: int) -> str:
    return _("%(table)s, row %(number)d") % {"table": table.title, "number": number}
