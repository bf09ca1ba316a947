"""Whether results of release tests meet their specifications, and what that makes of a batch."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from edc.rule import Rule

RULE = Rule(
    "RELEASE",
    1,
    "Product release against the protocol and the certificate",
    "Specification of the protocol and of the certificate of analysis, each as it is written",
)

LIMIT = re.compile(r"\s*(>=|<=|≥|≤|>|<)\s*(\d+(?:\.\d+)?)\D*")
NUMBER = re.compile(r"\s*(\d+(?:\.\d+)?)\D*")


def meets(*, specification: str, result: str) -> bool | None:
    """`">= 70"` against `"82.5"`; None where either is in words ("no growth", "70 to 90").

    Source: the comparison as written; the specification itself is that of the certificate.
    """
    limit, value = LIMIT.fullmatch(specification), number_in(result)
    if limit is None or value is None:
        return None
    sign, bound = limit[1].replace("≥", ">=").replace("≤", "<="), Decimal(limit[2])
    return {">=": value >= bound, "<=": value <= bound, ">": value > bound, "<": value < bound}[sign]


def number_in(result: str) -> Decimal | None:
    """The number at the beginning of a result as printed, `"82.5 %"`; None for words.

    Source: the certificate as it is written.
    """
    number = NUMBER.fullmatch(result)
    return Decimal(number[1]) if number else None


class Release(StrEnum):
    """What all tests together make of a batch."""

    MEETS = "MEETS"
    OUT = "OUT OF SPECIFICATION"
    CANNOT_DECIDE = "CANNOT DECIDE"


@dataclass(frozen=True, kw_only=True)
class CertificateLine:
    """One test of the certificate: its own specification and result as printed, its own verdict (None: awaited)."""

    test: str
    specification: str = ""
    result: str = ""
    passed: bool | None = None


@dataclass(frozen=True, kw_only=True)
class BatchRelease:
    """The verdict on a batch, the tests that failed, and those that are still unknown."""

    verdict: Release
    failed: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def passes(tested: CertificateLine, *, protocol_specification: str = "") -> bool | None:
    """Whether a test meets both specifications, where its own verdict does not already say that it fails.

    A comparison in numbers outranks a "pass" on the certificate. In words ("no growth") only the certificate's verdict
    counts. None while there is neither.

    Source: the stricter of two specifications decides; a rule of this project.
    """
    by_number = [
        meets(specification=specification, result=tested.result)
        for specification in (tested.specification, protocol_specification)
    ]
    if tested.passed is False or False in by_number:
        return False
    return True if True in by_number else tested.passed


def batch_release(tests: Sequence[CertificateLine], *, protocol: Mapping[str, str]) -> BatchRelease:
    """Out of specification by one failed test; meets it when every test of the certificate and protocol passes.

    `protocol` is test -> specification. A test that the protocol names and the certificate lacks is unknown, and so is
    a batch with an unknown test: it cannot be decided.

    Source: the specification of the protocol; a rule of this project.
    """
    outcomes = [(tested.test, passes(tested, protocol_specification=protocol.get(tested.test, ""))) for tested in tests]
    outcomes += [(test, None) for test in protocol if test not in {tested.test for tested in tests}]
    failed = tuple(dict.fromkeys(test for test, outcome in outcomes if outcome is False))
    unknown = tuple(dict.fromkeys(test for test, outcome in outcomes if outcome is None))
    if failed:
        return BatchRelease(verdict=Release.OUT, failed=failed, unknown=unknown)
    return BatchRelease(verdict=Release.CANNOT_DECIDE if unknown or not outcomes else Release.MEETS, unknown=unknown)
