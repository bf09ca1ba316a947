"""Who must sign before anything is done with a participant."""

from dataclasses import dataclass


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
