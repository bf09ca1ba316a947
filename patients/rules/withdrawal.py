"""What may still be collected after consent was withdrawn."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

SAMPLES, FOLLOW_UP, DATA, ALL = "SAMPLES", "FOLLOW-UP", "DATA", "ALL"

FROM_SAMPLES = frozenset({"LB", "BM", "CSF", "VIR", "CK", "BC", "RCL", "LK"})
"""Forms that hold what a sample gave."""

ALWAYS_OPEN = frozenset({"IC", "RC", "WD", "SV", "SU", "DD", "DV", "NI", "EOS", "AE", "SAE"})
"""Forms about taking part itself; survival, which public records tell; harm, whose report the law asks for still."""


@dataclass(frozen=True)
class Withdrawal:
    """One withdrawal: the day, and what was withdrawn (SAMPLES, FOLLOW-UP, DATA or ALL)."""

    on: dt.date
    scope: str


def forbidden_by(
    withdrawals: Iterable[Withdrawal], *, form: str, at_visit: bool, collected_on: dt.date
) -> Withdrawal | None:
    """The withdrawal that forbids what was collected on that day; None where nothing does.

    What was collected up to the day itself stays and may be entered later. `at_visit` is false for logs, which are
    filled from records without a contact.

    Source: GCP 2020 (NMPA and NHC notice 2020 No. 57), art. 23: consent may be withdrawn at any time. What each
    scope covers is a reading of this project, to be confirmed by the sponsor.
    """
    if form in ALWAYS_OPEN:
        return None
    for withdrawal in withdrawals:
        if collected_on > withdrawal.on and _covers(withdrawal.scope, form=form, at_visit=at_visit):
            return withdrawal
    return None


def in_force(withdrawals: Iterable[Withdrawal], *, given_again: Collection[dt.date]) -> list[Withdrawal]:
    """The withdrawals after which consent was not given again; on the same day the later consent counts.

    Source: GCP 2020, art. 23; that a new consent lifts every earlier withdrawal is a reading of this project.
    """
    last = max(given_again, default=None)
    return [withdrawal for withdrawal in withdrawals if last is None or withdrawal.on > last]


def contact_allowed(withdrawals: Iterable[Withdrawal], *, on: dt.date) -> bool:
    """Whether the participant or the family may be asked on a day.

    Source: as for `forbidden_by`; the withdrawal of samples alone leaves contacts as they are.
    """
    return all(on <= withdrawal.on or withdrawal.scope == SAMPLES for withdrawal in withdrawals)


def _covers(scope: str, *, form: str, at_visit: bool) -> bool:
    if scope == SAMPLES:
        return form in FROM_SAMPLES
    return at_visit if scope == FOLLOW_UP else scope in (DATA, ALL)
