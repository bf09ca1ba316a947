"""Soft checks of a product batch; those about whose product it is stand in chain_of_identity."""

from collections import Counter
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from edc.crf import Finding
from edc.crf.codelists import NoYes
from edc.crf.wording import listed
from patients.codelists.product import BatchOutcome, ReleaseTest, Verdict
from patients.rules.release import meets


def failed_tests_need_an_exception(page: Any) -> Finding | None:
    """A batch with a failed or open test is not simply released."""
    not_passed = [row for row in page.rows("tests") if row.verdict in (Verdict.FAIL, Verdict.PENDING)]
    if page.outcome != BatchOutcome.RELEASED or not not_passed:
        return None
    tests = listed([ReleaseTest(row.test).label for row in not_passed if row.test])
    text = format_lazy(_("Released although not passed: {tests}. Is there an approved exception?"), tests=tests)
    return Finding("MF-004", ("outcome",), text)


def out_of_specification_agrees(page: Any) -> Finding | None:
    """ "Out of specification" is yes if, and only if, a test failed."""
    failed = any(row.verdict == Verdict.FAIL for row in page.rows("tests"))
    if page.out_of_specification is None or (page.out_of_specification == NoYes.YES) == failed:
        return None
    return Finding("MF-005", ("out_of_specification",), _("This answer and the verdicts below do not agree."))


def each_bag_once(page: Any) -> Finding | None:
    """A bag number stands once."""
    times = Counter(row.bag_id for row in page.rows("bags") if row.bag_id)
    twice = [bag for bag, count in times.items() if count > 1]
    if not twice:
        return None
    text = format_lazy(_("These bag numbers stand twice: {bags}."), bags=listed(twice))
    return Finding("MF-006", ("batch_id",), text)


def verdict_agrees_with_specification(row: Any) -> Finding | None:
    """Pass or fail is what the numbers say."""
    met = meets(specification=row.specification or "", result=row.result or "")
    if met is None or row.verdict not in (Verdict.PASS, Verdict.FAIL) or met == (row.verdict == Verdict.PASS):
        return None
    return Finding("MF-007", ("verdict",), _("Result and specification say otherwise."))
