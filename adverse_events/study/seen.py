"""What a reader sees of a trial: the participants of the own sites, what is recorded of them, and the endpoints."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from edc.records.subject_data import SubjectData
from patients.endpoints.results import ParticipantEndpoints, StudyEndpoints
from trial.protocol import Protocol


@dataclass(frozen=True)
class Seen:
    """Everything that the plots of a trial are drawn from."""

    protocol: Protocol
    found: tuple[SubjectData, ...]
    endpoints: StudyEndpoints

    @cached_property
    def infused(self) -> list[ParticipantEndpoints]:
        """Those infused, by dose level and then by date."""
        found = [each for each in self.endpoints.participants if each.infused_on is not None]
        return sorted(found, key=lambda each: (each.dose_level, str(each.infused_on), each.number))

    @cached_property
    def ended(self) -> frozenset[str]:
        """Numbers of those whose study has ended."""
        return frozenset(data.subject.number for data in self.found if data.subject.ended_on is not None)

    @property
    def nobody(self) -> str:
        """What a plot says while nobody is infused."""
        return _("No participant is infused yet.")

    def last_day_of(self, data: SubjectData) -> dt.date:
        """Until when something that is not over has lasted: the data cut-off, or the end of study before it."""
        ended: dt.date | None = data.subject.ended_on
        return min(self.endpoints.cutoff, ended) if ended else self.endpoints.cutoff
