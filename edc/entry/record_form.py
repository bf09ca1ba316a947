"""The form of one record, page or row: its items and, beside each, the reason for a missing value."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from edc.crf.missing import MissingReason
from edc.crf.reading import item_of, items_of
from edc.crf.text import as_text

MISSING = "__missing"


def missing_name(item: str) -> str:
    """Name of the control that holds the missing reason of an item."""
    return f"{item}{MISSING}"


class RecordForm(forms.ModelForm):  # type: ignore[type-arg]
    """Reads what was typed into the record. Constraints are left to the database, which names what it refuses."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.missing_items():
            self.fields[missing_name(name)] = forms.ChoiceField(
                choices=[("", "—"), *MissingReason.choices],
                required=False,
                initial=self.instance.missing_reason(name),
                label=_("Why %(item)s is missing") % {"item": self.fields[name].label},
            )

    def leave_out(self, names: Collection[str]) -> None:
        """Take items off the form: what somebody else records is shown to this user and not typed."""
        for name in names:
            self.fields.pop(name, None)
            self.fields.pop(missing_name(name), None)

    def missing_items(self) -> list[str]:
        """Items whose absence can be given a reason: those that are asked for and typed in."""
        items = items_of(type(self.instance))
        return [name for name in self.fields if name in items and item_of(items[name]).required]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name, value in cleaned.items():
            if isinstance(value, str) and not name.endswith(MISSING):
                cleaned[name] = self._as_text(name, value)
        for name in self.missing_items():
            if cleaned.get(name) is not None and cleaned.get(missing_name(name)):
                self.add_error(name, _("A value and a reason for its absence: keep one of them."))
        return cleaned

    def _as_text(self, name: str, value: str) -> str | None:
        try:
            return as_text(value)
        except ValidationError as error:
            self.add_error(name, error)
            return None

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        typed = {name: self.cleaned_data.get(missing_name(name), "") for name in self.missing_items()}
        reasons = self.instance.missing_reasons | typed
        self.instance.missing_reasons = {name: reason for name, reason in reasons.items() if reason}

    def validate_unique(self) -> None:
        """The database keeps pages unique; asking it first would cost a statement and prove nothing."""
