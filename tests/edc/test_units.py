"""Units on screens: the signs of a laboratory slip for the UCUM codes of the declarations (ucum.org, tables 1 to 3)."""

import pytest

from edc.crf.units import printed


@pytest.mark.parametrize(
    ("ucum", "sign"),
    [
        ("Cel", "°C"),
        ("mm[Hg]", "mmHg"),
        ("10*6/kg", "10⁶/kg"),
        ("10*12/L", "10¹²/L"),
        ("ug/kg/min", "µg/kg/min"),
        ("umol/L", "µmol/L"),
        ("/uL", "/µL"),
        ("m[IU]/kg/min", "mIU/kg/min"),
        ("{copies}/ug", "copies/µg"),
        ("mg/m2", "mg/m²"),
        ("%", "%"),
        ("1", ""),
    ],
)
def test_a_unit_reads_as_it_is_printed(ucum, sign):
    assert printed(ucum) == sign
