"""The participant: a number at a site. Who that is stands in the identity store of the site alone."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Subquery, Value
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from edc.crf.codelists import Sex
from edc.crf.reading import form
from edc.crf.wording import listed
from edc.records.base import PageStatus, Record
from edc.records.schedule import LOG_VISIT, LogTask, PlannedVisit
from edc.records.subject_data import SubjectData, data_of
from patients.reconsents import reconsents_due, words_of
from patients.rules.age import age_in_years
from patients.withdrawals import refused_by_withdrawal
from trial.models import ProtocolVersion
from trial.rules.study_day import study_day
from trial.rules.visit_windows import window_dates
from trial.visit_instances import VisitInstance, instance_of, instances


class SubjectQuerySet(models.QuerySet["Subject"]):
    """Participants, with what heads their casebook."""

    def with_summary(self) -> "SubjectQuerySet":
        """Adds birth date, sex, infusion, dose level, withdrawal and end of study: still one statement."""
        infusion = apps.get_model("patients.Infusion").objects.filter(subject=OuterRef("pk"))
        person = apps.get_model("patients.Demographics").objects.filter(subject=OuterRef("pk"))
        withdrawal = apps.get_model("patients.ConsentWithdrawal").objects.filter(subject=OuterRef("pk"))
        ending = apps.get_model("patients.EndOfStudy").objects.filter(subject=OuterRef("pk"))
        summary: dict[str, Any] = {
            "birth_date": Subquery(person.values("birth_date")[:1]),
            "sex": Subquery(person.values("sex")[:1]),
            "infused_at": Subquery(infusion.values("started_at")[:1]),
            "dose_level": Subquery(infusion.values("dose_level")[:1]),
            "has_withdrawn": Exists(withdrawal),
            "ended_on": Subquery(ending.values("ended_on")[:1]),
        }
        return self.annotate(**summary)


class SubjectManager(models.Manager.from_queryset(SubjectQuerySet)):  # type: ignore[misc]
    """Every participant comes with its protocol version, without the document, which is read once a process."""

    def get_queryset(self) -> SubjectQuerySet:
        found: SubjectQuerySet = super().get_queryset()
        return found.select_related("protocol_version").defer("protocol_version__document").with_summary()


class Subject(Record):
    """One person who was asked for consent. The number ("301-004") is given once and never again."""

    number = models.CharField(gettext_lazy("Participant number"), max_length=32, primary_key=True)
    site_code = models.CharField(gettext_lazy("Site"), max_length=16, db_index=True)
    protocol_version = models.ForeignKey(
        ProtocolVersion, models.PROTECT, related_name="subjects", verbose_name=gettext_lazy("Protocol version")
    )

    objects = SubjectManager()

    # Filled by the manager; a participant registered this moment has none of them yet.
    birth_date: dt.date | None = None
    sex: str | None = None
    infused_at: dt.datetime | None = None
    dose_level: str | None = None
    has_withdrawn: bool = True
    ended_on: dt.date | None = None

    class Meta(Record.Meta):
        ordering = ["number"]
        verbose_name = gettext_lazy("participant")
        verbose_name_plural = gettext_lazy("participants")
        base_manager_name = "objects"

    def __str__(self) -> str:
        return self.number

    @property
    def data(self) -> SubjectData:
        """Everything recorded of this participant."""
        return data_of(self)

    def learn(self, page: Any) -> None:
        """Take over what a page that is being saved says of the participant, as the manager would read it."""
        if page.crf.code == "DM":
            self.birth_date, self.sex = page.birth_date, page.sex
        elif page.crf.code == "INF":
            self.infused_at, self.dose_level = page.started_at, page.dose_level
        elif page.crf.code == "EOS":
            self.ended_on = page.ended_on

    @property
    def trial_code(self) -> str:
        return self.protocol_version.protocol_code

    @property
    def infusion_day(self) -> dt.date | None:
        """Day 0: the date, on the study clock, on which the infusion started."""
        return timezone.localtime(self.infused_at).date() if self.infused_at else None

    def age_on(self, day: dt.date) -> int | None:
        """Completed years on a day; None while the birth date is not recorded."""
        return age_in_years(born=self.birth_date, on=day) if self.birth_date else None

    def knows_visit(self, visit_code: str, form_code: str) -> bool:
        """Whether the protocol has the visit, or keeps the form as a log."""
        if visit_code == LOG_VISIT:
            return form_code in self.logs()
        return self._visit(visit_code) is not None

    def repeats_visit(self, visit_code: str) -> bool:
        repeatable = {visit.code for visit in self.protocol_version.protocol.visits if visit.repeatable}
        return visit_code == LOG_VISIT or visit_code in repeatable

    def visit_label(self, visit_code: str) -> str:
        visit = self._visit(visit_code)
        return visit.label if visit else _("Log")

    def logs(self) -> list[str]:
        return [entry.code for entry in self.protocol_version.protocol.forms if entry.log and _is_built(entry.code)]

    def schedule(self, held: Collection[str] = ()) -> list[PlannedVisit]:
        """Every visit of the protocol version; dated once the infusion is recorded.

        `held` are the visit codes that have pages: an unscheduled visit stands there as often as it was held, and once
        more for the next time.
        """
        day = self.infusion_day
        return [self._planned(visit, day) for visit in instances(self.protocol_version.protocol, held)]

    def planned_visit(self, visit_code: str) -> PlannedVisit | None:
        """One visit of the schedule; None for logs and for what the protocol does not know."""
        visit = self._visit(visit_code)
        return self._planned(visit, self.infusion_day) if visit else None

    def _visit(self, visit_code: str) -> VisitInstance | None:
        return instance_of(self.protocol_version.protocol, visit_code)

    def _planned(self, instance: VisitInstance, infusion_day: dt.date | None) -> PlannedVisit:
        visit = instance.visit
        if visit.day is None or infusion_day is None:
            is_first = visit is self.protocol_version.protocol.visits[0]
            return PlannedVisit(
                instance.code,
                instance.label,
                visit.forms,
                always_due=is_first,
                repeatable=visit.repeatable,
                followed_until=self.ended_on,
            )
        dates = window_dates(infusion_day=infusion_day, day=visit.day, before=visit.before, after=visit.after)
        window = (dates.opens, dates.planned, dates.closes)
        return PlannedVisit(instance.code, instance.label, visit.forms, *window, followed_until=self.ended_on)

    def day_on(self, today: dt.date) -> int | None:
        """Study day, None before the infusion is recorded."""
        return study_day(on=today, infusion_day=self.infusion_day) if self.infusion_day else None

    @classmethod
    def tasks(cls, subjects: Sequence["Subject"], today: dt.date) -> dict[str, list[LogTask]]:
        """The log entries that are due: so far, consent to be asked again."""
        due = reconsents_due(subjects, today)
        return {number: [LogTask("RC", words_of(each)) for each in found] for number, found in due.items()}

    def facts(self, today: dt.date) -> list[str]:
        summary = self.summary(today)
        day = summary["day"]
        parts = [summary["sex_age"], self._dose_text(), summary["status"]]
        if day is not None:
            parts.append(_("day %(day)+d") % {"day": day})
        return [part for part in parts if part]

    def summary(self, today: dt.date) -> dict[str, Any]:
        """What the list of participants shows of one."""
        age = self.age_on(today)
        parts = [
            str(Sex(self.sex).label) if self.sex else "",
            "" if age is None else ngettext("%(n)d year", "%(n)d years", age) % {"n": age},
        ]
        return {
            "number": self.number,
            "sex_age": str(listed([part for part in parts if part])),
            "dose_level": self.dose_level or "",
            "day": self.day_on(today),
            "status": self._status(),
        }

    def refusal_for(self, page: Any) -> str:
        """Why the page cannot be entered now, in words with the remedy; "" when it can (21 CFR 11.10(f)).

        That nothing was done can be said at any time: it collects nothing.
        """
        if page.status == PageStatus.NOT_DONE:
            return ""
        return self._missing_before(page) or (refused_by_withdrawal(page) if self.has_withdrawn else "")

    def _missing_before(self, page: Any) -> str:
        complete = self._complete_among(page.crf.after)
        missing = [code for code in page.crf.after if code not in complete]
        if not missing:
            return ""
        titles = listed([form(code).crf.title for code in missing])
        return _("First complete: %(forms)s. Then this form can be entered.") % {"forms": titles}

    def _complete_among(self, codes: Collection[str]) -> set[str]:
        """Those of the forms that have a complete page, in one statement."""
        selects = [
            form(code).objects.filter(subject=self, status=PageStatus.COMPLETE).order_by().values_list(Value(code))[:1]
            for code in codes
        ]
        return {code for (code,) in selects[0].union(*selects[1:])} if selects else set()

    def _dose_text(self) -> str:
        levels = {level.code: level for level in self.protocol_version.protocol.dose_levels}
        level = levels.get(self.dose_level or "")
        return f"{level.code} ({level.e6_per_kg} × 10⁶/kg)" if level else ""

    def _status(self) -> str:
        if self.infusion_day:
            return _("infused %(day)s") % {"day": self.infusion_day.isoformat()}
        return _("screening")


def _is_built(form_code: str) -> bool:
    try:
        form(form_code)
    except KeyError:
        return False
    return True
