"""What a dose-level decision asks: the decision, its levels, the counts that were seen, the meeting."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from edc.access.models import EVERY_SITE
from trial.codelists import BoardRole, DoseDecision
from trial.models import ProtocolVersion
from trial.rules.dose_decision import Seen

COUNTS = (("treated", _("{level}: treated")), ("evaluable", _("{level}: evaluable")), ("dlt", _("{level}: with a DLT")))


class DecisionForm(forms.Form):
    """For one protocol version; the counts have three fields for each of its levels."""

    site_code = forms.ChoiceField(label=_("Site"))
    decision = forms.ChoiceField(label=_("Decision"), choices=DoseDecision.choices, widget=forms.RadioSelect)
    level_from = forms.ChoiceField(label=_("From level"), required=False)
    level_to = forms.ChoiceField(label=_("To level"), required=False)
    met_on = forms.DateField(label=_("Meeting"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    members = forms.MultipleChoiceField(
        label=_("Members present"), choices=BoardRole.choices, widget=forms.CheckboxSelectMultiple
    )
    rationale = forms.CharField(label=_("Rationale"), widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, data: Any = None, *, version: ProtocolVersion, sites: Sequence[str]) -> None:
        super().__init__(data)
        self.version = version
        self.levels = [level.code for level in version.protocol.dose_levels]
        self.fields["site_code"].choices = [  # type: ignore[attr-defined]
            (code, _("every site") if code == EVERY_SITE else code) for code in sites
        ]
        for name in ("level_from", "level_to"):
            self.fields[name].choices = [("", "—"), *((code, code) for code in self.levels)]  # type: ignore[attr-defined]
        for level in self.levels:
            for name, label in COUNTS:
                self.fields[f"{name}_{level}"] = forms.IntegerField(
                    label=format_lazy(label, level=level), min_value=0, initial=0
                )

    def decided(self) -> dict[str, Any]:
        """What was typed, as the verb takes it."""
        asked = self.cleaned_data
        seen = {level: Seen(*(asked[f"{name}_{level}"] for name, _label in COUNTS)) for level in self.levels}
        return {
            "version": self.version,
            "site_code": asked["site_code"],
            "decision": asked["decision"],
            "levels": (asked["level_from"], asked["level_to"]),
            "seen": seen,
            "rationale": asked["rationale"],
            "meeting": (asked["met_on"], asked["members"]),
        }
