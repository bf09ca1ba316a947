"""Chain of identity: apheresis, batch, bags and infusion belong to one participant. Soft, because a mismatch has to be
recorded as it is; loud, because it may be another person's cells."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from edc.crf import Finding
from edc.crf.wording import listed
from patients.codelists.product import BatchOutcome

RELEASED = (BatchOutcome.RELEASED, BatchOutcome.EXCEPTION)


def apheresis_is_of_this_participant(page: Any) -> Finding | None:
    """The cells were collected from this participant (MF)."""
    if not page.apheresis_id:
        return None
    if any(each.apheresis_id == page.apheresis_id for each in page.subject.data.pages("LK")):
        return None
    text = _("STOP: this participant has no leukapheresis with this number. Check the identity of the cells now.")
    return Finding("MF-001", ("apheresis_id",), text)


def batch_is_of_one_participant(page: Any) -> Finding | None:
    """A batch number is given once, and to one participant (MF)."""
    if not page.batch_id or not type(page).objects.filter(batch_id=page.batch_id).exclude(pk=page.pk).exists():
        return None
    text = _("STOP: this batch number stands on another page. Check the identity of the product now.")
    return Finding("MF-002", ("batch_id",), text)


def batch_is_of_this_participant(page: Any) -> Finding | None:
    """The batch given was made for this participant (INF)."""
    if not page.batch_id or batches_of(page):
        return None
    text = _("STOP: no batch with this number was made for this participant. Check the identity of the product now.")
    return Finding("INF-008", ("batch_id",), text)


def bags_are_of_the_batch(page: Any) -> Finding | None:
    """Each bag given is one of those filled from the batch (INF)."""
    given = [row.bag_id for row in page.rows("bags") if row.bag_id]
    if not given or not page.batch_id:
        return None
    made = {bag.bag_id for batch in batches_of(page) for bag in batch.rows("bags")}
    strange = [bag for bag in given if bag not in made]
    if not strange:
        return None
    text = format_lazy(
        _("STOP: these bags are not of this batch: {bags}. Check their labels now."), bags=listed(strange)
    )
    return Finding("INF-009", ("batch_id",), text)


def released_before_infusion(page: Any) -> Finding | None:
    """The batch was released by the day on which it was given (INF)."""
    if not page.batch_id or page.started_at is None:
        return None
    if _released_by(batches_of(page), timezone.localdate(page.started_at)):
        return None
    text = _("STOP: this batch was not released before the infusion. Inform the investigator now.")
    return Finding("INF-010", ("started_at",), text)


def a_batch_is_released(page: Any) -> Finding | None:
    """Lymphodepletion begins only when there are cells to give (LD)."""
    if page.given_on is None or _released_by(page.subject.data.pages("MF"), page.given_on):
        return None
    return Finding("LD-001", ("given_on",), _("STOP: no batch of this participant was released by this day."))


def batch_not_infused_is_known(page: Any) -> Finding | None:
    """The batch that was not given is one of this participant (NI)."""
    if not page.batch_id or batches_of(page):
        return None
    return Finding("NI-001", ("batch_id",), _("No batch with this number was made for this participant."))


def batches_of(page: Any) -> list[Any]:
    """The batches of this participant with the number that the page names; none while it names none."""
    return [batch for batch in page.subject.data.pages("MF") if page.batch_id and batch.batch_id == page.batch_id]


def _released_by(batches: Iterable[Any], day: dt.date) -> bool:
    """Whether one of them was released by the day."""
    return any(
        batch.outcome in RELEASED and batch.released_on is not None and batch.released_on <= day for batch in batches
    )
