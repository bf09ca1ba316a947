"""What the approval of a protocol version asks."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ApprovalForm(forms.Form):
    """For which site, and why."""

    site_code = forms.CharField(max_length=10, widget=forms.HiddenInput)
    reason = forms.CharField(
        max_length=500,
        label=_("Reason"),
        error_messages={"required": _("Say why, for example the ethics committee's approval and its date.")},
    )
