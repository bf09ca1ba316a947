"""How the numbers of the study page are counted, with the rule behind each and the assumption that it rests on."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from edc.crf.declaration import Text
from edc.rule import Rule
from patients.rules import b_cells, kinetics, proportion, response, survival, time_to_event
from trial.protocol import Protocol
from trial.protocol_part import Part
from trial.protocol_settings import NonResponder, SurvivalStart


@dataclass(frozen=True)
class Convention:
    """One convention: what it is about, in words, its rule, and the part of the protocol whose settings it reads."""

    title: Text
    words: Text
    rule: Rule
    part: Part | None = None


def conventions(protocol: Protocol) -> list[Convention]:
    """The conventions in the order of the tables."""
    judged, rules, gone = protocol.response_criteria, protocol.survival, protocol.b_cell_aplasia
    return [
        Convention(gettext_lazy("Response"), _response(judged), response.RULE, judged),
        Convention(gettext_lazy("Rates"), _rates(rules), proportion.RULE),
        Convention(gettext_lazy("Survival"), _survival(rules), time_to_event.RULE, rules),
        Convention(gettext_lazy("Events and relapse"), _events(rules), time_to_event.RULE, rules),
        Convention(gettext_lazy("Censoring"), _censoring(rules), time_to_event.RULE, rules),
        Convention(gettext_lazy("Dates known in part"), _partial(), time_to_event.RULE),
        Convention(gettext_lazy("Curves and medians"), _curves(rules), survival.RULE),
        Convention(gettext_lazy("Cells in blood"), _kinetics(), kinetics.RULE),
        Convention(gettext_lazy("B-cell aplasia"), _b_cells(gone), b_cells.RULE, gone),
    ]


def _response(judged: Any) -> str:
    text = _(
        "The response of %(assessor)s counts. A remission is CR, CRh or CRi, before any other therapy against the "
        "leukaemia. At each response day the best response within the window of its visit is taken; residual disease "
        "is a variable of its own, negative below %(mrd)s %%."
    )
    return text % {"assessor": judged.assessor.label, "mrd": judged.mrd_limit_percent}


def _rates(rules: Any) -> str:
    text = _(
        "Everybody infused is counted as soon as a response is known, the window has closed, the participant has died "
        "or another therapy has begun; without an assessment that is no remission. The interval is the exact two-sided "
        "%(percent)s %% interval of Clopper and Pearson."
    )
    return text % {"percent": rules.confidence_percent}


def _survival(rules: Any) -> str:
    starts = {
        SurvivalStart.INFUSION: _("From infusion to death of any cause; censored on the last day known alive."),
        SurvivalStart.ENROLMENT: _("From consent to death of any cause; censored on the last day known alive."),
    }
    return starts[rules.start]


def _events(rules: Any) -> str:
    failure = {
        NonResponder.AT_ASSESSMENT: _("No response counts on the day of the last assessment that showed it."),
        NonResponder.AT_START: _("No response counts on the day of infusion."),
    }
    parts = [
        _("Event-free survival runs from infusion to no response, relapse or death; relapse-free survival and duration "
          "of response run from the first remission to relapse or death."),
        failure[rules.non_responder],
        _("A death of another cause ends the duration of response.") if rules.any_death_ends_response
        else _("A death of another cause than leukaemia censors the duration of response."),
        _("Residual disease that comes back is an event.") if rules.mrd_recurrence_is_event
        else _("Residual disease that comes back is no event."),
    ]  # fmt: skip
    return " ".join(parts)


def _censoring(rules: Any) -> str:
    parts = [
        _("A transplant in remission censors on its day.") if rules.censor_at_hsct
        else _("A transplant in remission does not censor."),
        _("Another therapy against the leukaemia censors at the last adequate assessment before it.")
        if rules.censor_at_new_therapy else _("Another therapy against the leukaemia does not censor."),
        _("Without an event, the last adequate assessment censors. Nothing after the data cut-off counts."),
    ]  # fmt: skip
    return " ".join(parts)


def _partial() -> str:
    return _(
        "Days are differences of dates, day 0 is the start; ADaM counts one more. Where the month or year alone is "
        "known, the first possible day is taken, but none before the last day on which the event had not happened."
    )


def _curves(rules: Any) -> str:
    text = _(
        "Kaplan-Meier with Greenwood's standard error and pointwise %(percent)s %% limits on the log(-log) scale; none "
        "where the curve is at 100 or 0 %%. The median is the first day below 50 %%, or the middle of a stretch at "
        "exactly 50 %%; its limits are those of Brookmeyer and Crowley. An event comes before a censoring of the same "
        "day."
    )
    return text % {"percent": rules.confidence_percent}


def _kinetics() -> str:
    return _(
        "Whole blood by PCR, days from the start of the infusion. Area by the linear trapezoidal rule from 0 at the "
        "infusion to day 28; below the limit of quantification counts as 0 in the area, and never as peak or last day. "
        "A last sample up to 3 days early ends the area; with an earlier one there is none."
    )


def _b_cells(settings: Any) -> str:
    text = _("From the first count below %(limit)s CD19+ cells/µL after infusion to the first that is not.")
    confirmed = _("A recovery needs two such counts in a row.") if settings.confirm else ""
    return f"{text % {'limit': settings.below_per_ul}} {confirmed}".strip()
