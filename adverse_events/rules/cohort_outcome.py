"""What a treated participant counts as in the dose-escalation design."""

from enum import StrEnum


class Outcome(StrEnum):
    """Counted with a dose-limiting toxicity or without one, not decided yet, or not counted and replaced."""

    PENDING = "PENDING"
    EVALUABLE = "EVALUABLE"
    DLT = "DLT"
    NOT_EVALUABLE = "NOT EVALUABLE"


def outcome(*, evaluable: bool | None, dlt_occurred: bool | None, followed: bool) -> Outcome:
    """From the assessment of dose-limiting toxicity; None is not said yet.

    A dose-limiting toxicity counts at once, whatever the rest of the window brings. A window that is over decides
    nothing: the assessment does. `followed` is whether it says that the participant was followed to the end of the
    window: without, nobody counts as free of toxicity, not even who is called evaluable.

    Source: registry record NCT05270772 (DLT within 28 (+-3) days); that who is not evaluable is replaced is usual
    practice, not in the record.
    """
    if dlt_occurred:
        return Outcome.DLT
    if evaluable is None:
        return Outcome.PENDING
    if not evaluable:
        return Outcome.NOT_EVALUABLE
    return Outcome.EVALUABLE if dlt_occurred is False and followed else Outcome.PENDING
