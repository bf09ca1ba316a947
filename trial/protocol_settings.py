"""The choices that a rule needs and a registry record seldom states. Each default is a reading, shown as such.

Stored versions never change, so every setting has a default that keeps them readable.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from trial.protocol_part import Part, Text, setting


class Ctcae(TextChoices):
    """Versions of the CTCAE; one trial uses one."""

    V5 = "5.0", _("CTCAE v5.0")
    V6 = "6.0", _("CTCAE v6.0")


class LaboratoryBaseline(TextChoices):
    """Which value counts as the baseline of a laboratory test: the last one before this."""

    LYMPHODEPLETION = "before lymphodepletion", _("last value before lymphodepletion")
    INFUSION = "before infusion", _("last value before infusion")


class IcahtMethod(TextChoices):
    """How days below a limit are counted."""

    LONGEST_RUN = "longest run", _("longest run of consecutive days")
    CUMULATIVE = "cumulative", _("all days together")


class IcahtNever(TextChoices):
    """Who counts as never recovered (early ICAHT, grade 4)."""

    ALL_DAYS = "all days", _("low on each of days 0 to 30")
    FROM_DAY_3 = "from day 3", _("low from day 3 at the latest to the last day that counts")


class NonResponder(TextChoices):
    """When somebody without a response has had an event (event-free survival)."""

    AT_ASSESSMENT = "at assessment", _("on the day of the assessment")
    AT_START = "at start", _("on the day of infusion")


class Assessor(TextChoices):
    """Whose response the endpoints count."""

    INVESTIGATOR = "investigator", _("the investigator")
    FINDINGS = "findings", _("the findings, by rule")
    INDEPENDENT = "independent", _("the independent assessor")


class SurvivalStart(TextChoices):
    """From when survival is counted."""

    INFUSION = "infusion", _("infusion")
    ENROLMENT = "enrolment", _("consent, everybody enrolled")


@dataclass(frozen=True, kw_only=True)
class Grading(Part):
    """Grading of toxicity."""

    ctcae: Ctcae = setting(Ctcae.V5, _("Laboratory grades"))
    laboratory_baseline: LaboratoryBaseline = setting(LaboratoryBaseline.LYMPHODEPLETION, _("Laboratory baseline"))
    symptoms_assumed: bool = setting(False, _("Laboratory grades that turn on symptoms: symptoms are assumed"))
    vasopressin_alone_grade: int = setting(3, _("CRS grade with vasopressin as the only vasopressor"))
    icaht_method: IcahtMethod = setting(IcahtMethod.LONGEST_RUN, _("ICAHT, days below a limit"))
    icaht_never: IcahtNever = setting(IcahtNever.ALL_DAYS, _("ICAHT, neutrophils that never recover"))
    icaht_gap_days: int = setting(7, _("ICAHT, longest gap between counts that is filled in"), "d")


@dataclass(frozen=True, kw_only=True)
class DltRule(Part):
    """One kind of event that limits the dose. Categories, scales and causalities are terms of the event log.

    An empty tuple means any. It counts when it reaches `min_grade` and stays there for more than `longer_than_hours`
    without a break; 0 hours is at once.
    """

    code: str
    title: Text
    categories: tuple[str, ...] = ()
    not_categories: tuple[str, ...] = ()
    scale: str = ""
    min_grade: int
    longer_than_hours: int = 0
    related: tuple[str, ...] = ("DEFINITE", "PROBABLE", "POSSIBLE")


@dataclass(frozen=True, kw_only=True)
class DltExclusion(Part):
    """What does not limit the dose though a rule would say so: these categories, up to this grade and study day."""

    code: str
    title: Text
    categories: tuple[str, ...]
    max_grade: int = 4
    until_day: int | None = None


@dataclass(frozen=True, kw_only=True)
class ModelDesign(Part):
    """What the BOIN and Keyboard designs need; rates are shares of 1."""

    target: Decimal = setting(Decimal("0.25"), _("Target rate of dose-limiting toxicity"))
    safe_factor: Decimal = setting(Decimal("0.6"), _("BOIN: highest rate that is too low, times the target"))
    toxic_factor: Decimal = setting(Decimal("1.4"), _("BOIN: lowest rate that is too high, times the target"))
    key_half_width: Decimal = setting(Decimal("0.05"), _("Keyboard: half width of the target key"))
    eliminate_above: Decimal = setting(Decimal("0.95"), _("Eliminate a level above this probability of overdosing"))
    eliminate_from: int = setting(3, _("Fewest evaluable patients for an elimination"))
    max_at_level: int = setting(9, _("Most patients at one level"))


@dataclass(frozen=True, kw_only=True)
class DoseLimits(Part):
    """How far a dose or a weight may be off before it is asked about."""

    tolerance_percent: Decimal = setting(Decimal(20), _("Given dose against the level"), "%")
    weight_change_percent: Decimal = setting(Decimal(10), _("Change of body weight to be confirmed"), "%")
    drug_tolerance_percent: Decimal = setting(Decimal(10), _("Given drug dose against the plan"), "%")
    renal_caution_below: Decimal = setting(
        Decimal(80), _("Fludarabine: ask about creatinine clearance below"), "mL/min"
    )


@dataclass(frozen=True, kw_only=True)
class ReleaseLimit(Part):
    """One release test of the product: `specification` as on the certificate, ">= 70"."""

    test: str
    specification: str


@dataclass(frozen=True, kw_only=True)
class SubWindow(Part):
    """How old a finding may be on the day of infusion: `days` days or `months` calendar months, the first included.

    `found_on` is the date in a form ("BM.sampled_on", "VIR.markers.sampled_on"); with `known` only records in which
    that item has a value count.
    """

    code: str
    title: Text
    found_on: str
    known: str = ""
    days: int = 0
    months: int = 0


@dataclass(frozen=True, kw_only=True)
class ResponseCriteria(Part):
    """When a marrow without leukaemia counts as which remission. Counts in 10^9/L.

    `days` are the planned days at which response is judged; the windows of their visits count.
    """

    blasts_below_percent: Decimal = setting(Decimal(5), _("Remission: marrow blasts below"), "%")
    neutrophils_above: Decimal = setting(Decimal("1.0"), _("CR: neutrophils above"), "10*9/L")
    platelets_above: Decimal = setting(Decimal(100), _("CR: platelets above"), "10*9/L")
    bounds_included: bool = setting(False, _("Counts: the bound itself is enough"))
    crh_neutrophils_above: Decimal = setting(Decimal("0.5"), _("CRh: neutrophils above"), "10*9/L")
    crh_platelets_above: Decimal = setting(Decimal(50), _("CRh: platelets above"), "10*9/L")
    crh_is_used: bool = setting(True, _("CRh is told apart from CRi"))
    mrd_limit_percent: Decimal = setting(Decimal("0.01"), _("MRD-negative below"), "%")
    maintained_days: int = setting(28, _("A remission lasts at least"), "d")
    transfusion_free_days: int = setting(7, _("CR and CRh: no transfusion in the last"), "d")
    csf_is_required: bool = setting(False, _("Remission: cerebrospinal fluid must have been examined"))
    days: tuple[int, ...] = setting((28, 90), _("Response is judged on day"))
    assessor: Assessor = setting(Assessor.INVESTIGATOR, _("The response that counts is that of"))


@dataclass(frozen=True, kw_only=True)
class SurvivalRules(Part):
    """What starts, ends and censors the times to events."""

    start: SurvivalStart = setting(SurvivalStart.INFUSION, _("Overall survival counts from"))
    censor_at_hsct: bool = setting(False, _("A transplant in remission censors"))
    censor_at_new_therapy: bool = setting(True, _("New therapy against the leukaemia censors"))
    mrd_recurrence_is_event: bool = setting(False, _("MRD that comes back is an event"))
    any_death_ends_response: bool = setting(True, _("A death of another cause ends the duration of response"))
    non_responder: NonResponder = setting(NonResponder.AT_ASSESSMENT, _("Without a response, the event is"))
    confidence_percent: Decimal = setting(Decimal(95), _("Confidence level"), "%")


@dataclass(frozen=True, kw_only=True)
class BCellAplasia(Part):
    """When B cells count as gone, and as back."""

    below_per_ul: Decimal = setting(Decimal(50), _("B-cell aplasia: CD19+ cells below"), "/uL")
    confirm: bool = setting(False, _("A recovery is confirmed by a second sample"))


@dataclass(frozen=True, kw_only=True)
class SafetyClocks(Part):
    """How soon a serious event is reported, from first awareness."""

    sae_hours: int = setting(24, _("Serious event, to the sponsor"), "h")
    susar_fatal_days: int = setting(7, _("SUSAR, fatal or life-threatening"), "d")
    susar_fatal_complete_days: int = setting(8, _("SUSAR, fatal or life-threatening, completed after"), "d")
    susar_other_days: int = setting(15, _("SUSAR, other"), "d")
