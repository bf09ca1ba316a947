"""What the page template shows, gathered from the declaration, the form, the findings and the record."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from edc.crf.declaration import When
from edc.crf.reading import item_of, items_of, rows_of
from edc.crf.units import printed
from edc.entry.display import shown, shown_reason
from edc.entry.fetching import Place
from edc.entry.record_form import missing_name
from edc.records.deriving import explanations
from edc.records.query import Query, QueryState


@dataclass(frozen=True)
class FindingView:
    """A question beside its field."""

    id: int
    text: str
    kind: str
    answered: bool
    answer: str


@dataclass
class FieldView:
    """One item on the page: its control, or its value where nobody may type."""

    name: str
    label: Any
    unit: str = ""
    help: Any = ""
    bound: Any = None
    missing: Any = None
    value_text: str = ""
    missing_text: str = ""
    optional: bool = False
    derived: bool = False
    because: Any = ""
    rule: str = ""
    when: When | None = None
    findings: list[FindingView] = field(default_factory=list)
    history_url: str = ""


@dataclass
class RowView:
    """One row as read."""

    cells: list[str]
    findings: list[FindingView]


@dataclass
class TableView:
    """One table of rows: its formset, or its rows as read."""

    title: Any
    name: str
    columns: list[tuple[Any, str]]
    add_label: str
    caption: bool = False
    formset: Any = None
    rows: list[RowView] = field(default_factory=list)


def sections_of(page: Any, form: Any, queries: list[Query], place: Place) -> list[tuple[Any, list[FieldView]]]:
    """Title and fields of each section; without a form everything is shown as read."""
    asked = _by_item(queries, "", None)
    why = explanations(page)
    history = place.url("history") if page.pk else ""
    return [
        (section.title, [_field(page, name, form, asked.get(name, []), history, why) for name in section.items])
        for section in page.crf.sections
    ]


def tables_of(page: Any, formsets: dict[str, Any], queries: list[Query]) -> list[TableView]:
    """Every table of the page, with the findings at the rows that they are about."""
    return [_table(page, name, model, formsets.get(name), queries) for name, model in rows_of(type(page)).items()]


def _field(
    page: Any, name: str, form: Any, findings: list[FindingView], history: str, why: dict[str, Any]
) -> FieldView:
    declared_field = items_of(type(page))[name]
    declared = item_of(declared_field)
    is_typed = form is not None and name in form.fields
    return FieldView(
        name=name,
        label=declared_field.verbose_name,
        unit=printed(declared.unit),
        help=_("An investigator records this.") if declared.judgement and not is_typed else declared_field.help_text,
        bound=form[name] if is_typed else None,
        missing=form[missing_name(name)] if is_typed and missing_name(name) in form.fields else None,
        value_text=shown(declared_field, getattr(page, name)),
        missing_text=shown_reason(page.missing_reason(name)),
        optional=not declared.required and declared.derived is None,
        derived=declared.derived is not None,
        because=why.get(name, ""),
        rule=page.derivations.get(name, {}).get("rule", ""),
        when=declared.when,
        findings=findings,
        history_url=f"{history}?item={name}" if history else "",
    )


def _table(page: Any, name: str, model: type[Any], formset: Any, queries: list[Query]) -> TableView:
    items = {k: f for k, f in items_of(model).items() if k not in getattr(model, "preset_items", ())}
    has_caption = hasattr(model, "caption")
    table = TableView(
        title=model.table.title,
        name=name,
        columns=[(f.verbose_name, printed(item_of(f).unit)) for f in items.values()],
        add_label="" if hasattr(model, "preset_items") else _("Add a row"),
        caption=has_caption,
        formset=formset,
    )
    if formset is not None:
        for number, row_form in enumerate(formset.forms, start=1):
            row_form.findings = _all(queries, name, number)
        return table
    for number, row in enumerate(page.rows(name), start=1):
        cells = [shown(f, getattr(row, k)) or shown_reason(row.missing_reason(k)) for k, f in items.items()]
        table.rows.append(RowView(([row.caption] if has_caption else []) + cells, _all(queries, name, number)))
    return table


def _by_item(queries: list[Query], table: str, row: int | None) -> dict[str, list[FindingView]]:
    found: dict[str, list[FindingView]] = {}
    for query in queries:
        if (query.row_table, query.row_position) == (table, row):
            found.setdefault(query.item, []).append(_finding(query))
    return found


def _all(queries: list[Query], table: str, row: int) -> list[FindingView]:
    return [finding for findings in _by_item(queries, table, row).values() for finding in findings]


def _finding(query: Query) -> FindingView:
    return FindingView(
        id=query.pk,
        text=query.words(get_language() or "en"),
        kind="soft" if query.check_id else "query",
        answered=query.state != QueryState.OPEN,
        answer=query.answer,
    )
