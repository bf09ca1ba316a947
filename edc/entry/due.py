"""What is to be done, by participant: log entries called for, pages begun, forms due and overdue.

Every page of a site is looked at to find what is not there, so the database says which visits have pages instead of
listing them, and a line gets its words and its address only when it is shown.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Max, Q, Value
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from edc.access.gate import AnyUser, scoped
from edc.access.permissions import Permission
from edc.crf.reading import form as form_model
from edc.crf.reading import forms
from edc.entry.fetching import Place, subject_model, subjects_of
from edc.records.base import PageStatus
from edc.records.schedule import LOG_VISIT, LogTask, PlannedVisit

SHOWN_OF_ONE = 12


@dataclass(frozen=True, slots=True)
class DueItem:
    """One form to enter. `state` is due, overdue or incomplete; `visit` the planned one behind a missing page."""

    place: Place
    state: str
    visit: PlannedVisit | None = None
    task: LogTask | None = None
    today: dt.date | None = None

    @property
    def label(self) -> str:
        title = str(form_model(self.place.form).crf.title)
        return title if self.task else f"{title} {self.place.visit}"

    @property
    def url(self) -> str:
        return self.place.url()

    @property
    def words(self) -> str:
        if self.task:
            return self.task.words
        if self.visit is None or self.today is None:
            return _("incomplete")
        return _until(self.visit, self.today)


@dataclass(frozen=True)
class DueRow:
    """One participant with something to do."""

    subject: Any
    items: list[DueItem]

    @property
    def shown(self) -> list[DueItem]:
        """What can be done now comes before what is late, so that old gaps do not hide today's work."""
        order = {"overdue": 1}
        return sorted(self.items, key=lambda each: order.get(each.state, 0))[:SHOWN_OF_ONE]

    @property
    def more(self) -> int:
        return max(0, len(self.items) - SHOWN_OF_ONE)


@dataclass
class Held:
    """What one participant has: per form the visits with pages and the last log entry, and the pages begun."""

    visits: dict[str, set[str]] = field(default_factory=dict)
    last_entry: dict[str, int] = field(default_factory=dict)
    begun: list[Place] = field(default_factory=list)


def due_rows(user: AnyUser, today: dt.date) -> list[DueRow]:
    """The participants of a reader with something to do, in as many statements for one as for all of them."""
    subjects = list(subjects_of(user, Permission.CRF_VIEW).with_summary())
    held, tasks = _held(user), subject_model().tasks(subjects, today)
    rows = (
        DueRow(each, list(_items(each, held.get(each.number, Held()), tasks.get(each.number, ()), today)))
        for each in subjects
    )
    return [row for row in rows if row.items]


def _items(subject: Any, held: Held, tasks: Any, today: dt.date) -> Iterator[DueItem]:
    for task in tasks:
        following = held.last_entry.get(task.form, 0) + 1
        yield DueItem(Place(subject.number, LOG_VISIT, task.form, following), "due", task=task)
    yield from (DueItem(place, "incomplete") for place in held.begun)
    known = forms()
    for visit in subject.schedule():
        if (state := visit.form_state(today)) == "not_due":
            continue
        for code in visit.forms:
            if code in known and visit.code not in held.visits.get(code, ()):
                yield DueItem(Place(subject.number, visit.code, code, 1), state, visit, today=today)


def _held(user: AnyUser) -> dict[str, Held]:
    """One row for each form of each participant. Both lists of pages begun come in one order, that of the scan."""
    found: dict[str, Held] = defaultdict(Held)
    first, *others = (
        _summed(code, scoped(model.objects.all(), user, Permission.CRF_VIEW, field="subject__site_code"))
        for code, model in forms().items()
    )
    for number, form, visits, last_entry, begun, occurrences in first.union(*others, all=True):
        one = found[number]
        one.visits[form], one.last_entry[form] = set(visits), last_entry or 0
        one.begun += [Place(number, *place) for place in zip(begun, repeat(form), occurrences)]
    return found


def _summed(code: str, pages: Any) -> Any:
    begun = Q(status=PageStatus.INCOMPLETE)
    return (
        pages.order_by()
        .values("subject_id")
        .annotate(
            form=Value(code),
            visits=ArrayAgg("visit_code"),
            last_entry=Max("occurrence", filter=Q(visit_code=LOG_VISIT)),
            begun=ArrayAgg("visit_code", filter=begun, default=Value([])),
            occurrences=ArrayAgg("occurrence", filter=begun, default=Value([])),
        )
        .values_list("subject_id", "form", "visits", "last_entry", "begun", "occurrences")
    )


def _until(visit: PlannedVisit, today: dt.date) -> str:
    if visit.closes is None:
        return ""
    days = (visit.closes - today).days
    if days < 0:
        return ngettext("%(n)d day overdue", "%(n)d days overdue", -days) % {"n": -days}
    if days == 0:
        return _("due today")
    return ngettext("%(n)d day left", "%(n)d days left", days) % {"n": days}
