"""Low blood pressure by age."""

from edc.rule import Rule

RULE = Rule(
    "HYPOTENSION-AGE",
    1,
    "Low systolic pressure for the age",
    "Mahadeo KM et al. Nat Rev Clin Oncol 2019;16:45-63, Table 2",
)


def systolic_threshold_mmhg(*, age_years: int) -> int | None:
    """Systolic pressure in mmHg below which a patient is hypotensive; None under 1 year, which the source leaves open.

    From 1 to 10 years 70 + 2 x age, above 10 years 90; age in completed years.

    Source: Mahadeo KM et al. Nat Rev Clin Oncol 2019;16:45-63, Table 2.
    """
    if age_years < 1:
        return None
    return 70 + 2 * age_years if age_years <= 10 else 90


def is_hypotensive(*, systolic_mmhg: int, age_years: int) -> bool | None:
    """Whether a systolic pressure lies below the threshold of the age; None where the source gives no threshold.

    Source: Mahadeo KM et al. Nat Rev Clin Oncol 2019;16:45-63, Table 2.
    """
    threshold = systolic_threshold_mmhg(age_years=age_years)
    return None if threshold is None else systolic_mmhg < threshold
