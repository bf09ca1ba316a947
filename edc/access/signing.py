"""Who signs types the password once more (21 CFR 11.200): failures count towards the lock-out as at sign-in."""

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from edc.access.gate import user_of


class SignatureForm(forms.Form):
    """The password of whoever is signed in; valid only if it is theirs."""

    password = forms.CharField(
        label=_("Your password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )

    def __init__(self, data: Any = None, *, request: HttpRequest, **options: Any) -> None:
        super().__init__(data, **options)
        self.request = request

    def clean_password(self) -> str:
        """Raises ValidationError for a wrong password, and for any password while the user is locked out."""
        typed: str = self.cleaned_data["password"]
        user = user_of(self.request)
        if authenticate(self.request, username=user.username, password=typed) != user:
            raise ValidationError(_("Not signed: this is not your password, or too many wrong ones were typed."))
        return typed
