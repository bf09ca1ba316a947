"""One ModelAdmin for every form: sections become fieldsets, tables become inlines, items get their controls."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any, cast

from django.contrib.admin import ModelAdmin, TabularInline
from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet, HiddenInput, IntegerField
from django.utils.translation import gettext as _

from edc.access.gate import AnyUser, may
from edc.access.permissions import Permission
from edc.crf.reading import item_of, items_of, judgements_of, rows_of
from edc.entry.record_form import RecordForm
from edc.entry.widgets import control_for


def typed_items(model: type[Any]) -> list[str]:
    """Items that somebody types, in order; derived ones are shown and never posted."""
    return [name for name, field in items_of(model).items() if item_of(field).derived is None]


class RowKey(IntegerField):
    """The key of the row that a form of the table is about; looking it up again would cost a statement for each row."""

    def __init__(self, row: Any) -> None:
        super().__init__(required=False, widget=HiddenInput, initial=row.pk)
        self.pk = row.pk

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if typed != self.pk:
            raise ValidationError(_("This row is not on the page any more. Open the page again."))
        return typed


class RowFormSet(BaseInlineFormSet):  # type: ignore[type-arg]
    """The rows of one table as they stand on the screen. Saving them is the verb's matter, not the formset's."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["id"] = RowKey(form.instance)

    def validate_unique(self) -> None:
        """Left to the database, as for pages."""


class _Controls:
    """What page and rows share: the control for each item."""

    in_row = False

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        return control_for(db_field, in_row=self.in_row, **kwargs)


class RowInline(_Controls, TabularInline):  # type: ignore[type-arg]
    """Base of the generated inlines; one per table of a form."""

    form = RecordForm
    formset = RowFormSet
    extra = 0
    in_row = True

    def get_fields(self, request: Any, obj: Any = None) -> Any:
        return typed_items(self.model)

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        """The gate has admitted the person; what the protocol prescribes is answered, not removed."""
        return not hasattr(self.model, "preset_items")

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in getattr(self.model, "preset_items", ()):
            field.widget = HiddenInput()
        return field


class CrfAdmin(_Controls, ModelAdmin):  # type: ignore[type-arg]
    """Makes the form and the formsets of one declared form, once a process."""

    form = RecordForm

    def get_fieldsets(self, request: Any, obj: Any = None) -> Any:
        typed = set(typed_items(self.model))
        return [
            (section.title, {"fields": [name for name in section.items if name in typed]})
            for section in self.model.crf.sections
        ]

    def get_inlines(self, request: Any, obj: Any = None) -> list[Any]:
        return [
            type(f"{row.__name__}Inline", (RowInline,), {"model": row, "__module__": __name__})
            for row in rows_of(self.model).values()
        ]

    @cached_property
    def page_form(self) -> type[RecordForm]:
        return cast(type[RecordForm], self.get_form(None))  # type: ignore[arg-type]

    @cached_property
    def formsets(self) -> dict[str, type[RowFormSet]]:
        """Related name -> formset class of each table."""
        inlines = [inline(self.model, self.admin_site) for inline in self.get_inlines(None)]
        return {name: inline.get_formset(None) for name, inline in zip(rows_of(self.model), inlines, strict=True)}

    def form_for(self, page: Any, user: AnyUser, data: Any = None) -> RecordForm:
        """The form of a page as this user may type on it: judgements are the investigator's."""
        form = self.page_form(data, instance=page)
        if not may(user, Permission.JUDGE, page.subject.site_code):
            form.leave_out(judgements_of(self.model))
        return form

    def bound_formsets(self, page: Any, data: Any = None) -> Iterator[tuple[str, RowFormSet]]:
        """The formset of each table for a page: with its rows, or with the rows that a new page starts with."""
        for name, made in self.formsets.items():
            presets = preset_rows(page, name)
            options: dict[str, Any] = {"instance": page, "prefix": name}
            if data is None and presets:
                options["initial"] = [_given(row) for row in presets]
            formset = made(data, **options)
            if data is None:
                formset.extra = len(presets)
            for form in formset.forms:
                form.instance.page = page  # what a row computes looks at its page, saved or not
            _caption(formset)
            yield name, formset


def _caption(formset: RowFormSet) -> None:
    """Give each row the words of what it is about, where its model has any."""
    model: Any = formset.model
    if not hasattr(model, "caption"):
        return
    form: Any
    for form in formset.forms:
        for item in model.preset_items:
            setattr(form.instance, item, form[item].value())
        form.caption = form.instance.caption


def _given(row: Any) -> dict[str, Any]:
    return {name: value for name in items_of(type(row)) if (value := getattr(row, name)) is not None}


def preset_rows(page: Any, name: str) -> list[Any]:
    """Rows that a new page starts with (the criteria of the protocol); none for most tables and for saved pages."""
    if not page._state.adding or not hasattr(page, "preset_rows"):
        return []
    return list(page.preset_rows(name))
