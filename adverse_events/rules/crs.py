"""CRS by the ASTCT consensus: one assessment, from what was measured and given in its period."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from adverse_events.rules.span import Span, any_of, exactly, possible, worst
from edc.rule import Rule

RULE = Rule(
    "CRS-ASTCT-2019",
    1,
    "CRS grade of one assessment",
    "Lee DW et al. Biol Blood Marrow Transplant 2019;25:625-638, Table 2 with its footnotes, as reprinted in"
    " PMC8021214 Table 1 and PMC9327779 Table 2",
)

FEVER_FROM_C = Decimal("38.0")
LOW_FLOW_UP_TO_L_MIN = Decimal(6)
DEATH = 5
NEITHER = 1  # fever without hypotension and without hypoxia
VASOPRESSIN = "VASOPRESSIN"
LOW_FLOW, HIGH_FLOW = 2, 3
# A cannula is graded by its flow, whatever it is called; blow-by is low flow in the source, a mask is high flow.
CANNULAS = ("NASAL CANNULA", "HIGH FLOW CANNULA")
GRADE_BY_DEVICE = {
    "NONE": NEITHER, "BLOW-BY": LOW_FLOW, "FACE MASK": HIGH_FLOW, "NON-REBREATHER": HIGH_FLOW,
    "VENTURI MASK": HIGH_FLOW, "CPAP": 4, "BIPAP": 4, "VENTILATOR": 4,
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Pressor:
    """One vasopressor by generic name, with its highest dose in micrograms per kg and minute where it has one."""

    drug: str | None
    dose_ug_kg_min: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class CrsFindings:
    """What is known of one period. None is not recorded; temperature in °C, flow in L/min, FiO2 in percent.

    `crs_before`: CRS was diagnosed at an earlier assessment. `treated`: antipyretic or anticytokine drugs were given
    in this period or earlier. `..._other_cause`: what was found has another cause than CRS.
    """

    temperature_c: Decimal | None = None
    fever_other_cause: bool | None = None
    crs_before: bool = False
    treated: bool | None = None
    hypotension: bool | None = None
    hypotension_other_cause: bool | None = None
    fluid_bolus: bool | None = None
    pressors: tuple[Pressor, ...] = ()
    oxygen_device: str | None = None
    oxygen_flow_l_min: Decimal | None = None
    fio2_percent: int | None = None
    hypoxia_other_cause: bool | None = None
    died_of_crs: bool = False


@dataclass(frozen=True, kw_only=True)
class CrsGraded:
    """The grade of an assessment, and of what it is made. `fever` is one that counts."""

    span: Span
    fever: bool | None
    fever_waived: bool | None
    by_pressure: Span
    by_oxygen: Span


def crs_grade(found: CrsFindings, *, vasopressin_alone_grade: int) -> CrsGraded:
    """CRS grade 0 to 5 of one assessment, by the worse of blood pressure and oxygen.

    Without a fever of 38.0 °C or more that belongs to CRS there is no CRS (0), unless CRS was diagnosed before and
    antipyretic or anticytokine drugs were given: then blood pressure and oxygen alone decide. Organ toxicity never
    changes the grade. Death with CRS as the principal cause is 5. The source leaves vasopressin without any other
    vasopressor open: `vasopressin_alone_grade` is the choice of the protocol.

    Source: Lee DW et al. Biol Blood Marrow Transplant 2019;25:625-638, Table 2 and footnotes (PMC8021214 Table 1).
    """
    fever, waived = fever_of_crs(found), fever_waived(found)
    by_pressure = pressure_grade(found, vasopressin_alone_grade=vasopressin_alone_grade)
    by_oxygen = oxygen_grade(found)
    organs = worst((by_pressure, by_oxygen))
    span = any_of(_graded(hot, exempt, organs) for hot in possible(fever) for exempt in possible(waived))
    return CrsGraded(
        span=exactly(DEATH) if found.died_of_crs else span,
        fever=fever,
        fever_waived=waived,
        by_pressure=by_pressure,
        by_oxygen=by_oxygen,
    )


def fever_of_crs(found: CrsFindings) -> bool | None:
    """Whether there is a temperature of 38.0 °C or more that no other cause explains.

    Source: Lee DW et al. 2019, Table 2: temperature >=38 °C not attributable to any other cause.
    """
    if found.fever_other_cause or (found.temperature_c is not None and found.temperature_c < FEVER_FROM_C):
        return False
    return None if found.temperature_c is None or found.fever_other_cause is None else True


def fever_waived(found: CrsFindings) -> bool | None:
    """Whether fever is no longer asked for: CRS was diagnosed before, and drugs that lower fever were given.

    Source: Lee DW et al. 2019, Table 2, footnote: with antipyretic or anticytokine therapy (tocilizumab, steroids)
    fever is no longer required, and hypotension and hypoxia drive the grade.
    """
    return found.treated if found.crs_before else False


def hypotension_of_crs(found: CrsFindings) -> bool | None:
    """Whether there is hypotension that no other cause explains; None, too, where a vasopressor contradicts a "no".

    Source: Lee DW et al. 2019, Table 2, footnote: hypotension or hypoxia not attributable to any other cause.
    """
    contradicts = found.hypotension is False and bool(found.pressors)
    if found.hypotension_other_cause or (found.hypotension is False and not contradicts):
        return False
    return None if found.hypotension_other_cause is None or not found.hypotension else True


def pressure_grade(found: CrsFindings, *, vasopressin_alone_grade: int) -> Span:
    """1 without hypotension, 2 without vasopressor, 3 with one, 4 with several; vasopressin is not counted to several.

    Drugs given one after the other within the period count together (our reading).

    Source: Lee DW et al. 2019, Table 2: a vasopressor with or without vasopressin; multiple vasopressors (excluding
    vasopressin).
    """
    treated = _by_pressors([pressor.drug for pressor in found.pressors], vasopressin_alone_grade)
    return any_of(treated if counts else exactly(NEITHER) for counts in possible(hypotension_of_crs(found)))


def oxygen_grade(found: CrsFindings) -> Span:
    """1 without oxygen, 2 low flow up to 6 L/min or blow-by, 3 high flow or mask, 4 positive pressure.

    Oxygen or ventilation for another cause (airway protection, a procedure) does not count.

    Source: Lee DW et al. 2019, Table 2 and footnote: low flow is <=6 L/min, high flow >6 L/min.
    """
    device = _by_device(found.oxygen_device, found.oxygen_flow_l_min)
    return any_of(exactly(NEITHER) if other else device for other in possible(found.hypoxia_other_cause))


def _graded(fever: bool, waived: bool, organs: Span) -> Span:
    if fever:
        return organs
    if not waived:
        return exactly(0)
    low, high = (grade if grade > NEITHER else 0 for grade in (organs.low, organs.high))
    return Span(low, high)


def _by_pressors(drugs: Collection[str | None], vasopressin_alone_grade: int) -> Span:
    if None in drugs:  # a row without its drug is vasopressin, or another one
        named = {drug for drug in drugs if drug}
        return any_of(_by_pressors({*named, drug}, vasopressin_alone_grade) for drug in (VASOPRESSIN, "another"))
    counted = set(drugs) - {VASOPRESSIN}
    if not counted:
        return exactly(vasopressin_alone_grade if drugs else 2)
    return exactly(3 if len(counted) == 1 else 4)


def _by_device(device: str | None, flow_l_min: Decimal | None) -> Span:
    if device is None:
        return Span(NEITHER, 4)
    if device not in CANNULAS:
        return exactly(GRADE_BY_DEVICE[device])
    if flow_l_min is None:
        return Span(LOW_FLOW, HIGH_FLOW)
    return exactly(LOW_FLOW if flow_l_min <= LOW_FLOW_UP_TO_L_MIN else HIGH_FLOW)
