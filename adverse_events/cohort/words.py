"""What the board says, in the reader's language: outcomes, next steps, and how a level stands."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from adverse_events.rules.cohort_outcome import Outcome
from edc.crf.declaration import Text
from trial.rules.design import Advice, Decision

OUTCOMES: Mapping[Outcome, Promise] = {
    Outcome.PENDING: _("in the window"),
    Outcome.EVALUABLE: _("evaluable, no DLT"),
    Outcome.DLT: _("DLT"),
    Outcome.NOT_EVALUABLE: _("not evaluable, replaced"),
}
SHAPES: Mapping[Outcome, str] = {
    Outcome.PENDING: "incomplete",
    Outcome.EVALUABLE: "complete",
    Outcome.DLT: "dlt",
    Outcome.NOT_EVALUABLE: "not_done",
}
GONE = _("no infusion recorded")
STEPS = {
    Decision.TREAT: _("{treat} more at {level}"),
    Decision.WAIT: _("wait"),
    Decision.ESCALATE: _("open {level}, {treat} participants"),
    Decision.DE_ESCALATE: _("down to {level}, {treat} participants"),
    Decision.STOP: _("stop"),
    Decision.COMPLETE: _("escalation is complete"),
}


def next_step(advice: Advice) -> Text:
    """The step that a design advises: "open DL2, 3 participants"."""
    return format_lazy(STEPS[advice.decision], level=advice.level or "", treat=advice.treat)
