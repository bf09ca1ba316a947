"""The baseline of every laboratory test of one participant, found in one pass over the panels."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from edc.crf.computed import origin
from edc.crf.dates import start_of
from edc.records.subject_data import SubjectData
from patients.reference_ranges import Limits, limits_of
from patients.rules.ctcae import Measured
from patients.rules.laboratory_baseline import last_before, treatment_start
from trial.protocol_settings import LaboratoryBaseline


@dataclass(frozen=True)
class Baseline:
    """The last result of a test before treatment, and where it stands."""

    measured: Measured
    taken_at: dt.datetime
    place: str


class Baselines:
    """When treatment began, and the last result of each test before that."""

    def __init__(self, data: SubjectData) -> None:
        self.treated_from = _treated_from(data)
        self._rows: dict[str, list[Any]] = {}
        self._found: dict[str, Baseline | None] = {}
        for page in data.pages("LB"):
            for row in page.rows("results") if page.sample_collected_at else ():
                if row.test and row.value is not None and row.unit:
                    self._rows.setdefault(row.test, []).append(row)

    def of(self, test: str) -> Baseline | None:
        """The baseline of a test; None where nothing was measured before treatment, or none was given yet."""
        if test not in self._found:
            samples = [(row.page.sample_collected_at, row) for row in self._rows.get(test, ())]
            row = last_before(samples=samples, start=self.treated_from)
            self._found[test] = _baseline(row) if row else None
        return self._found[test]


def baselines_of(data: SubjectData) -> Baselines:
    """Kept with what was read of the participant, because every row of every panel asks."""
    kept: dict[str, Any] = data.__dict__
    if "_baselines" not in kept:
        kept["_baselines"] = Baselines(data)
    found: Baselines = kept["_baselines"]
    return found


def measured_in(row: Any, limits: Limits) -> Measured | None:
    """A result with its limits of normal, in the unit of the report; None without a value or a unit."""
    if row.value is None or not row.unit:
        return None
    return Measured(value=row.value, unit=row.unit, comparator=row.comparator or "", low=limits.low, high=limits.high)


def _treated_from(data: SubjectData) -> dt.datetime | None:
    grading = data.subject.protocol_version.protocol.grading
    return treatment_start(
        lymphodepletion=[begun for page in data.pages("LD") if (begun := _begun(page))],
        infusion=data.subject.infused_at,
        from_lymphodepletion=grading.laboratory_baseline == LaboratoryBaseline.LYMPHODEPLETION,
    )


def _begun(page: Any) -> dt.datetime | None:
    """A lymphodepletion without hours begins with its day."""
    hours = [row.started_at for row in page.rows("doses") if row.started_at]
    return min(hours, default=start_of(page.given_on) if page.given_on else None)


def _baseline(row: Any) -> Baseline | None:
    measured, page = measured_in(row, limits_of(row)), row.page
    return Baseline(measured, page.sample_collected_at, origin(page)) if measured else None
