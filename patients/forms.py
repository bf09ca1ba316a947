"""Registration: identity for the site's store, birth date and sex for the trial, one sheet of paper."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from edc.crf.codelists import Sex
from trial.models import ProtocolVersion

IDENTITY = ("full_name", "identity_number", "phone")
CLINICAL = ("version", "site_code", "birth_date", "sex")


class RegistrationForm(forms.Form):
    """What is asked to give somebody a number. Only sites and versions that the user may register at are offered."""

    full_name = forms.CharField(label=_("Full name"), max_length=120)
    identity_number = forms.CharField(label=_("Identity card or passport number"), max_length=40, required=False)
    phone = forms.CharField(label=_("Telephone of the guardian or participant"), max_length=40, required=False)
    version = forms.ModelChoiceField(
        label=_("Protocol version"), queryset=ProtocolVersion.objects.none(), empty_label=None
    )
    site_code = forms.ChoiceField(label=_("Site"))
    birth_date = forms.DateField(label=_("Date of birth"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    sex = forms.ChoiceField(label=_("Sex"), choices=Sex.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, versions: Any, sites: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].queryset = versions  # type: ignore[attr-defined]
        self.fields["site_code"].choices = list(sites)  # type: ignore[attr-defined]

    @property
    def identity_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in IDENTITY]

    @property
    def clinical_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in CLINICAL]

    def identity(self) -> dict[str, str]:
        """The part for the identity store."""
        return {name: self.cleaned_data[name] for name in IDENTITY}
