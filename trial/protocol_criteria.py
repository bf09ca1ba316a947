"""How a protocol says what its criteria of eligibility are read from: a derivation by name, and its limits."""

from dataclasses import dataclass, fields

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from trial.protocol_part import Part, Text, setting, settings_of


class Derivation(TextChoices):
    """What the software can read from the record of a participant. A criterion without one is the investigator's."""

    RELAPSED_OR_REFRACTORY = "relapsed_or_refractory", _("relapses and response of the disease history")
    CD19_POSITIVE_WITHIN = "cd19_positive_within", _("CD19 on the leukaemia cells")
    PERFORMANCE_AT_LEAST = "performance_at_least", _("performance score of the scale for the age")
    LIFE_EXPECTANCY_AT_LEAST = "life_expectancy_at_least", _("life expectancy by the investigator")
    CONSENT_VALID = "consent_valid", _("signatures, by age on the day")
    EXTRAMEDULLARY_DISEASE = "extramedullary_disease", _("sites of the relapse, and imaging")
    OTHER_DISEASE = "other_disease", _("medical history and subtype of the leukaemia")
    INFECTION_MARKERS = "infection_markers", _("virology")
    UNCONTROLLED_INFECTION = "uncontrolled_infection", _("medical history")
    TREATED_AGAINST = "treated_against", _("targets of earlier treatment")
    GVHD_WITHIN = "gvhd_within", _("log of graft-versus-host disease")
    BLASTS_IN_CSF = "blasts_in_csf", _("cerebrospinal fluid")
    TRANSPLANT_WITHIN = "transplant_within", _("stem cell transplants")
    OTHER_TRIAL_WITHIN = "other_trial_within", _("treatment in another trial")
    PREGNANT_OR_LACTATING = "pregnant_or_lactating", _("sex and pregnancy test")
    INVESTIGATOR = "investigator", _("the investigator's judgement alone")


@dataclass(frozen=True, kw_only=True)
class Reading(Part):
    """What a criterion is proposed from, with its numbers and terms.

    A span of time counts back from its last day; its first day is included.
    """

    derivation: Derivation
    months: int | None = setting(None, _("within calendar months"))
    days: int | None = setting(None, _("within days"))
    weeks: int | None = setting(None, _("at least weeks"))
    karnofsky: int | None = setting(None, _("Karnofsky at least"))
    lansky: int | None = setting(None, _("Lansky at least"))
    grade: int | None = setting(None, _("grade at least"))
    markers: tuple[str, ...] = setting((), _("markers"))
    targets: tuple[str, ...] = setting((), _("targets"))

    @property
    def limits(self) -> list[tuple[str, str]]:
        """Label and value of the limits that are stated."""
        given = [(label, value) for label, value, _unit in settings_of(self) if value not in (None, ())]
        return [(str(label), ", ".join(value) if isinstance(value, tuple) else str(value)) for label, value in given]


@dataclass(frozen=True, kw_only=True)
class Criterion(Part):
    """One inclusion or exclusion criterion in the record's words, and from what the software reads it."""

    code: str
    text: Text
    reading: Reading | None = None


NEEDED = {
    Derivation.CD19_POSITIVE_WITHIN: ("months",),
    Derivation.PERFORMANCE_AT_LEAST: ("karnofsky", "lansky"),
    Derivation.LIFE_EXPECTANCY_AT_LEAST: ("weeks",),
    Derivation.INFECTION_MARKERS: ("markers",),
    Derivation.TREATED_AGAINST: ("targets",),
    Derivation.GVHD_WITHIN: ("months", "grade"),
    Derivation.TRANSPLANT_WITHIN: ("months",),
    Derivation.OTHER_TRIAL_WITHIN: ("days",),
}
"""Derivation -> the limits without which it says nothing; any other limit would mean nothing to it."""


def limit_faults(reading: Reading) -> list[tuple[str, str]]:
    """Limits that the derivation needs and that are not there, and those that it does not read: name and remedy."""
    needed = NEEDED.get(reading.derivation, ())
    given = [
        each.name
        for each in fields(reading)
        if "label" in each.metadata and getattr(reading, each.name) not in (None, ())
    ]
    missing = [(name, f'is missing; "{reading.derivation}" needs it') for name in needed if name not in given]
    strange = [(name, f'is not read by "{reading.derivation}"; take it out') for name in given if name not in needed]
    return missing + strange
