"""The words in which a CTCAE laboratory table is written: where each grade of a term begins, and for whom."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

LOW, HIGH = "LOW", "HIGH"


class Of(Enum):
    """What a bound is a multiple of, or lies above."""

    VALUE = "value"
    LLN = "lower limit of normal"
    ULN = "upper limit of normal"
    OVER_ULN = "above the upper limit of normal"
    BASELINE = "baseline"

    def below(self, *numbers: str) -> "Bounds":
        """Grades that begin just below these numbers, from grade 1 on; "" for a grade without."""
        return self._bounds("<", numbers)

    def at_most(self, *numbers: str) -> "Bounds":
        """Grades that begin at these numbers and go down."""
        return self._bounds("<=", numbers)

    def above(self, *numbers: str) -> "Bounds":
        """Grades that begin just above these numbers."""
        return self._bounds(">", numbers)

    def at_least(self, *numbers: str) -> "Bounds":
        """Grades that begin at these numbers and go up."""
        return self._bounds(">=", numbers)

    def _bounds(self, sign: str, numbers: tuple[str, ...]) -> "Bounds":
        return tuple(Bound(sign, Decimal(number), self) if number else None for number in numbers)


class When(Enum):
    """Whom an arm of a term is for."""

    ALWAYS = "always"
    BASELINE_NOT_HIGH = "baseline normal"
    BASELINE_HIGH = "baseline above the upper limit of normal"
    BASELINE_LOW = "baseline below the lower limit of normal"
    BELOW_LLN = "value below the lower limit of normal"
    ABOVE_ULN = "value above the upper limit of normal"
    SYMPTOMS = "symptomatic"
    FASTING = "fasting value"
    ANTICOAGULATION = "on anticoagulation"
    NO_ANTICOAGULATION = "not on anticoagulation"


@dataclass(frozen=True)
class Bound:
    """A value reaches it by being `sign` (<, <=, >, >=) `number` times, or above, what it is `of`."""

    sign: str
    number: Decimal
    of: Of


Bounds = tuple[Bound | None, ...]


@dataclass(frozen=True)
class Arm:
    """Where grade 1, 2, 3 and 4 begin; None, or nothing, where the arm has no such grade."""

    bounds: Bounds
    when: When = When.ALWAYS

    def bound(self, grade: int) -> Bound | None:
        return self.bounds[grade - 1] if grade <= len(self.bounds) else None


@dataclass(frozen=True)
class Term:
    """One CTCAE term of one test. `published` are the sentences of its grades, in the unit given.

    `unit` is that of the absolute bounds; "" where all are multiples and every unit will do. The worst grade that any
    arm gives counts. In "x - y" the milder grade keeps y: a grade begins just beyond the end of the one before.
    """

    test: str
    name: str
    direction: str
    unit: str
    published: tuple[str, ...]
    arms: tuple[Arm, ...]
