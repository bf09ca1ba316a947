"""The board as the page shows it to one reader: in words and shapes, participants of other sites without number."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from adverse_events.cohort.board import Board, Level, Place
from adverse_events.cohort.treated import Treated
from adverse_events.cohort.words import OUTCOMES, SHAPES, next_step
from adverse_events.rules.cohort_outcome import Outcome
from edc.access.gate import AnyUser, Sites, may, sites_for
from edc.access.permissions import Permission
from edc.crf.declaration import Text
from trial.escalation import reason_of
from trial.rules.escalation import rule_of
from trial.rules.standing import Halt


def cards(board: Board, user: AnyUser) -> list[dict[str, Any]]:
    """One card for each level."""
    sites = sites_for(user, Permission.SUBJECT_VIEW)
    return [
        {
            "level": level,
            "status": status_of(level, board),
            "is_open": level.code == board.standing.open_level,
            "places": [_line(place, board, sites, user) for place in level.places],
            "replaced": [_line(place, board, sites, user) for place in level.replaced],
        }
        for level in board.levels
    ]


def status_of(level: Level, board: Board) -> Text:
    """How a level stands, in a word."""
    standing = board.standing
    if level.code == standing.open_level:
        return _("open")
    if level.code == standing.current:
        return _("stopped") if standing.halt == Halt.STOPPED else _("halted, second signature missing")
    if level.count.pending:
        return _("closed, window open")
    return _("complete") if level.count.evaluable else _("closed")


def now_of(board: Board) -> dict[str, Any]:
    """What the design says now, why, and what follows from each outcome of those in the window."""
    least, most = board.needed
    ways = [
        {"dlt": dlt, "step": next_step(advice), "why": reason_of(advice), **_in_all(found, board)}
        for dlt, advice, found in board.ways
    ]
    return {
        "step": next_step(board.advice),
        "why": reason_of(board.advice),
        "rule": rule_of(design=board.design),
        "ways": ways,
        "pending": board.ways[-1][0] if board.ways else 0,
        "wait_days": (board.first_allowed - board.on).days if board.first_allowed else 0,
        "mtd": board.mtd,
        "mtd_why": reason_of(board.mtd),
        **_in_all((least, most), board),
    }


def _in_all(needed: tuple[int, int], board: Board) -> dict[str, Any]:
    least, most = needed
    planned = board.protocol.enrolment.planned
    return {"in_all": str(least) if least == most else f"{least}–{most}", "above_plan": least > planned}


def _line(place: Place, board: Board, sites: Sites, user: AnyUser) -> dict[str, Any]:
    is_hidden = bool(place.number) and place.site_code not in sites
    shape, word = _state(place)
    return {
        "place": place,
        "who": _("another site") if is_hidden else place.number,
        "url": "" if is_hidden or not place.number else reverse("casebook", args=[place.number]),
        "shape": shape,
        "word": word,
        "facts": _facts(place, board.on),
        "flags": place.flags,
        "may_change": _can_be_changed(place) and may(user, Permission.SUBJECT_REGISTER, place.site_code),
    }


def _can_be_changed(place: Place) -> bool:
    """Before the infusion; after it only by somebody who does not count at this level."""
    if place.slot is None or not place.slot.is_held:
        return False
    one = place.treated
    return one is None or one.outcome == Outcome.NOT_EVALUABLE or one.dosing.level != place.level


def _state(place: Place) -> tuple[str, Text]:
    if place.treated:
        return SHAPES[place.treated.outcome], OUTCOMES[place.treated.outcome]
    if place.slot is None:
        return "not_due", _("free")
    if not place.slot.is_held:
        return "not_done", place.slot.get_released_because_display()
    return "due", _("reserved")


def _facts(place: Place, on: dt.date) -> Sequence[Text]:
    """What is worth knowing beside the word: the study day, days left, and what may come."""
    if place.treated:
        return _treated_facts(place.treated, place.level, on)
    if place.slot and place.slot.is_held and place.slot.planned_on:
        return [format_lazy(_("infusion planned {day}"), day=place.slot.planned_on.isoformat())]
    return []


def _treated_facts(one: Treated, level: str, on: dt.date) -> list[Text]:
    found: list[Text] = [format_lazy("D+{day}", day=(on - one.dosing.day).days)]
    if one.outcome == Outcome.PENDING:
        left = one.days_left(on)
        text = ngettext_lazy("{n} day left, until {day}", "{n} days left, until {day}", max(left, 0))
        found.append(
            format_lazy(text, n=left, day=one.window_ends.isoformat())
            if left >= 0
            else format_lazy(_("window over since {day}: assessment missing"), day=one.window_ends.isoformat())
        )
        if one.candidates:
            found.append(_("DLT proposed, not adjudicated"))
        elif one.severe:
            found.append(_("event of grade 3 or more"))
    if one.intended and one.intended != one.dosing.level:
        found.append(format_lazy(_("intended {level}"), level=one.intended))
    if one.dosing.level != level:
        found.append(format_lazy(_("given {level}"), level=one.dosing.level))
    return found
