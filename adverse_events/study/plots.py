"""The plots of a trial: their names in addresses, what they are drawn from, and what they say in words."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from adverse_events.study import endpoint_plots, harm_plots, survival_plots
from adverse_events.study.fetching import study_data
from adverse_events.study.seen import Seen
from edc.access.gate import AnyUser
from edc.access.permissions import Permission
from edc.crf.declaration import Text
from edc.plots.plot import Plot
from edc.records.subject_data import load_many
from patients.endpoints.participant import READS
from patients.endpoints.study import study_endpoints

KINDS = {"svg": "image/svg+xml", "png": "image/png"}
HALF_A_PAGE = 8.0
"""Inches up to which two plots stand side by side."""
WHOSE_GRADE = _("The worst grade of the day: computed from the findings, or the investigator's where none can be.")


@dataclass(frozen=True)
class StudyPlot:
    """How a plot is made, what it says in words, and a sentence on how to read it.

    `reads` are the forms that it is drawn from beyond those of the endpoints.
    """

    make: Callable[[Seen], Any]
    words: Callable[[Any], str]
    reading: Text
    reads: tuple[str, ...] = ()


PLOTS: dict[str, StudyPlot] = {
    "swimmer": StudyPlot(
        endpoint_plots.swimmer,
        endpoint_plots.swimmer_words,
        _("One lane for each participant, by dose level and date of infusion."),
    ),
    **{
        f"survival-{endpoint}": StudyPlot(
            partial(survival_plots.survival, endpoint=endpoint), survival_plots.survival_words,
            _("Kaplan-Meier estimate; a tick is a participant whose time is censored there."),
        )
        for endpoint in survival_plots.CURVES
    },
    "events": StudyPlot(
        harm_plots.events_by_day,
        harm_plots.events_words,
        _(
            "Above: each participant once a day, at the worst grade. Events whose dates are not known to the day "
            "are not drawn."
        ),
        reads=("AE",),
    ),
    "crs": StudyPlot(
        harm_plots.crs,
        harm_plots.heat_map_words,
        WHOSE_GRADE,
        reads=("CRS",),
    ),
    "icans": StudyPlot(
        harm_plots.icans,
        harm_plots.heat_map_words,
        WHOSE_GRADE,
        reads=("ICE",),
    ),
    "expansion": StudyPlot(
        endpoint_plots.expansion,
        endpoint_plots.expansion_words,
        _("Samples of whole blood; open marks lie below the limit of quantification and stand at it."),
    ),
    "enrolment": StudyPlot(
        endpoint_plots.enrolment,
        endpoint_plots.enrolment_words,
        _("By the dose level recorded at the infusion."),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Figure:
    """A plot as the study page shows it; a wide one takes a line of its own."""

    name: str
    title: str
    words: str
    reading: Text
    picture: str
    png: str
    data: str
    is_wide: bool


def seen_by(
    user: AnyUser,
    code: str,
    cutoff: dt.date,
    *,
    plots: Iterable[str] = PLOTS,
    permission: Permission = Permission.CRF_VIEW,
) -> Seen:
    """What a reader sees of a trial up to the cut-off: the endpoints, and what the plots of these names are drawn from.

    In as many statements for one participant as for all. Http404 for a trial at none of the reader's sites.
    """
    version, subjects = study_data(user, code, permission)
    found = load_many(subjects, list(dict.fromkeys([*READS, *(form for name in plots for form in PLOTS[name].reads)])))
    endpoints = study_endpoints(found, protocol=version.protocol, cutoff=cutoff)
    return Seen(version.protocol, tuple(found), endpoints)


def plot_of(seen: Seen, name: str) -> Plot:
    """One plot in the language of the reader; KeyError for a name that no plot has."""
    made: Plot = PLOTS[name].make(seen)
    return made


def figures(seen: Seen, *, with_data: bool) -> list[Figure]:
    """Every plot of the trial with its words and addresses; those of the data only for whoever may export."""
    return [_figure(name, seen, with_data) for name in PLOTS]


def _figure(name: str, seen: Seen, with_data: bool) -> Figure:
    plot = plot_of(seen, name)
    cutoff = f"?cutoff={seen.endpoints.cutoff.isoformat()}"
    svg, png = (reverse("study_plot", args=[seen.protocol.code, name, kind]) + cutoff for kind in ("svg", "png"))
    data = reverse("study_plot_data", args=[seen.protocol.code, name]) + cutoff if with_data else ""
    return Figure(
        name, plot.title, PLOTS[name].words(plot), PLOTS[name].reading, svg, png, data, plot.size()[0] > HALF_A_PAGE
    )
