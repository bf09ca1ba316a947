"""Laboratory units. A value is kept as reported; what is compared or exported is converted by this table."""

from decimal import Decimal

# Molar masses in g/mol: bilirubin C33H36N4O6, creatinine C4H7N3O, glucose C6H12O6, calcium, and triolein C57H104O6
# for triglycerides, as is usual.
BILIRUBIN, CREATININE, GLUCOSE, CALCIUM, TRIOLEIN = (
    Decimal(mass) for mass in ("584.673", "113.120", "180.156", "40.078", "885.453")
)
UMOL_PER_MMOL = 1000
DL_PER_L = 10

ONE = Decimal(1)
TEN = Decimal(10)
HUNDREDTH = Decimal("0.01")


def _umol_per_mg_dl(molar_mass: Decimal) -> Decimal:
    return UMOL_PER_MMOL * DL_PER_L / molar_mass


def _mmol_per_mg_dl(molar_mass: Decimal) -> Decimal:
    return DL_PER_L / molar_mass


# Test (LBTESTCD) -> UCUM unit -> how many standard units one of it is. The first unit is the standard one (SI).
IN_STANDARD_UNITS: dict[str, dict[str, Decimal]] = {
    "WBC": {"10*9/L": ONE},
    "NEUT": {"10*9/L": ONE},
    "LYM": {"10*9/L": ONE},
    "HGB": {"g/L": ONE, "g/dL": TEN},
    "PLAT": {"10*9/L": ONE},
    "BLASTLE": {"%": ONE},
    "ALT": {"U/L": ONE},
    "AST": {"U/L": ONE},
    "BILI": {"umol/L": ONE, "mg/dL": _umol_per_mg_dl(BILIRUBIN)},
    "BILDIR": {"umol/L": ONE, "mg/dL": _umol_per_mg_dl(BILIRUBIN)},
    "ALP": {"U/L": ONE},
    "GGT": {"U/L": ONE},
    "LDH": {"U/L": ONE},
    "CREAT": {"umol/L": ONE, "mg/dL": _umol_per_mg_dl(CREATININE)},
    "UREA": {"mmol/L": ONE},
    "K": {"mmol/L": ONE},
    "SODIUM": {"mmol/L": ONE},
    "CA": {"mmol/L": ONE, "mg/dL": _mmol_per_mg_dl(CALCIUM)},
    "MG": {"mmol/L": ONE},
    "PHOS": {"mmol/L": ONE},
    "GLUC": {"mmol/L": ONE, "mg/dL": _mmol_per_mg_dl(GLUCOSE)},
    "ALB": {"g/L": ONE, "g/dL": TEN},
    "CK": {"U/L": ONE},
    "TRIG": {"mmol/L": ONE, "mg/dL": _mmol_per_mg_dl(TRIOLEIN)},
    "INR": {"1": ONE},
    "APTT": {"s": ONE},
    "FIBRINO": {"g/L": ONE, "mg/dL": HUNDREDTH},
    "DDIMER": {"mg/L": ONE, "ug/L": Decimal("0.001"), "ng/mL": Decimal("0.001")},
    "CRP": {"mg/L": ONE, "mg/dL": TEN},
    "FERRITIN": {"ug/L": ONE, "ng/mL": ONE},
    "INTLK6": {"pg/mL": ONE},
    "PCT": {"ng/mL": ONE, "ug/L": ONE},
}


def standard_unit(*, test: str) -> str | None:
    """UCUM unit into which a test is converted; None for a test that the table does not know.

    Source: SI units as the laboratories of the trial's country report them; a convention of this project.
    """
    return next(iter(IN_STANDARD_UNITS.get(test, {})), None)


def convert(*, value: Decimal, test: str, from_unit: str, to_unit: str) -> Decimal | None:
    """A value of a test in another UCUM unit; None where the table does not know one of the units for this test.

    A value that already has the unit comes back as it is. Nothing is rounded.

    Source: molar masses from the IUPAC abridged standard atomic weights (2021); they give the factors in common use,
    JAMA instructions for authors, SI conversion: bilirubin 17.1, creatinine 88.4, glucose 0.0555, calcium 0.25,
    triglycerides 0.0113.
    """
    known = IN_STANDARD_UNITS.get(test, {})
    if from_unit not in known or to_unit not in known:
        return None
    if known[from_unit] == known[to_unit]:
        return value
    return value * known[from_unit] / known[to_unit]
