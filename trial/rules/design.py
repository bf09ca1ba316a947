"""What every dose-escalation design is given, and what it answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum


class Decision(StrEnum):
    """What happens next. WAIT, STOP and COMPLETE name no level."""

    TREAT = "TREAT"
    WAIT = "WAIT"
    ESCALATE = "ESCALATE"
    DE_ESCALATE = "DE-ESCALATE"
    STOP = "STOP"
    COMPLETE = "COMPLETE"


@dataclass(frozen=True)
class LevelCount:
    """One dose level: evaluable participants, those of them with a dose-limiting toxicity, and those in their window.

    Whoever has a dose-limiting toxicity is evaluable at once; `pending` ones have none so far. `granted` are the places
    that have been opened here: BOIN and Keyboard judge a level again only once they are filled. Without it, a level to
    which the trial came back would be left at once for what it showed before.
    """

    code: str
    evaluable: int = 0
    dlt: int = 0
    pending: int = 0
    granted: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.dlt <= self.evaluable or self.pending < 0:
            raise ValueError(f"{self.code}: counts that cannot be")

    @property
    def filled(self) -> int:
        """Places taken: whoever is not evaluable has been replaced and is not counted."""
        return self.evaluable + self.pending

    def after(self, *, evaluable: int, dlt: int) -> "LevelCount":
        """The level after so many more became evaluable, from the pending ones first."""
        pending = max(0, self.pending - evaluable)
        return replace(self, evaluable=self.evaluable + evaluable, dlt=self.dlt + dlt, pending=pending)


@dataclass(frozen=True, kw_only=True)
class DesignSettings:
    """What a protocol fixes for its design. Participants; rates are shares of 1.

    The 3+3 designs read the first group, BOIN and Keyboard the cohort size and the second group.
    """

    cohort_size: int = 3
    expansion: int = 3
    max_dlt: int = 1
    patients: int = 6

    planned: int = 9
    max_at_level: int = 9
    target: Decimal = Decimal("0.25")
    safe_factor: Decimal = Decimal("0.6")
    toxic_factor: Decimal = Decimal("1.4")
    key_half_width: Decimal = Decimal("0.05")
    eliminate_above: Decimal = Decimal("0.95")
    eliminate_from: int = 3


@dataclass(frozen=True, kw_only=True)
class Advice:
    """The answer of a design: `treat` more participants at `level`, because of `reason`.

    `values` are what the words for the reason need. `allowed` are the levels that the next participant may get, lowest
    first: the level itself and the lower ones. `eliminated` are the levels closed as too toxic.
    """

    decision: Decision
    reason: str
    level: str | None = None
    treat: int = 0
    allowed: tuple[str, ...] = ()
    values: Mapping[str, str | int] = field(default_factory=dict)
    eliminated: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Mtd:
    """The maximum tolerated dose as the data stand. A level that is not established is only the best one so far."""

    level: str | None
    established: bool
    reason: str
    values: Mapping[str, str | int] = field(default_factory=dict)


def index_of(levels: Sequence[LevelCount], code: str) -> int:
    """Place of the level, lowest is 0. ValueError for an unknown one.

    Source: the levels of the protocol, in its order.
    """
    return [level.code for level in levels].index(code)


def codes_up_to(levels: Sequence[LevelCount], index: int) -> tuple[str, ...]:
    """Codes of the level at `index` and all below it.

    Source: the levels of the protocol, in its order.
    """
    return tuple(level.code for level in levels[: index + 1])


def codes_from(levels: Sequence[LevelCount], index: int) -> tuple[str, ...]:
    """Codes of the level at `index` and all above it.

    Source: the levels of the protocol, in its order.
    """
    return tuple(level.code for level in levels[index:])
