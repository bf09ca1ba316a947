"""Which result is the baseline of a laboratory test: the last one before treatment began."""

import datetime as dt
from collections.abc import Iterable
from typing import TypeVar

from edc.rule import Rule

RULE = Rule(
    "LAB-BASELINE", 1, "Baseline of a laboratory test",
    "CDISC SDTMIG, last observation before exposure (--LOBXFL); which exposure is a setting of the protocol",
)  # fmt: skip

SampleT = TypeVar("SampleT")


def treatment_start(
    *, lymphodepletion: Iterable[dt.datetime], infusion: dt.datetime | None, from_lymphodepletion: bool
) -> dt.datetime | None:
    """When treatment began: at the first lymphodepletion, or at the infusion where that alone counts or came first.

    None while nothing was given.

    Source: setting of the protocol, grading.laboratory_baseline.
    """
    given = [*(lymphodepletion if from_lymphodepletion else ()), *([infusion] if infusion else ())]
    return min(given, default=None)


def last_before(*, samples: Iterable[tuple[dt.datetime, SampleT]], start: dt.datetime | None) -> SampleT | None:
    """What was taken last before a moment, at that moment no longer; None where nothing was, or the moment is open.

    Source: CDISC SDTMIG, --LOBXFL: the last result whose --DTC lies before RFXSTDTC.
    """
    before = [sample for sample in samples if start is not None and sample[0] < start]
    return max(before, key=lambda sample: sample[0])[1] if before else None
