"""What the board and the committee's decision ask."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from adverse_events.cohort.board import Board
from edc.access.models import EVERY_SITE
from edc.access.signing import SignatureForm
from edc.records.audit.context import Reason, ReasonCode
from trial.codelists import BoardRole, DoseDecision, SlotRelease
from trial.decisions import Proposed
from trial.rules.design import Decision

PROPOSED = {
    Decision.TREAT: DoseDecision.EXPAND,
    Decision.ESCALATE: DoseDecision.OPEN,
    Decision.DE_ESCALATE: DoseDecision.DE_ESCALATE,
    Decision.STOP: DoseDecision.STOP,
    Decision.COMPLETE: DoseDecision.STOP,
}
"""What a committee that follows the design decides; while the design waits, there is nothing to decide."""


def _date() -> forms.DateInput:
    return forms.DateInput({"type": "date"}, "%Y-%m-%d")


class TakeForm(forms.Form):
    """Who gets the next free place at the open level."""

    subject = forms.ChoiceField(label=_("Participant"))

    def __init__(self, data: Any = None, *, numbers: Sequence[str]) -> None:
        super().__init__(data)
        self.fields["subject"].choices = [(number, number) for number in numbers]  # type: ignore[attr-defined]


class PlanForm(forms.Form):
    """The planned day of infusion; why, once it is moved."""

    planned_on = forms.DateField(label=_("Planned day"), widget=_date())
    why = forms.CharField(label=_("Why it is moved"), max_length=200, required=False)

    def reason(self) -> Reason | None:
        why = self.cleaned_data["why"].strip()
        return Reason(ReasonCode.ADDITIONAL_INFORMATION, why) if why else None


class ReleaseForm(forms.Form):
    """Why a place becomes free."""

    because = forms.ChoiceField(label=_("Released because"), choices=SlotRelease.choices)
    why = forms.CharField(label=_("In words"), max_length=200)

    def reason(self) -> Reason:
        return Reason(ReasonCode.ADDITIONAL_INFORMATION, self.cleaned_data["why"])


class DecisionForm(SignatureForm):
    """What the committee decided on the board, signed with the password. What it saw is not typed."""

    site_code = forms.ChoiceField(label=_("Site"))
    decision = forms.ChoiceField(label=_("Decision"), choices=DoseDecision.choices, widget=forms.RadioSelect)
    level_from = forms.ChoiceField(label=_("From level"), required=False)
    level_to = forms.ChoiceField(label=_("To level"), required=False)
    places = forms.IntegerField(
        label=_("How many more participants"), min_value=0, max_value=99, help_text=_("With a stop: 0.")
    )
    differs_because = forms.CharField(
        label=_("Why it differs from the design"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Obligatory when it is not what the design advises."),
    )  # fmt: skip
    rationale = forms.CharField(label=_("Rationale"), widget=forms.Textarea(attrs={"rows": 3}))
    met_on = forms.DateField(label=_("Meeting"), widget=_date())
    members = forms.MultipleChoiceField(
        label=_("Members present"), choices=BoardRole.choices, widget=forms.CheckboxSelectMultiple
    )

    field_order = (
        "site_code", "decision", "level_from", "level_to", "places", "differs_because", "rationale", "met_on",
        "members", "password",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, request: HttpRequest, board: Board, sites: Sequence[str]) -> None:
        super().__init__(data, request=request, initial=_advised(board))
        self.fields["site_code"].choices = [  # type: ignore[attr-defined]
            (code, _("every site") if code == EVERY_SITE else code) for code in sites
        ]
        for name in ("level_from", "level_to"):
            codes = board.cohorts.levels
            self.fields[name].choices = [("", "—"), *((code, code) for code in codes)]  # type: ignore[attr-defined]

    def proposed(self) -> Proposed:
        """What was typed, as the verb takes it."""
        asked = {name: self.cleaned_data[name] for name in Proposed.__dataclass_fields__}
        return Proposed(**asked)


def _advised(board: Board) -> dict[str, Any]:
    """What the form starts with: the decision that follows the design."""
    advice = board.advice
    decision = PROPOSED.get(advice.decision)
    opened = bool(board.standing.current)
    return {
        "decision": DoseDecision.OPEN if not opened else decision,
        "level_from": board.current if opened else "",
        "level_to": advice.level or "",
        "places": advice.treat,
        "met_on": board.on,
    }
