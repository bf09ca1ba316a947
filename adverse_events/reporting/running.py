"""The safety clocks that run: no report has answered them yet."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from adverse_events.checks.common import event_of
from adverse_events.checks.reporting import answered_at, clocks_of, last_day, why_provisional
from adverse_events.rules.safety_clocks import BY_THE_HOUR, Clock
from edc.access.gate import AnyUser
from edc.access.permissions import Permission
from edc.entry.fetching import Place, subjects_of
from edc.records.subject_data import load_many

MINUTE = dt.timedelta(minutes=1)
BY_THE_DAY = dt.timedelta(days=2)
ASKED_FOR = {
    "sponsor": gettext_lazy("First report to the sponsor"),
    "sponsor upgrade": gettext_lazy("Report to the sponsor that it became worse"),
    "authority fatal": gettext_lazy("First report to the authority: fatal or life-threatening"),
    "authority complete": gettext_lazy("Complete report to the authority"),
    "authority other": gettext_lazy("First report to the authority"),
}


@dataclass(frozen=True)
class Running:
    """One report to be made: for which entry, until when, and how long that is from `now`."""

    page: Any
    clock: Clock
    now: dt.datetime

    @property
    def is_overdue(self) -> bool:
        return self.clock.due_at <= self.now

    @property
    def asked_for(self) -> str:
        return str(ASKED_FOR[self.clock.kind])

    @property
    def provisional(self) -> str:
        """What has to be judged before this is a report to be made at all; "" where it is one."""
        return str(why_provisional(self.page)) if self.clock.is_provisional else ""

    @property
    def left(self) -> str:
        """The time left, or how long it is overdue; to the minute within two days, by the day beyond."""
        span = abs(self.clock.due_at - self.now)
        if span > BY_THE_DAY:
            n = span.days
            if self.is_overdue:
                return ngettext("%(n)d day overdue", "%(n)d days overdue", n) % {"n": n}
            return ngettext("%(n)d day left", "%(n)d days left", n) % {"n": n}
        hours, minutes = divmod(span // MINUTE, 60)
        text = _("%(h)d h %(min)d min overdue") if self.is_overdue else _("%(h)d h %(min)d min left")
        return text % {"h": hours, "min": minutes}

    @property
    def due(self) -> str:
        """The last moment in time, or the last day with its last hour."""
        if self.clock.kind in BY_THE_HOUR:
            return timezone.localtime(self.clock.due_at).strftime("%Y-%m-%d %H:%M")
        return f"{last_day(self.clock)} 24:00"

    @property
    def event(self) -> str:
        """The event in the words of the log."""
        event = event_of(self.page)
        return (event.term or "") if event else ""

    @property
    def place(self) -> Place:
        return Place(self.page.subject.number, self.page.visit_code, "SAE", self.page.occurrence)


def running(user: AnyUser, now: dt.datetime) -> list[Running]:
    """What is to be reported at the sites of a reader, overdue first; two statements, however many events there are."""
    subjects = list(subjects_of(user, Permission.CRF_VIEW).filter(seriousadverseevent_pages__isnull=False).distinct())
    pages = [page for data in load_many(subjects, ("SAE", "AE")) for page in data.pages("SAE")] if subjects else []
    found = (Running(page, clock, now) for page in pages for clock in clocks_of(page) if not answered_at(page, clock))
    return sorted(found, key=lambda each: each.clock.due_at)


def count(user: AnyUser) -> tuple[str, int, str]:
    """For the home page: what is overdue, or, with nothing overdue, how many clocks run; provisional ones are named."""
    found = running(user, timezone.now())
    overdue = [each for each in found if each.is_overdue]
    label, counted = (_("Safety reports overdue"), overdue) if overdue else (_("Safety reports to be made"), found)
    if n := sum(each.clock.is_provisional for each in counted):
        label = _("%(label)s (of these provisional: %(n)d)") % {"label": label, "n": n}
    return label, len(counted), reverse("safety_clocks")
