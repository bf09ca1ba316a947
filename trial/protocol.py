"""The protocol as values: what every site, form and rule reads. Built from a file or from a stored version.

A part that the registry record does not state carries the code of an `Assumption`, and is shown as one.
New fields need a default, because stored versions never change and must stay readable.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from trial.protocol_criteria import Criterion
from trial.protocol_part import Part, Text
from trial.protocol_settings import (
    BCellAplasia,
    DltExclusion,
    DltRule,
    DoseLimits,
    Grading,
    ModelDesign,
    ReleaseLimit,
    ResponseCriteria,
    SafetyClocks,
    SubWindow,
    SurvivalRules,
)


class Design(TextChoices):
    """Dose-escalation designs by name."""

    THREE_PLUS_THREE = "3+3", _("3+3")
    THREE_PLUS_THREE_KORN = "3+3-korn", _("3+3, with six patients before a level is called the MTD")
    BOIN = "boin", _("BOIN, Bayesian optimal interval")
    KEYBOARD = "keyboard", _("Keyboard")


class Language(TextChoices):
    """The languages that every text of a protocol has."""

    EN = "en", _("English")
    ZH = "zh", _("Chinese")


class Sex(TextChoices):
    """Who may take part."""

    ALL = "all", _("both sexes")
    FEMALE = "female", _("female")
    MALE = "male", _("male")


class EndpointKind(TextChoices):
    """Rank of an endpoint."""

    PRIMARY = "primary", _("primary")
    SECONDARY = "secondary", _("secondary")


@dataclass(frozen=True, kw_only=True)
class Assumption:
    """Something the record leaves open: why this choice, and from where."""

    code: str
    why: Text
    source: Text


@dataclass(frozen=True, kw_only=True)
class Wording(Part):
    """The language in which the record is registered; the other one is a translation."""

    registered_in: Language


@dataclass(frozen=True, kw_only=True)
class SiteEntry(Part):
    """A hospital that takes part."""

    code: str
    name: Text


@dataclass(frozen=True, kw_only=True)
class Population(Part):
    """Who may take part: `age_from` is included, `age_under` is not (the birthday itself is out); years."""

    sex: Sex
    age_from: int | None = None
    age_under: int | None = None


@dataclass(frozen=True, kw_only=True)
class DoseLevel(Part):
    """One dose level; `e6_per_kg` is 10^6 CAR+ cells per kg of body weight."""

    code: str
    e6_per_kg: Decimal


@dataclass(frozen=True, kw_only=True)
class Cohort(Part):
    """How many are treated at a level before it is judged, and how many are added."""

    design: Design
    size: int
    expansion: int


@dataclass(frozen=True, kw_only=True)
class MaximumTolerated(Part):
    """Highest level at which at most `max_dlt` of `patients` had a dose-limiting toxicity."""

    max_dlt: int
    patients: int


@dataclass(frozen=True, kw_only=True)
class DltWindow(Part):
    """Days after infusion in which a toxicity limits the dose, with its tolerance."""

    days: int
    tolerance_days: int


@dataclass(frozen=True, kw_only=True)
class RescueLevel(Part):
    """Whether a dose below the first level exists."""

    exists: bool


@dataclass(frozen=True, kw_only=True)
class Staggering(Part):
    """Least days between infusions: first to second patient of a level, later ones, and next level."""

    first_to_second_days: int
    between_days: int
    before_escalation_days: int


@dataclass(frozen=True, kw_only=True)
class Enrolment(Part):
    """Planned number of participants. Going beyond it is warned of and explained, never refused."""

    planned: int

    def is_beyond_plan(self, enrolled: int) -> bool:
        """Whether `enrolled` participants are more than planned."""
        return enrolled > self.planned


@dataclass(frozen=True, kw_only=True)
class Endpoint(Part):
    """What the trial measures."""

    code: str
    kind: EndpointKind
    title: Text
    time_frame: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Drug(Part):
    """One drug of the lymphodepletion: mg per m2 and day, on these study days."""

    name: Text
    mg_per_m2: Decimal
    days: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Consent(Part):
    """Ages in years from which a child is asked, and from which the participant alone signs."""

    assent_from_age: int
    adult_from_age: int


@dataclass(frozen=True, kw_only=True)
class ConsentDocument(Part):
    """A consent document in the version in use."""

    code: str
    version: str
    title: Text


@dataclass(frozen=True, kw_only=True)
class FormTitle(Part):
    """A form by name. A log is open at any time instead of being due at visits."""

    code: str
    title: Text
    log: bool = False


@dataclass(frozen=True, kw_only=True)
class Visit(Part):
    """A visit; `day` counts from infusion (day 0), None where an event and not the calendar calls for it."""

    code: str
    title: Text
    day: int | None = None
    before: int = 0
    after: int = 0
    repeatable: bool = False
    forms: tuple[str, ...] = ()

    @property
    def window(self) -> tuple[int, int] | None:
        """First and last study day on which the visit counts, or None without a day."""
        return None if self.day is None else (self.day - self.before, self.day + self.after)

    def covers(self, day: int | None) -> bool:
        """Whether the window holds this study day."""
        if self.window is None or day is None:
            return False
        first, last = self.window
        return first <= day <= last


Coded = TypeVar("Coded", DoseLevel, FormTitle, Visit)


@dataclass(frozen=True, kw_only=True)
class Protocol:
    """One version of one trial protocol."""

    code: str
    version: str
    registry_id: str
    phase: str
    title: Text
    condition: Text
    product: Text
    sponsor: Text
    contact: Text
    wording: Wording
    population: Population
    cohort: Cohort
    maximum_tolerated: MaximumTolerated
    dlt_window: DltWindow
    rescue_level: RescueLevel
    staggering: Staggering
    enrolment: Enrolment
    consent: Consent
    sites: tuple[SiteEntry, ...]
    inclusion: tuple[Criterion, ...]
    exclusion: tuple[Criterion, ...]
    dose_levels: tuple[DoseLevel, ...]
    endpoints: tuple[Endpoint, ...]
    lymphodepletion: tuple[Drug, ...]
    consent_documents: tuple[ConsentDocument, ...]
    forms: tuple[FormTitle, ...]
    visits: tuple[Visit, ...]
    assumptions: tuple[Assumption, ...] = ()
    model_design: ModelDesign = ModelDesign()
    grading: Grading = Grading()
    dlt_rules: tuple[DltRule, ...] = ()
    dlt_exclusions: tuple[DltExclusion, ...] = ()
    dose_limits: DoseLimits = DoseLimits()
    release: tuple[ReleaseLimit, ...] = ()
    response_criteria: ResponseCriteria = ResponseCriteria()
    survival: SurvivalRules = SurvivalRules()
    b_cell_aplasia: BCellAplasia = BCellAplasia()
    safety_clocks: SafetyClocks = SafetyClocks()
    sub_windows: tuple[SubWindow, ...] = ()

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """Inclusion criteria, then exclusion criteria."""
        return self.inclusion + self.exclusion

    def dose_level(self, code: str) -> DoseLevel:
        """The dose level with this code; KeyError when there is none."""
        return _by_code(self.dose_levels, code)

    def visit(self, code: str) -> Visit:
        """The visit with this code; KeyError when there is none."""
        return _by_code(self.visits, code)

    def form(self, code: str) -> FormTitle:
        """The form with this code; KeyError when there is none."""
        return _by_code(self.forms, code)


def _by_code(rows: tuple[Coded, ...], code: str) -> Coded:
    for row in rows:
        if row.code == code:
            return row
    raise KeyError(code)
