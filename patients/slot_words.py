"""Why a level or a day is refused or asked about, in the words of the ward, with the remedy; read late, as findings."""

import datetime as dt
from collections.abc import Sequence

from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from edc.crf.declaration import Text
from trial.rules.staggering import Gap, TooClose
from trial.rules.standing import Halt, Standing

HALTED = {
    Halt.UNDECIDED: _("No dose level is open yet. The committee opens the first one."),
    Halt.STOPPED: _("Infusions are stopped by the committee. A new decision is needed."),
    Halt.PENDING: _("A decision to stop or to go down waits for its second signature. Until then nobody is infused."),
}
BROKEN = {
    Gap.FIRST_TO_SECOND: _("{days} days lie between the first and the second infusion at {level}."),
    Gap.BETWEEN: _("{days} days lie between two infusions at {level}."),
    Gap.BEFORE_ESCALATION: _("{days} days lie between the last infusion at {level} and the next level."),
}
WITHOUT_A_PLACE = _("No place at {level} was taken.")


def _together(sentences: Sequence[Text]) -> str:
    return " ".join(str(sentence) for sentence in sentences)


together = lazy(_together, str)
"""Sentences one after the other, in the language of whoever reads them."""


def halted(standing: Standing, level: str) -> Text:
    """Why nobody may be scheduled at the level; "" when it is the open one."""
    if standing.halt is not None:
        return HALTED[standing.halt]
    if level == standing.open_level:
        return ""
    text = _("{level} is not open: the committee's decision in force is for {open}.")
    return format_lazy(text, level=level, open=standing.open_level)


def interval_broken(broken: TooClose, first: dt.date | None = None) -> Text:
    """Which interval is broken, the infusion from which it is counted, and the first day that is allowed."""
    other = broken.other
    said = [
        format_lazy(BROKEN[broken.gap], days=broken.days, level=other.level),
        format_lazy(_("Another one is on {day}."), day=other.day.isoformat()),
    ]
    if first is not None:
        said.append(format_lazy(_("First allowed: {day}."), day=first.isoformat()))
    return together(said)
