"""What happens to one participant, day by day. Pure: no database, no clock; everything follows from its inputs."""

import datetime as dt
import math
import random
from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

from adverse_events.demonstration.archetypes import Archetype
from adverse_events.demonstration.curves import rounded, through
from adverse_events.rules.hypotension import systolic_threshold_mmhg
from patients.rules.age import age_in_years

HOSPITAL_TIME = ZoneInfo("Asia/Shanghai")
CONSENT_DAY = -42
DAYS_IN_A_YEAR = 365.25


@dataclass(frozen=True)
class Oxygen:
    """How oxygen was given at worst: device, flow in L/min and FiO2 in % where the device has them."""

    device: str = "NONE"
    flow: float | None = None
    fio2: int | None = None


ROOM_AIR = Oxygen()
BY_GRADE = {2: Oxygen("NASAL CANNULA", 3), 3: Oxygen("HIGH FLOW CANNULA", 20, 45), 4: Oxygen("VENTILATOR", None, 60)}
PRESSORS = {3: ("NOREPINEPHRINE",), 4: ("NOREPINEPHRINE", "EPINEPHRINE")}


@dataclass(frozen=True)
class DayState:
    """The worst of one day. Temperature in degrees Celsius, pressures in mmHg; `treated`: anticytokine drugs began."""

    day: int
    crs: int
    icans: int
    treated: bool
    temperature: float
    systolic: int
    hypotensive: bool
    pressors: tuple[str, ...]
    oxygen: Oxygen
    spo2: int


@dataclass(frozen=True)
class Course:
    """One participant in calendar time. `number` is the how-manieth of the cast, `seed` makes every draw its own."""

    archetype: Archetype
    number: int
    seed: str
    today: dt.date

    @cached_property
    def day0(self) -> dt.date:
        return self.today - dt.timedelta(days=self.archetype.days_ago)

    @cached_property
    def born(self) -> dt.date:
        return self.on(CONSENT_DAY) - dt.timedelta(days=round(self.archetype.age_years * DAYS_IN_A_YEAR))

    @property
    def infused(self) -> bool:
        return not self.archetype.failure

    @property
    def last_day(self) -> int:
        """The last study day that has been written down: yesterday at the latest, for today may have only begun."""
        ends = [self.archetype.days_ago - 1, self.archetype.death_day, self.archetype.withdrawal_day]
        return min(day for day in ends if day is not None)

    @property
    def weight_kg(self) -> float:
        """Weight at screening; each participant of an archetype has its own."""
        return round(self.varied(self.archetype.weight_kg, 0.03, "weight"), 1)

    @property
    def height_cm(self) -> float:
        return round(self.varied(self.archetype.height_cm, 0.01, "height"), 1)

    @property
    def had_dlt(self) -> bool:
        """Whether a toxicity limited the dose: CRS of grade 4, or ICANS of grade 3 for more than 72 hours."""
        severe_days = sum(grade >= 3 for grade in self.archetype.icans.values())
        return max(self.archetype.crs.values(), default=0) >= 4 or severe_days > 3

    def on(self, day: int) -> dt.date:
        """The date of a study day."""
        return self.day0 + dt.timedelta(days=day)

    def at(self, day: int, hour: int, minute: int = 0) -> dt.datetime:
        """A time of a study day on the hospital's clock."""
        return dt.datetime.combine(self.on(day), dt.time(hour, minute), HOSPITAL_TIME)

    def age_on(self, day: int) -> int:
        return age_in_years(born=self.born, on=self.on(day))

    def draw(self, *key: object) -> random.Random:
        """A generator for one purpose: the same key draws the same, whatever else was drawn before."""
        return random.Random(f"{self.seed}/{self.number}/{key}")  # noqa: S311  (invented data, no secret)

    def varied(self, value: float, spread: float, *key: object) -> float:
        """The value, a share of about `spread` off."""
        return value * math.exp(self.draw(*key).gauss(0, spread))

    def near(self, value: float, spread: float, *key: object) -> float:
        """The value, about `spread` off, in its own unit."""
        return value + self.draw(*key).gauss(0, spread)

    def crs(self, day: int) -> int:
        """ASTCT grade of CRS."""
        return self.archetype.crs.get(day, 0)

    def icans(self, day: int) -> int:
        """ASTCT grade of ICANS."""
        return self.archetype.icans.get(day, 0)

    def on_steroid(self, day: int) -> bool:
        span = self.archetype.steroid
        return span is not None and span[0] <= day <= span[1]

    def copies_per_ug(self, day: int) -> float:
        """Copies of the CAR gene in blood: exponential growth to the peak, fast and then slow decline."""
        peak, top = self.archetype.peak_day, self.archetype.peak_copies
        knots = [(0, 2), (3, 40), (peak, top), (28, top / 14), (60, top / 70), (180, top / 400), (400, top / 2500)]
        lost = 0.01 if self.archetype.b_cells_back and day > self.archetype.b_cells_back else 1
        return lost * self.varied(through(knots, day), 0.12, "copies", day)

    def in_aplasia(self, day: int) -> bool:
        """Whether the B cells are gone: from two weeks after infusion until they come back."""
        back = self.archetype.b_cells_back
        return day >= 10 and (back is None or day < back)

    def relapsed(self, day: int) -> bool:
        return self.archetype.relapse_day is not None and day >= self.archetype.relapse_day

    def state(self, day: int) -> DayState:
        """Grades made into what is measured. Fever is needed for a grade until treatment has begun (Lee 2019)."""
        grade, treated = self.crs(day), bool(self.archetype.tocilizumab) and day >= self.archetype.tocilizumab[0]
        hypotensive = grade >= 2 and not self.archetype.by_oxygen
        return DayState(
            day=day,
            crs=grade,
            icans=self.icans(day),
            treated=treated,
            temperature=self._temperature(day, grade, treated),
            systolic=self._systolic(day, hypotensive),
            hypotensive=hypotensive,
            pressors=PRESSORS.get(grade, ()) if hypotensive else (),
            oxygen=ROOM_AIR if hypotensive else BY_GRADE.get(grade, ROOM_AIR),
            spo2=self._saturation(day, grade, by_oxygen=self.archetype.by_oxygen),
        )

    def _temperature(self, day: int, grade: int, treated: bool) -> float:
        jitter = self.draw("temperature", day).uniform(0, 0.5)
        if not grade:
            return round(36.4 + jitter * 1.6, 1)
        if grade > 1 and treated and day > self.archetype.tocilizumab[0]:  # grade 1 is fever, treated or not
            return round(37.2 + 0.2 * grade + jitter, 1)
        return round(38.2 + 0.35 * grade + jitter, 1)

    def _systolic(self, day: int, hypotensive: bool) -> int:
        threshold = systolic_threshold_mmhg(age_years=self.age_on(day)) or 70
        draw = self.draw("systolic", day)
        return threshold - draw.randint(4, 14) if hypotensive else threshold + draw.randint(9, 24)

    def _saturation(self, day: int, grade: int, *, by_oxygen: bool) -> int:
        draw = self.draw("saturation", day)
        return draw.randint(85, 91) if by_oxygen and grade >= 2 else draw.randint(96, 99)

    def weight_on(self, day: int) -> float:
        """Weight: a little water with a severe CRS, growth afterwards."""
        gained = 0.02 if 0 < day <= 14 and self.crs(day) >= 3 else 0
        growing = 0.05 * max(day, 0) / DAYS_IN_A_YEAR if self.age_on(0) < 16 else 0.0
        return float(rounded(self.weight_kg * (1 + gained + growing) + self.near(0, 0.1, "weighed", day), 1))
