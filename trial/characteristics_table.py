"""Simulated operating characteristics as lines: one figure each, with all that it takes to simulate it again."""

from collections.abc import Iterator
from decimal import Decimal

from trial.models import ProtocolVersion
from trial.rules.escalation import rule_of
from trial.rules.scenario import Characteristics, Scenario

COLUMNS = (
    *("protocol", "protocol_version", "design", "rule", "trials", "seed", "overdose_above_percent"),
    *("measure", "level", "true_rate_percent", "value", "unit"),
)
PERCENT_OF_TRIALS, PER_TRIAL = "% of trials", "per trial"


def table_lines(
    version: ProtocolVersion, scenario: Scenario, seed: int, found: Characteristics
) -> Iterator[tuple[object, ...]]:
    """The header, a line for each figure of each level, and one for each figure of the whole."""
    yield COLUMNS
    asked = (
        *(version.protocol_code, version.version, scenario.design, str(rule_of(design=scenario.design))),
        *(found.trials, seed, _plain(100 * scenario.toxic_above)),
    )
    for level in found.levels:
        where = (level.code, _plain(100 * level.rate))
        yield (*asked, "selected as MTD", *where, _plain(level.selected), PERCENT_OF_TRIALS)
        yield (*asked, "participants", *where, _plain(level.treated), PER_TRIAL)
        yield (*asked, "DLT", *where, _plain(level.dlt), PER_TRIAL)
    for measure, value, unit in _of_all(found):
        yield (*asked, measure, "", "", _plain(value), unit)


def _of_all(found: Characteristics) -> tuple[tuple[str, Decimal, str], ...]:
    return (
        ("no level selected", found.selected_none, PERCENT_OF_TRIALS),
        ("overdose level selected", found.selected_toxic, PERCENT_OF_TRIALS),
        ("MTD established", found.established, PERCENT_OF_TRIALS),
        ("stopped at the lowest level", found.stopped, PERCENT_OF_TRIALS),
        ("participants", found.treated, PER_TRIAL),
        ("most participants", Decimal(found.treated_most), "in one trial"),
        ("DLT", found.dlt, PER_TRIAL),
        ("overdosed", found.overdosed, "% of participants"),
    )


def _plain(value: Decimal) -> str:
    """At most four decimals, and no exponent."""
    return f"{round(value, 4).normalize():f}"
