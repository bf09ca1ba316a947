"""Which laboratory values are believable. A slip of unit or decimal point lies outside; a very ill patient inside."""

from decimal import Decimal

# Test (LBTESTCD) -> UCUM unit -> lowest and highest believable value. Wide enough for leukaemia at presentation and
# for a severe cytokine release syndrome; to be confirmed by the laboratory of each site.
BELIEVABLE: dict[str, dict[str, tuple[str, str]]] = {
    "WBC": {"10*9/L": ("0", "1000")},
    "NEUT": {"10*9/L": ("0", "200")},
    "LYM": {"10*9/L": ("0", "900")},
    "HGB": {"g/L": ("20", "250"), "g/dL": ("2", "25")},
    "PLAT": {"10*9/L": ("0", "2000")},
    "BLASTLE": {"%": ("0", "100")},
    "ALT": {"U/L": ("1", "20000")},
    "AST": {"U/L": ("1", "20000")},
    "BILI": {"umol/L": ("0.5", "1000"), "mg/dL": ("0.03", "60")},
    "BILDIR": {"umol/L": ("0", "800"), "mg/dL": ("0", "48")},
    "ALP": {"U/L": ("5", "5000")},
    "GGT": {"U/L": ("1", "5000")},
    "LDH": {"U/L": ("30", "50000")},
    "CREAT": {"umol/L": ("5", "2000"), "mg/dL": ("0.05", "23")},
    "UREA": {"mmol/L": ("0.3", "100")},
    "K": {"mmol/L": ("1", "12")},
    "SODIUM": {"mmol/L": ("95", "200")},
    "CA": {"mmol/L": ("0.5", "6"), "mg/dL": ("2", "24")},
    "MG": {"mmol/L": ("0.1", "6")},
    "PHOS": {"mmol/L": ("0.05", "10")},
    "GLUC": {"mmol/L": ("0.3", "80"), "mg/dL": ("5", "1450")},
    "ALB": {"g/L": ("8", "70"), "g/dL": ("0.8", "7")},
    "CK": {"U/L": ("2", "200000")},
    "TRIG": {"mmol/L": ("0.1", "60"), "mg/dL": ("9", "5300")},
    "INR": {"1": ("0.5", "20")},
    "APTT": {"s": ("10", "300")},
    "FIBRINO": {"g/L": ("0.1", "15"), "mg/dL": ("10", "1500")},
    "DDIMER": {"mg/L": ("0", "200"), "ug/L": ("0", "200000"), "ng/mL": ("0", "200000")},
    "CRP": {"mg/L": ("0", "700"), "mg/dL": ("0", "70")},
    "FERRITIN": {"ug/L": ("1", "500000"), "ng/mL": ("1", "500000")},
    "INTLK6": {"pg/mL": ("0", "1000000")},
    "PCT": {"ng/mL": ("0", "1000"), "ug/L": ("0", "1000")},
}  # fmt: skip


def usual_units(test: str) -> tuple[str, ...]:
    """UCUM units in which a test is reported; empty for a test that the table does not know.

    Source: units of this project's table, to be confirmed by each site's laboratory.
    """
    return tuple(BELIEVABLE.get(test, {}))


def believable_range(*, test: str, unit: str) -> tuple[Decimal, Decimal] | None:
    """Lowest and highest believable value of a test in a UCUM unit, both included; None where the table has none.

    Source: limits of this project, to be confirmed by each site's laboratory; no publication rules them.
    """
    limits = BELIEVABLE.get(test, {}).get(unit)
    return (Decimal(limits[0]), Decimal(limits[1])) if limits else None
