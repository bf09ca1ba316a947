"""The endpoints of one participant and of the study, as plain values; `participant` and `study` make them."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from patients.rules.b_cells import Aplasia
from patients.rules.kinetics import Kinetics
from patients.rules.proportion import Proportion
from patients.rules.survival import Curve
from patients.rules.time_to_event import TimeToEvent


@dataclass(frozen=True)
class Assessed:
    """One response assessment: the study day, the response that counts (Response), what the findings gave, MRD."""

    visit_code: str
    on: dt.date
    day: int
    response: str | None
    derived: str | None
    mrd: str | None


@dataclass(frozen=True)
class WindowResponse:
    """The best response in the window around one planned day; `is_pending` while that is still open."""

    day: int
    response: str | None
    mrd: str | None
    is_pending: bool


@dataclass(frozen=True)
class Expansion:
    """One sample of blood: days since infusion; copies/ug (None: below `lloq` or not measured), CAR+ % of CD3+."""

    day: Decimal
    copies_per_ug: Decimal | None
    is_below_lloq: bool
    lloq_copies_per_ug: Decimal | None
    car_percent_of_cd3: Decimal | None


@dataclass(frozen=True)
class ParticipantEndpoints:
    """One participant up to the data cut-off; None is not recorded, not reached or not applicable.

    `windows` are in the order of the protocol's days (28, 90). `followed_to` is the last day known alive, or of death.
    `is_open` says that a first remission may still come. `is_mrd_negative` is that of any assessment in remission.
    """

    number: str
    site_code: str
    dose_level: str
    consented_on: dt.date | None
    infused_on: dt.date | None
    followed_to: dt.date | None
    died_on: dt.date | None
    relapsed_on: dt.date | None
    transplanted_on: dt.date | None
    new_therapy_on: dt.date | None
    assessments: tuple[Assessed, ...] = ()
    windows: tuple[WindowResponse, ...] = ()
    best_response: str | None = None
    first_remission_on: dt.date | None = None
    is_mrd_negative: bool | None = None
    is_open: bool = False
    is_maintained: bool | None = None
    os: TimeToEvent | None = None
    efs: TimeToEvent | None = None
    rfs: TimeToEvent | None = None
    dor: TimeToEvent | None = None
    expansion: tuple[Expansion, ...] = ()
    kinetics: Kinetics | None = None
    aplasia: Aplasia | None = None

    def day_of(self, on: dt.date | None) -> int | None:
        """Study day of a date: 0 is the day of infusion; None for somebody who was not infused."""
        return None if on is None or self.infused_on is None else (on - self.infused_on).days


@dataclass(frozen=True)
class Rate:
    """A rate of the study: `code` is ORR or MRD, `day` the planned day of its window (None: any of them).

    `pending` participants were infused and are not counted yet.
    """

    code: str
    day: int | None
    value: Proportion
    pending: int


@dataclass(frozen=True)
class StudyEndpoints:
    """All participants of one protocol whom the reader may see; curves are None while nobody counts."""

    protocol_code: str
    cutoff: dt.date
    participants: tuple[ParticipantEndpoints, ...]
    rates: tuple[Rate, ...]
    os: Curve | None
    efs: Curve | None
    rfs: Curve | None
    dor: Curve | None
    follow_up: Curve | None

    @property
    def infused(self) -> int:
        return sum(each.infused_on is not None for each in self.participants)
