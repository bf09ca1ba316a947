"""Doses of drugs by body surface: what the plan means in mg, and what was given of it."""

from decimal import Decimal

from edc.rule import Rule

RULE = Rule("DRUG-DOSE", 1, "Drug dose by body surface", "Arithmetic; body surface by Mosteller 1987")
TO_TENTHS = Decimal("0.1")


def planned_mg(*, mg_per_m2: Decimal, surface_m2: Decimal) -> Decimal:
    """The dose in mg that a plan per m2 means at a body surface, to tenths.

    Source: arithmetic.
    """
    return (mg_per_m2 * surface_m2).quantize(TO_TENTHS)


def percent_of_plan(*, dose_mg: Decimal, mg_per_m2: Decimal, surface_m2: Decimal) -> Decimal | None:
    """What was given as a share of the plan, in % to tenths; None where plan or surface is nothing.

    Source: arithmetic.
    """
    planned = mg_per_m2 * surface_m2
    return (100 * dose_mg / planned).quantize(TO_TENTHS) if planned > 0 else None
