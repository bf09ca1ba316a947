"""What simulated trials cost: ten times the trials in no more than ten times the time."""

from decimal import Decimal

from benchmarks.measuring import Measured, Rival, compare
from trial.rules.design import DesignSettings
from trial.rules.operating_characteristics import simulate
from trial.rules.scenario import Scenario

SCENARIO = Scenario(
    design="boin",
    settings=DesignSettings(planned=36, max_at_level=36),
    codes=("DL1", "DL2", "DL3", "DL4", "DL5"),
    rates=tuple(Decimal(rate) for rate in ("0.05", "0.12", "0.25", "0.40", "0.55")),
    toxic_above=Decimal("0.33"),
)


def trials() -> list[Measured]:
    """BOIN with five levels and 36 participants: a thousand trials, and ten thousand."""
    return compare([_of(1_000), _of(10_000)], rounds=3, times=1)


def _of(count: int) -> Rival:
    return Rival(
        f"{count:,} trials", lambda: None, lambda _given: list(simulate(scenario=SCENARIO, trials=count, seed=1))
    )
