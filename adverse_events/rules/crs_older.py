"""CRS by the scales before the ASTCT consensus, for comparison with other studies. Never mixed with it or each other.

Both read the organs, which the consensus leaves out. Secondary tables were read, not the two papers; what "high dose"
of a vasopressor means is quoted from memory.
"""

from dataclasses import dataclass
from decimal import Decimal

from adverse_events.rules.crs import VASOPRESSIN, CrsFindings, Pressor, fever_of_crs, hypotension_of_crs
from adverse_events.rules.span import Span, any_of, exactly, possible, worst
from edc.rule import Rule

RULE_LEE = Rule(
    "CRS-LEE-2014", 1, "CRS grade of one assessment, Lee 2014",
    "Lee DW et al. Blood 2014;124:188-195, as compared in PMC7006459 Table 2 and ashpublications.com view-large"
    " 9593269 Table 1; high doses from memory",
    is_confirmed=False,
)  # fmt: skip
RULE_PENN = Rule(
    "CRS-PENN", 1, "CRS grade of one assessment, Penn",
    "Porter DL et al. J Hematol Oncol 2018;11:35, as compared in PMC9368621 Table 1, PMC7006459 Table 2 and"
    " s13045-018-0653-x Table 1; high doses from memory",
    is_confirmed=False,
)  # fmt: skip

ADULT_FROM_YEARS = 18
DEATH = 5
VENTILATOR = "VENTILATOR"
MUCH_OXYGEN_FROM_PERCENT = 40
# MSD Manual, modified Marshall score: 4 L/min is an FiO2 of 30 %, 6 to 8 L/min of 40 %, where nobody is ventilated.
MUCH_OXYGEN_FROM_L_MIN = 6
FLOW_TELLS = ("NASAL CANNULA", "HIGH FLOW CANNULA", "FACE MASK")
# Micrograms a minute of noradrenaline, or of what equals it, in an adult; with vasopressin, half as much.
HIGH_UG_MIN, HIGH_WITH_VASOPRESSIN_UG_MIN = Decimal(20), Decimal(10)
HIGH_ALONE_UG_MIN = {"NOREPINEPHRINE": Decimal(20), "EPINEPHRINE": Decimal(10), "PHENYLEPHRINE": Decimal(200)}
HIGH_DOPAMINE_UG_KG_MIN = Decimal(10)
EQUALS_NORADRENALINE = {"NOREPINEPHRINE": Decimal(1), "EPINEPHRINE": Decimal(1), "PHENYLEPHRINE": Decimal("0.1")}
DOPAMINE_EQUALS = Decimal("0.5")  # of the dose in micrograms per kg and minute
LEE_BY_TRANSAMINASES = {0: 0, 1: 1, 2: 2, 3: 3, 4: 3}
PENN_BY_TRANSAMINASES = {0: 0, 1: 1, 2: 1, 3: 2, 4: 3}


@dataclass(frozen=True, kw_only=True)
class Organs:
    """What the older scales ask for beyond the findings of CRS. CTCAE grades 0 to 4 of toxicity that CRS caused.

    `other_grade` is the highest of all organs apart from the transaminases. `in_hospital`: CRS itself needs the
    hospital or intravenous treatment. `coagulation_given`: plasma, cryoprecipitate or fibrinogen was given.
    """

    other_grade: int | None = None
    transaminase_grade: int | None = None
    in_hospital: bool | None = None
    coagulation_given: bool | None = None


def lee_2014_grade(found: CrsFindings, *, organs: Organs, age_years: int | None, weight_kg: Decimal | None) -> Span:
    """CRS grade 0 to 5: fever 1; less than 40 % oxygen, fluids or one low-dose vasopressor 2; more of each 3.

    A ventilator is 4; so is organ toxicity of grade 4, except that of transaminases, which is 3. Symptoms other than
    fever are not collected: a day without fever, hypotension, oxygen and organ toxicity counts as 0, and organ
    toxicity that is left open on a day without the other three counts as none (our readings).

    Source: Lee DW et al. Blood 2014;124:188-195 (PMC7006459 Table 2; ashpublications.com view-large 9593269).
    """
    if found.died_of_crs:
        return exactly(DEATH)
    high = high_dose(found.pressors, age_years=age_years, weight_kg=weight_kg)
    several = len({pressor.drug for pressor in found.pressors}) > 1
    pressors = exactly(3) if several else any_of(exactly(3 if much else 2) for much in possible(high))
    signs = worst((_fever(found), _pressure(found, pressors), _oxygen(found, _lee_oxygen(found))))
    return worst((signs, _organ_toxicity(organs, LEE_BY_TRANSAMINASES, quiet=signs == exactly(0))))


def penn_grade(found: CrsFindings, *, organs: Organs, age_years: int | None, weight_kg: Decimal | None) -> Span:
    """CRS grade 0 to 5: mild 1; in hospital for CRS, or some organ dysfunction, 2; any oxygen, fluids for the blood
    pressure, low-dose vasopressors or coagulation factors 3; high-dose vasopressors or a ventilator 4.

    CPAP and BiPAP are oxygen here. Hypotension that needs no treatment is 2. Organ toxicity of grade 4 other than of
    transaminases counts as life-threatening, 4 (our reading).

    Source: Porter DL et al. J Hematol Oncol 2018;11:35 (PMC9368621 Table 1; s13045-018-0653-x Table 1).
    """
    if found.died_of_crs:
        return exactly(DEATH)
    high = high_dose(found.pressors, age_years=age_years, weight_kg=weight_kg)
    by_pressors = any_of(exactly(4 if much else 3) for much in possible(high))
    by_fluids = any_of(exactly(3 if given else 2) for given in possible(found.fluid_bolus))
    treated = by_pressors if found.pressors else by_fluids
    signs = worst((_fever(found), _pressure(found, treated), _oxygen(found, _penn_oxygen(found))))
    quiet = signs == exactly(0)
    stays = False if quiet and organs.in_hospital is None else organs.in_hospital
    return worst(
        (
            signs,
            _organ_toxicity(organs, PENN_BY_TRANSAMINASES, quiet=quiet),
            any_of(exactly(2 if each else 0) for each in possible(stays)),
            any_of(exactly(3 if each else 0) for each in possible(organs.coagulation_given)),
        )
    )


def high_dose(pressors: tuple[Pressor, ...], *, age_years: int | None, weight_kg: Decimal | None) -> bool | None:
    """Whether the vasopressors together are a high dose; None for children, for whom the source has no doses.

    Noradrenaline 20, adrenaline 10, phenylephrine 200 micrograms a minute or dopamine 10 micrograms per kg and minute,
    each alone; together as much as equals 20 of noradrenaline, with vasopressin 10. The form holds the highest dose,
    not how long it ran, so the 3 hours of the source are not asked for.

    Source: Lee DW et al. Blood 2014;124:188-195, Table 3 (from memory).
    """
    if not pressors:
        return False
    if age_years is None or age_years < ADULT_FROM_YEARS or weight_kg is None:
        return None
    others = [pressor for pressor in pressors if pressor.drug != VASOPRESSIN]
    if len(pressors) == 1 and others and others[0].dose_ug_kg_min is not None:
        return _high_alone(others[0].drug, others[0].dose_ug_kg_min, weight_kg)
    equal_to = [_as_noradrenaline_ug_min(pressor, weight_kg) for pressor in others]
    known = [dose for dose in equal_to if dose is not None]
    limit = HIGH_UG_MIN if len(others) == len(pressors) else HIGH_WITH_VASOPRESSIN_UG_MIN
    if sum(known) >= limit:
        return True
    return False if len(known) == len(equal_to) else None


def _high_alone(drug: str | None, dose_ug_kg_min: Decimal, weight_kg: Decimal) -> bool | None:
    if drug == "DOPAMINE":
        return dose_ug_kg_min >= HIGH_DOPAMINE_UG_KG_MIN
    limit = HIGH_ALONE_UG_MIN.get(drug or "")
    return None if limit is None else dose_ug_kg_min * weight_kg >= limit


def _as_noradrenaline_ug_min(pressor: Pressor, weight_kg: Decimal) -> Decimal | None:
    if pressor.dose_ug_kg_min is None:
        return None
    if pressor.drug == "DOPAMINE":
        return pressor.dose_ug_kg_min * DOPAMINE_EQUALS
    share = EQUALS_NORADRENALINE.get(pressor.drug or "")
    return None if share is None else pressor.dose_ug_kg_min * weight_kg * share


def _fever(found: CrsFindings) -> Span:
    return any_of(exactly(1 if fever else 0) for fever in possible(fever_of_crs(found)))


def _pressure(found: CrsFindings, treated: Span) -> Span:
    return any_of(treated if counts else exactly(0) for counts in possible(hypotension_of_crs(found)))


def _oxygen(found: CrsFindings, given: Span) -> Span:
    return any_of(exactly(0) if other else given for other in possible(found.hypoxia_other_cause))


def _lee_oxygen(found: CrsFindings) -> Span:
    if found.oxygen_device is None:
        return Span(0, 4)
    if found.oxygen_device in ("NONE", VENTILATOR):
        return exactly(4 if found.oxygen_device == VENTILATOR else 0)
    if found.fio2_percent is not None:
        return exactly(3 if found.fio2_percent >= MUCH_OXYGEN_FROM_PERCENT else 2)
    if found.oxygen_flow_l_min is not None and found.oxygen_device in FLOW_TELLS:
        return exactly(3 if found.oxygen_flow_l_min >= MUCH_OXYGEN_FROM_L_MIN else 2)
    return Span(2, 3)


def _penn_oxygen(found: CrsFindings) -> Span:
    if found.oxygen_device is None:
        return Span(0, 4)
    return exactly({"NONE": 0, VENTILATOR: 4}.get(found.oxygen_device, 3))


def _organ_toxicity(organs: Organs, by_transaminases: dict[int, int], *, quiet: bool) -> Span:
    """The worse of transaminases and other organs; what is left open on a quiet day counts as none."""
    highest = 0 if quiet else max(by_transaminases.values())
    liver, others = organs.transaminase_grade, organs.other_grade
    return worst(
        (
            Span(0, highest) if liver is None else exactly(by_transaminases[liver]),
            Span(0, 0 if quiet else 4) if others is None else exactly(others),
        )
    )
