"""Where an item goes in SDTM, or why it goes nowhere."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SdtmTarget:
    """One SDTM destination (SDTMIG 3.4), e.g. DM.BRTHDTC, or VS.VSORRES where VSTESTCD = WEIGHT.

    `reason` is set instead of a destination when the item is not submitted.
    """

    domain: str = ""
    variable: str = ""
    testcd: str = ""
    qnam: str = ""
    reason: str = ""

    def __str__(self) -> str:
        if self.reason:
            return f"[NOT SUBMITTED] {self.reason}"
        if self.qnam:
            return f"SUPP{self.domain}.QVAL where QNAM = {self.qnam}"
        if self.testcd:
            return f"{self.domain}.{self.variable} where {self.domain}TESTCD = {self.testcd}"
        return f"{self.domain}.{self.variable}"


def variable(name: str) -> SdtmTarget:
    """A plain variable: `variable("DM.BRTHDTC")`."""
    domain, _, column = name.partition(".")
    if not column:
        raise ValueError(f"{name!r}: write it as DOMAIN.VARIABLE")
    return SdtmTarget(domain=domain, variable=column)


def result_of(domain: str, testcd: str) -> SdtmTarget:
    """The original result of a test in a findings domain: `result_of("VS", "WEIGHT")`."""
    return SdtmTarget(domain=domain, variable=f"{domain}ORRES", testcd=testcd)


def supplemental(domain: str, qnam: str) -> SdtmTarget:
    """A supplemental qualifier: `supplemental("AE", "AEDLT")`."""
    return SdtmTarget(domain=domain, variable="QVAL", qnam=qnam)


def not_submitted(reason: str) -> SdtmTarget:
    """Collected for the conduct of the trial only; the reason is printed on the annotated CRF."""
    if not reason:
        raise ValueError("not_submitted() needs its reason")
    return SdtmTarget(reason=reason)
