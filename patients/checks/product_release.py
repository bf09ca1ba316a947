"""Release of a batch against the protocol and its certificate, and for which dose its cells suffice."""

from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from edc.crf import Computed, Finding
from edc.crf.declaration import Text
from edc.crf.wording import listed
from patients.checks.chain_of_identity import batches_of
from patients.codelists.product import BatchOutcome, CarGate, ReleaseTest, Verdict
from patients.rules.release import RULE, BatchRelease, CertificateLine, Release, batch_release, number_in, passes
from trial.rules.dose import RULE as RULE_DOSE
from trial.rules.dose import enough_cells, planned_cells_e6, viable_car_cells_e6

PASSED = {Verdict.PASS.value: True, Verdict.FAIL.value: False}
TO_THOUSANDTHS = Decimal("0.001")


def by_both_specifications(row: Any) -> Computed | None:
    """Pass or fail of one test by the certificate and by the protocol; None while it is unknown."""
    limit = _limits(row.page).get(row.test or "", "")
    passed = passes(_line(row), protocol_specification=limit)
    if passed is None:
        return None
    words = format_lazy(_("protocol: {limit}"), limit=limit) if limit else ""
    inputs = {"certificate": row.specification, "protocol": limit, "result": row.result, "verdict": row.verdict}
    return Computed(Verdict.PASS.value if passed else Verdict.FAIL.value, RULE, inputs, words)


def release_verdict(page: Any) -> Computed | None:
    """What all tests together make of the batch; None while no test has a result."""
    if not any(row.result or row.verdict for row in page.rows("tests")):
        return None
    release = release_of(page)
    words: Text = ""
    if release.failed:
        words = format_lazy(_("failed: {tests}"), tests=_labels(release.failed))
    elif release.unknown:
        words = format_lazy(_("not known yet: {missing}"), missing=_labels(release.unknown))
    inputs = {"failed": release.failed, "unknown": release.unknown, "protocol": _limits(page)}
    return Computed(release.verdict.value, RULE, inputs, words)


def release_of(page: Any) -> BatchRelease:
    """The verdict on a batch with the tests that failed. A row without anything typed is no test of the certificate."""
    lines = [_line(row) for row in page.rows("tests") if row.test and (row.result or row.verdict or row.specification)]
    return batch_release(lines, protocol=_limits(page))


def made_car_cells(page: Any) -> Computed | None:
    """Viable CAR+ cells of all bags, in 10^6, by the shares of the certificate; None while one of them is missing."""
    shares = {row.test: number_in(row.result or "") for row in page.rows("tests")}
    totals = [row.total_cells_e6 for row in page.rows("bags")]
    viable, car = shares.get(ReleaseTest.VIABILITY), shares.get(ReleaseTest.CAR)
    cd3 = shares.get(ReleaseTest.CD3) if page.car_gate == CarGate.CD3 else None
    if not totals or None in totals or viable is None or car is None or page.car_gate is None:
        return None
    if page.car_gate == CarGate.CD3 and cd3 is None:
        return None
    total = sum(totals, Decimal(0))
    cells = viable_car_cells_e6(total_cells_e6=total, viability_percent=viable, car_percent=car, cd3_percent=cd3)
    inputs = {"total_cells_e6": total, "viability": viable, "car": car, "cd3": cd3, "gate": page.car_gate}
    words = format_lazy(_("CAR+ is a share {gate}"), gate=page.get_car_gate_display())
    return Computed(cells.quantize(TO_THOUSANDTHS), RULE_DOSE, inputs, words)


def sufficient_for(page: Any) -> Computed | None:
    """The highest dose level for which the cells suffice, at the weight of the leukapheresis; "-" for none.

    A dose that lies within the tolerance below its level is enough.
    """
    made = made_car_cells(page)
    collected = [each for each in page.subject.data.pages("LK") if each.apheresis_id == page.apheresis_id]
    weight = collected[0].weight_kg if collected and page.apheresis_id else None
    if made is None or not weight:
        return None
    protocol = page.subject.protocol_version.protocol
    tolerance = protocol.dose_limits.tolerance_percent
    needed = {
        level.code: planned_cells_e6(level_e6_per_kg=level.e6_per_kg, weight_kg=weight)
        for level in protocol.dose_levels
    }
    reached = [
        code
        for code, cells in needed.items()
        if enough_cells(available_e6=made.value, needed_e6=cells, tolerance_percent=tolerance)
    ]
    words = format_lazy(
        _("{kg} kg at leukapheresis; up to {tolerance} % may be lacking"), kg=str(weight), tolerance=str(tolerance)
    )
    inputs = {"made_e6": made.value, "weight_kg": weight, "needed_e6": needed, "tolerance_percent": tolerance}
    return Computed(reached[-1] if reached else "-", RULE_DOSE, inputs, words)


def released_against_the_numbers(page: Any) -> Finding | None:
    """A batch that is out of specification by its numbers is released by exception, or not at all."""
    called_failed = [row.test for row in page.rows("tests") if row.verdict == Verdict.FAIL]
    failed = [test for test in release_of(page).failed if test not in called_failed]
    if page.outcome != BatchOutcome.RELEASED or not failed:
        return None
    text = format_lazy(
        _("Out of specification by the numbers: {tests}. Is there an approved exception?"), tests=_labels(failed)
    )
    return Finding("MF-008", ("outcome",), text)


def exception_before_release(page: Any) -> Finding | None:
    """An exception is approved before the batch is released by it."""
    approved, released = page.exception_approved_on, page.released_on
    if page.outcome != BatchOutcome.EXCEPTION or approved is None or released is None or approved <= released:
        return None
    return Finding("MF-009", ("exception_approved_on",), _("The exception was approved after the release."))


def infused_within_specification(page: Any) -> Finding | None:
    """A batch that is out of specification is infused only under an exception, approved by then."""
    batches = batches_of(page)
    if page.started_at is None or not batches or release_of(batches[0]).verdict != Release.OUT:
        return None
    batch, day = batches[0], timezone.localdate(page.started_at)
    approved = batch.exception_reason and batch.exception_approved_by and batch.exception_approved_on
    if approved and batch.exception_approved_on <= day:
        return None
    text = _("STOP: this batch is out of specification ({tests}) and no exception was approved before the infusion.")
    failed = release_of(batch).failed
    return Finding("INF-014", ("batch_id",), format_lazy(text, tests=_labels(failed)), seen=(("failed", str(failed)),))


def _line(row: Any) -> CertificateLine:
    return CertificateLine(
        test=row.test or "",
        specification=row.specification or "",
        result=row.result or "",
        passed=PASSED.get(row.verdict or ""),
    )


def _limits(page: Any) -> dict[str, str]:
    return {limit.test: limit.specification for limit in page.subject.protocol_version.protocol.release}


def _labels(tests: Any) -> Any:
    known = dict(ReleaseTest.choices)
    return listed([known.get(test, test) for test in tests])
