"""When B cells count as gone, and when as back."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from edc.rule import Rule

RULE = Rule(
    "B-CELL-APLASIA",
    1,
    "B-cell aplasia: onset, recovery, duration",
    "Below 50 CD19+ cells/uL as in most trials, a setting of the protocol; others take 20/uL or 1 % of lymphocytes",
    is_confirmed=False,
)


@dataclass(frozen=True)
class Count:
    """CD19+ cells per uL of blood on a day."""

    on: dt.date
    cd19_per_ul: Decimal


@dataclass(frozen=True)
class Aplasia:
    """`recovered_on` is None while it lasts; `days` are counted to the recovery, or to the last count."""

    began_on: dt.date
    recovered_on: dt.date | None
    last_count_on: dt.date

    @property
    def is_ongoing(self) -> bool:
        return self.recovered_on is None

    @property
    def days(self) -> int:
        return ((self.recovered_on or self.last_count_on) - self.began_on).days


def is_aplasia(*, cd19_per_ul: Decimal, below_per_ul: Decimal) -> bool:
    """Whether a count of CD19+ cells per uL of blood means B-cell aplasia; the limit itself does not.

    Source: the limit is a setting of the protocol; most trials take 50/uL. The investigator's judgement stands beside.
    """
    return cd19_per_ul < below_per_ul


def aplasia(counts: Sequence[Count], *, infused_on: dt.date, below_per_ul: Decimal, confirm: bool) -> Aplasia | None:
    """The first B-cell aplasia after the infusion: from the first low count to the first that is not; None without one.

    With `confirm` a recovery needs two counts in a row that are not low, and began with the first of them.

    Source: as for `is_aplasia`; confirmation by a second sample as in a published definition of its loss (> 1 % or >=
    100/uL, confirmed; Cincinnati), both a reading of this project.
    """
    after = sorted((count for count in counts if count.on >= infused_on), key=lambda count: count.on)
    low = [is_aplasia(cd19_per_ul=count.cd19_per_ul, below_per_ul=below_per_ul) for count in after]
    if True not in low:
        return None
    began, needed = low.index(True), 2 if confirm else 1
    back = (after[at].on for at in range(began + 1, len(after) - needed + 1) if not any(low[at : at + needed]))
    return Aplasia(after[began].on, next(back, None), after[-1].on)
