"""What a simulation of a design is asked, and what it answers. `operating_characteristics` simulates it."""

from dataclasses import dataclass
from decimal import Decimal

from trial.rules.design import DesignSettings


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """A design, and the true rate of dose-limiting toxicity at each level, lowest first; shares of 1.

    A level with a true rate above `toxic_above` counts as an overdose.
    """

    design: str
    settings: DesignSettings
    codes: tuple[str, ...]
    rates: tuple[Decimal, ...]
    toxic_above: Decimal


@dataclass(frozen=True, kw_only=True)
class LevelResult:
    """One level: its true rate, per cent of trials that select it, participants and toxicities per trial."""

    code: str
    rate: Decimal
    selected: Decimal
    treated: Decimal
    dlt: Decimal


@dataclass(frozen=True, kw_only=True)
class Characteristics:
    """What so many trials came to: per cent of trials, or means per trial; `overdosed` is per cent of participants.

    `selected_none` found no tolerable level, `stopped` ended because the lowest was too toxic, `established` have a
    maximum tolerated dose by the design's own rule, `selected_toxic` chose a level above the toxic rate.
    """

    trials: int
    levels: tuple[LevelResult, ...]
    selected_none: Decimal
    selected_toxic: Decimal
    established: Decimal
    stopped: Decimal
    treated: Decimal
    treated_most: int
    dlt: Decimal
    overdosed: Decimal
