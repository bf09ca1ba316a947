"""The reason for a change, asked once for everything that one save changes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from edc.records.reasons import OF_PEOPLE, Reason


class ReasonForm(forms.Form):
    """A code and words. Whether it is needed is decided by what was changed, so both may be left empty here."""

    code = forms.ChoiceField(label=_("Reason"), choices=[("", "—"), *OF_PEOPLE], required=False)
    text = forms.CharField(label=_("In words"), max_length=500, required=False)

    prefix = "reason"

    def clean(self) -> dict[str, str]:
        cleaned: dict[str, str] = super().clean() or self.cleaned_data
        if bool(cleaned.get("code")) != bool(cleaned.get("text", "").strip()):
            name = "text" if cleaned.get("code") else "code"
            self.add_error(name, _("Say why the value is changed: choose a reason and describe it."))
        return cleaned

    def reason(self) -> Reason | None:
        """The reason given, None when there is none."""
        code, text = self.cleaned_data.get("code"), self.cleaned_data.get("text", "").strip()
        return Reason(code, text) if code and text else None
