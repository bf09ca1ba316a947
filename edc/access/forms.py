"""The forms of the administrator's screens. Each act asks why."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from edc.access.gate import ALL_SITES, sites_for
from edc.access.models import EVERY_SITE, User
from edc.access.permissions import Permission
from edc.access.roles import Role
from edc.access.sites import known_sites
from edc.records.audit.context import Reason, ReasonCode


class WhyForm(forms.Form):
    """The words that go to the audit trail."""

    why = forms.CharField(label=_("Reason"), max_length=200)

    def reason(self) -> Reason:
        return Reason(ReasonCode.ADMINISTRATION, self.cleaned_data["why"])


class UserForm(forms.ModelForm):  # type: ignore[type-arg]
    """A new user."""

    why = forms.CharField(label=_("Reason"), max_length=200)

    class Meta:
        model = User
        fields = ["username", "full_name", "organisation", "email", "language"]

    def clean_username(self) -> str:
        return str(self.cleaned_data["username"]).lower()


class GrantForm(WhyForm):
    """A role at a site: only sites at which the manager manages users are offered."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    site_code = forms.ChoiceField(label=_("Site"))

    field_order = ("role", "site_code", "why")

    def __init__(self, *args: object, manager: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        managed = sites_for(manager, Permission.USER_MANAGE)
        choices = [(code, code) for code in known_sites() if code in managed]
        if managed is ALL_SITES:
            choices.append((EVERY_SITE, gettext("every site")))
        self.fields["site_code"] = forms.ChoiceField(label=_("Site"), choices=choices)
