"""What the answers to the criteria say about taking part. The conclusion stays the investigator's."""

from collections.abc import Collection, Mapping


def criteria_not_met(
    *,
    answers: Mapping[str, bool],
    inclusion: Collection[str],
    exclusion: Collection[str],
    waived: Collection[str] = (),
) -> tuple[str, ...]:
    """Codes that speak against taking part: an inclusion criterion answered no, an exclusion criterion answered yes.

    An unanswered criterion decides nothing and is not among them, nor is one that was waived with approval.

    Source: NCT05270772, eligibility criteria: all inclusion criteria hold, and no exclusion criterion does.
    """
    failed = [code for code in inclusion if answers.get(code) is False]
    failed += [code for code in exclusion if answers.get(code) is True]
    return tuple(code for code in failed if code not in waived)


def within_age_limits(*, age_years: int, age_from: int | None, age_under: int | None) -> bool:
    """Whether completed years at consent are allowed: `age_from` is in, the birthday of `age_under` is out.

    Source: NCT05270772, "under the age of 25".
    """
    return (age_from is None or age_years >= age_from) and (age_under is None or age_years < age_under)
