"""Soft checks of the form on replication-competent lentivirus and insertion sites."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from adverse_events.codelists.late import Clonality
from edc.crf import Finding
from patients.codelists.virology import QualitativeResult

EXPEDITED = _("This is reported at any time and at once: inform the investigator and the sponsor now.")


def positive_is_reported(page: Any) -> Finding | None:
    """Replication-competent lentivirus in a participant is reported at once (FDA guidance on follow-up, 2020)."""
    if page.rcl_result != QualitativeResult.POSITIVE:
        return None
    return Finding("RCL-001", ("rcl_result",), EXPEDITED)


def one_clone_is_reported(page: Any) -> Finding | None:
    """A single clone that carries the vector may become a tumour."""
    if page.clonality != Clonality.MONOCLONAL:
        return None
    return Finding("RCL-002", ("clonality",), EXPEDITED)
