"""Who must sign before anything is done with a participant, and whether consent holds on a day."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from edc.rule import Rule
from patients.rules.age import age_in_years
from patients.rules.reconsent import birthday_at
from patients.rules.withdrawal import ALL, DATA, Withdrawal

RULE = Rule(
    "CONSENT",
    1,
    "Consent on a day",
    "Civil Code of China, art. 19; GCP 2020 (NMPA and NHC notice 2020 No. 57), art. 23",
)


@dataclass(frozen=True)
class Signatures:
    """The signatures needed at one age."""

    guardian: bool
    participant: bool


def signatures_needed(*, age_years: int, assent_from_age: int, adult_from_age: int) -> Signatures:
    """Below `assent_from_age` the guardian signs; from then on both; from `adult_from_age` the participant alone.

    Ages are completed years on the day of signing, the birthday included. A child below `assent_from_age` who can
    understand is asked as well: see `refusal_prevails`.

    Source: Civil Code of China, art. 19 (8 years), and GCP 2020 (NMPA and NHC notice 2020 No. 57), art. 23.
    """
    return Signatures(guardian=age_years < adult_from_age, participant=age_years >= assent_from_age)


def refusal_prevails(*, refused: bool, capable: bool) -> bool:
    """Whether the participant's own refusal stops enrolment, whatever the guardian signed.

    Source: GCP 2020, art. 23: a child who can decide about taking part consents too, and a refusal is respected.
    """
    return refused and capable


class Consent(StrEnum):
    """How consent stands on a day. Two of these allow what the trial asks for: VALID and OLD_VERSION."""

    VALID = "valid"
    OLD_VERSION = "old version"
    UNKNOWN = "unknown"
    NONE = "none"
    REFUSED = "refused"
    GUARDIAN_MISSING = "guardian missing"
    PARTICIPANT_MISSING = "participant missing"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class Signing:
    """One signing: the days of both signatures (None: not signed) and the version of the document."""

    guardian_on: dt.date | None
    participant_on: dt.date | None
    version: str = ""


@dataclass(frozen=True, kw_only=True)
class ConsentStatus:
    """How consent stands on a day; `since` is the day that decides: of a birthday or of a withdrawal."""

    state: Consent
    since: dt.date | None = None

    @property
    def is_valid(self) -> bool | None:
        """Whether a procedure of the trial may be done; None while it cannot be known."""
        return None if self.state == Consent.UNKNOWN else self.state in (Consent.VALID, Consent.OLD_VERSION)


def consent_on(
    day: dt.date,
    *,
    signings: Sequence[Signing],
    refused: bool,
    withdrawals: Sequence[Withdrawal],
    born: dt.date | None,
    assent_from_age: int,
    adult_from_age: int,
    versions_in_use: Collection[str] = (),
) -> ConsentStatus:
    """Whether consent holds on a day, from all signatures up to and including it.

    The age on that day says who must have signed. A signature counts for the age at which it was given: the birthday
    of assent or of majority asks for a new one of the participant, from that day on. `withdrawals` are those in force;
    the day of a withdrawal itself is still covered. A withdrawal of samples or of visits alone leaves consent valid
    for the rest: what it forbids says `forbidden_by`. A signature under a document that is no longer in use holds
    until consent is asked again.

    Source: Civil Code of China, art. 19 (8 and 18 years), and GCP 2020, art. 23 (guardian and child sign; a refusal
    is respected; consent can be withdrawn). That a signature does not outlast the birthday is this project's reading.
    """
    if refused:
        return ConsentStatus(state=Consent.REFUSED)
    ended = [each.on for each in withdrawals if each.scope in (ALL, DATA) and each.on < day]
    if ended:
        return ConsentStatus(state=Consent.WITHDRAWN, since=min(ended))
    held = [_until(day, signing) for signing in signings]
    signed = [each for each in held if each.guardian_on or each.participant_on]
    if not signed:
        return ConsentStatus(state=Consent.NONE)
    if born is None:
        return ConsentStatus(state=Consent.UNKNOWN)
    lacking = _lacking(signed, day=day, born=born, assent_from_age=assent_from_age, adult_from_age=adult_from_age)
    return lacking or _by_version(signed, versions_in_use)


def _until(day: dt.date, signing: Signing) -> Signing:
    """The signing as it stood at the end of a day."""
    guardian, participant = signing.guardian_on, signing.participant_on
    return Signing(
        guardian_on=guardian if guardian and guardian <= day else None,
        participant_on=participant if participant and participant <= day else None,
        version=signing.version,
    )


def _lacking(
    signed: Sequence[Signing], *, day: dt.date, born: dt.date, assent_from_age: int, adult_from_age: int
) -> ConsentStatus | None:
    """The signature that the age on the day asks for and that is not there; None where both are."""
    age = age_in_years(born=born, on=day)
    needed = signatures_needed(age_years=age, assent_from_age=assent_from_age, adult_from_age=adult_from_age)
    if needed.guardian and not any(each.guardian_on for each in signed):
        return ConsentStatus(state=Consent.GUARDIAN_MISSING)
    if not needed.participant:
        return None
    reached = adult_from_age if age >= adult_from_age else assent_from_age
    birthday = birthday_at(born=born, age_years=reached)
    if any(each.participant_on and each.participant_on >= birthday for each in signed):
        return None
    return ConsentStatus(state=Consent.PARTICIPANT_MISSING, since=birthday)


def _by_version(signed: Sequence[Signing], versions_in_use: Collection[str]) -> ConsentStatus:
    newest = max(signed, key=lambda each: max(day for day in (each.guardian_on, each.participant_on) if day))
    old = bool(newest.version and versions_in_use and newest.version not in versions_in_use)
    return ConsentStatus(state=Consent.OLD_VERSION if old else Consent.VALID)
