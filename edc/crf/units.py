"""Units as a person reads them. Declarations and exports hold UCUM; screens show what stands on a laboratory slip."""

import re

from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

PRINTED = {"Cel": "°C", "mm[Hg]": "mmHg", "m[IU]": "mIU", "{copies}": "copies", "m2": "m²"}
POWERS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
TEN_TO_THE = re.compile(r"10\*(\d+)")
MICRO = re.compile(r"\bu(?=[a-zA-Z])")


def printed(unit: str) -> str:
    """`10*6/kg` as 10⁶/kg, `Cel` as °C, `ug` as µg, `a` as years; "" where there is no unit ("1")."""
    if unit in ("", "1"):
        return ""
    words = {
        "a": _("years"), "d": ngettext("day", "days", 2), "wk": _("weeks"), "U": _("units"),
        "{copies}/ug": _("copies/µg"),
    }  # fmt: skip
    if unit in words:
        return str(words[unit])
    for code, sign in PRINTED.items():
        unit = unit.replace(code, sign)
    return MICRO.sub("µ", TEN_TO_THE.sub(lambda match: f"10{match[1].translate(POWERS)}", unit))


printed_lazy = lazy(printed, str)
"""The same, in the language of whoever reads the text that it becomes part of."""
