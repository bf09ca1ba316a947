"""Release of a batch against two specifications, the protocol's and the certificate's.

The limits are those of ARI-0001 (Castella 2019, PMC6319086, Table 2): CAR+ >= 20 %, CD3+ >= 70 %, viability >= 70 %,
endotoxin <= 0.5 EU/mL, vector copies <= 10 per cell.
"""

import pytest

from patients.rules.release import BatchRelease, CertificateLine, Release, batch_release, passes

PROTOCOL = {"CAR": ">= 20", "CD3": ">= 70", "VIABILITY": ">= 70", "ENDOTOXIN": "<= 0.5", "VCN": "<= 10"}
RESULTS = {"CAR": "20", "CD3": "70", "VIABILITY": "70", "ENDOTOXIN": "0.5", "VCN": "10"}


def batch(*more, without=(), **results):
    tests = [
        CertificateLine(test=test, result=value) for test, value in (RESULTS | results).items() if test not in without
    ]
    return batch_release([*tests, *more], protocol=PROTOCOL)


def test_every_result_at_its_bound_meets_the_specification():
    assert batch() == BatchRelease(verdict=Release.MEETS)


@pytest.mark.parametrize(
    ("test", "result"),
    [("CAR", "19.9"), ("CD3", "69.99"), ("VIABILITY", "69"), ("ENDOTOXIN", "0.51"), ("VCN", "10.1")],
)
def test_one_result_just_beside_its_bound_is_out_of_specification(test, result):
    found = batch(**{test: result})
    assert (found.verdict, found.failed) == (Release.OUT, (test,))


@pytest.mark.parametrize("test", PROTOCOL)
def test_a_test_that_the_certificate_lacks_leaves_it_open(test):
    found = batch(without=(test,))
    assert (found.verdict, found.unknown) == (Release.CANNOT_DECIDE, (test,))


def test_a_test_in_words_counts_by_its_verdict():
    sterility = {"test": "STERILITY", "specification": "no growth", "result": "no growth"}
    assert batch(CertificateLine(**sterility, passed=True)).verdict == Release.MEETS
    assert batch(CertificateLine(**sterility, passed=False)).verdict == Release.OUT
    assert batch(CertificateLine(**sterility)).verdict == Release.CANNOT_DECIDE


def test_the_stricter_of_two_specifications_decides():
    tested = CertificateLine(test="VIABILITY", specification=">= 80", result="75")
    assert passes(tested, protocol_specification=">= 70") is False
    assert (
        passes(CertificateLine(test="VIABILITY", specification=">= 60", result="65"), protocol_specification=">= 70")
        is False
    )
    assert (
        passes(CertificateLine(test="VIABILITY", specification=">= 60", result="75"), protocol_specification=">= 70")
        is True
    )


def test_a_number_outranks_a_pass_on_the_certificate_and_a_fail_outranks_the_number():
    assert passes(CertificateLine(test="CAR", specification=">= 20", result="15", passed=True)) is False
    assert passes(CertificateLine(test="CAR", specification=">= 20", result="25", passed=False)) is False


def test_a_failed_test_is_not_healed_by_a_second_row_that_passes():
    assert batch(CertificateLine(test="VIABILITY", result="60")).verdict == Release.OUT


def test_no_test_at_all_decides_nothing():
    assert batch_release([], protocol={}).verdict == Release.CANNOT_DECIDE
