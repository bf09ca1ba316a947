"""Scores behind the neurotoxicity grade. A gap is not a zero: without every answer there is no score."""

from collections.abc import Sequence

from edc.rule import Rule

RULE_ICE = Rule(
    "ICE-2019",
    1,
    "ICE score",
    "Lee DW et al. Biol Blood Marrow Transplant 2019;25:625-638, Table 4 (PMC9327779 Table 2)",
)
RULE_CAPD = Rule(
    "CAPD-2014", 1, "CAPD score and its change from baseline", "Traube C et al. Crit Care Med 2014;42:656-663"
)

OLDEST_CAPD_YEARS = 11
DEEP_SEDATION_RASS = -4
REVERSED_ITEMS = 4
HIGHEST_ANSWER = 4


def ice_total(points: Sequence[int | None]) -> int | None:
    """ICE score, 0 to 10: year, month, city, hospital, command, sentence and counting 1 point each, objects up to 3.

    Source: Lee DW et al. Biol Blood Marrow Transplant 2019;25:625-638, Table 4.
    """
    known = [each for each in points if each is not None]
    return sum(known) if len(known) == len(points) else None


def capd_total(answers: Sequence[int | None]) -> int | None:
    """CAPD score, 0 to 32, from eight answers, 0 for never to 4 for always; the first four count the other way round.

    Source: Traube C et al. Crit Care Med 2014;42:656-663.
    """
    known = [each for each in answers if each is not None]
    if len(known) < len(answers):
        return None
    reversed_ones, direct_ones = known[:REVERSED_ITEMS], known[REVERSED_ITEMS:]
    return sum(HIGHEST_ANSWER - each for each in reversed_ones) + sum(direct_ones)


def capd_change(*, score: int | None, baseline: int | None) -> int | None:
    """Points above the score before the infusion, negative below it; None while one of the two is missing.

    In 60 % of children with ICANS the score had changed 24 to 72 hours before.

    Source: Brown BD et al. Front Oncol 2021;11:634445.
    """
    return None if score is None or baseline is None else score - baseline


def capd_fits(*, age_years: int, developmental_delay: bool) -> bool:
    """Whether the CAPD is the tool: under 12 years, or later with developmental delay; else it is the ICE.

    Source: Lee DW et al. Biol Blood Marrow Transplant 2019;25:625-638, Table 5.
    """
    return age_years <= OLDEST_CAPD_YEARS or developmental_delay
