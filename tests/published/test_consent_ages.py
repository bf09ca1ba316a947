"""Who signs: Civil Code of China, art. 19 (8 and 18 years); GCP 2020, art. 23."""

import pytest

from patients.rules.consent import Signatures, refusal_prevails, signatures_needed


@pytest.mark.parametrize(
    ("age", "guardian", "participant"),
    [
        (0, True, False),
        (7, True, False),
        (8, True, True),
        (17, True, True),
        (18, False, True),
        (24, False, True),
    ],
)
def test_guardian_below_8_both_until_17_participant_alone_from_18(age, guardian, participant):
    needed = signatures_needed(age_years=age, assent_from_age=8, adult_from_age=18)
    assert needed == Signatures(guardian=guardian, participant=participant)


def test_another_protocol_may_ask_children_later():
    assert not signatures_needed(age_years=9, assent_from_age=10, adult_from_age=18).participant


def test_the_refusal_of_a_capable_child_prevails():
    assert refusal_prevails(refused=True, capable=True)
    assert not refusal_prevails(refused=False, capable=True)


def test_a_child_who_cannot_understand_cannot_refuse_in_law():
    assert not refusal_prevails(refused=True, capable=False)
