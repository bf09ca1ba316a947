"""Soft checks and the derived evaluation of bone marrow."""

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from edc.crf import Finding
from patients.codelists.disease import Cd19Status, MarrowAdequacy, MrdMethod, MrdResult
from patients.rules.mrd import mrd_result


def mrd_evaluation(row: Any) -> str | None:
    """What level and sensitivity say; None while one of them is missing."""
    if row.level_percent is None or row.sensitivity_percent is None:
        return None
    limit = row.page.subject.protocol_version.protocol.response_criteria.mrd_limit_percent
    return mrd_result(level_percent=row.level_percent, sensitivity_percent=row.sensitivity_percent, limit_percent=limit)


def mrd_agrees_with_level(row: Any) -> Finding | None:
    """The report says what level and sensitivity of the assay say."""
    counted = mrd_evaluation(row)
    if counted is None or row.result in (None, counted):
        return None
    label = MrdResult(counted).label
    return Finding("BM-002", ("result",), format_lazy(_("Level and sensitivity say: {result}."), result=label))


def inadequate_sample(page: Any) -> Finding | None:
    """Blasts of a sample that cannot be judged decide nothing."""
    if page.adequacy in (None, MarrowAdequacy.ADEQUATE) or page.blasts_percent is None:
        return None
    return Finding("BM-003", ("blasts_percent",), _("The sample was not adequate. Can blasts be counted in it?"))


def mrd_below_blasts(page: Any) -> Finding | None:
    """5 % blasts or more by morphology with no residual disease by flow does not go together."""
    flow = [row.level_percent for row in page.rows("residual") if row.method == MrdMethod.FLOW]
    if page.blasts_percent is None or page.blasts_percent < 5 or 0 not in flow:
        return None
    return Finding("BM-004", ("blasts_percent",), _("Blasts by morphology and none by flow cytometry. Is it so?"))


def status_agrees_with_cd19(page: Any) -> Finding | None:
    """CD19 is not called negative where most cells carry it, nor positive where none does."""
    share = page.cd19_percent
    negative_with_most = page.cd19_status == Cd19Status.NEGATIVE and share is not None and share > 50
    positive_with_none = page.cd19_status == Cd19Status.POSITIVE and share == 0
    if not negative_with_most and not positive_with_none:
        return None
    return Finding("BM-005", ("cd19_percent",), _("This share and the CD19 status do not agree."))
