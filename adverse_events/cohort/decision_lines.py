"""The decisions that a reader may see, each with how it stands, and with what changed since it was signed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from adverse_events.cohort.deciding import Change, changes_since
from adverse_events.cohort.treated import Treated, read_treated
from adverse_events.cohort.words import GONE, OUTCOMES, next_step
from edc.access.gate import AnyUser, Sites, sites_for
from edc.access.models import EVERY_SITE, User
from edc.access.permissions import Permission
from edc.crf.declaration import Text
from patients.cohort import read_cohorts
from trial.decisions import may_sign
from trial.models import DoseLevelDecision
from trial.rules.design import Advice, Decision
from trial.views import versions_for


class State(StrEnum):
    """How a decision stands now."""

    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    PENDING = "pending"
    BROKEN = "broken"


STATES = {
    State.IN_FORCE: _("in force"),
    State.SUPERSEDED: _("superseded"),
    State.PENDING: _("second signature missing"),
    State.BROKEN: _("signature broken: the record is not what was signed"),
}


@dataclass(frozen=True)
class Line:
    """One decision in the list. `changes` are said as they may be told to the reader."""

    decision: DoseLevelDecision
    state: State
    changes: Sequence[dict[str, Any]]
    may_sign: bool

    @property
    def state_word(self) -> Any:
        return STATES[self.state]

    @property
    def only_awaited(self) -> bool:
        """Whether nothing changed but windows that ran out without a toxicity."""
        return all(change["was_awaited"] for change in self.changes)

    @property
    def advice(self) -> Text:
        """What the design said on the data seen; "" for decisions older than the board."""
        said = self.decision.data_seen.get("advice")
        if said is None:
            return ""
        return next_step(
            Advice(decision=Decision(said["decision"]), level=said["level"], treat=said["treat"], reason="")
        )


def lines_for(user: AnyUser) -> list[Line]:
    """The decisions that hold at a site of the reader, newest first."""
    sites = sites_for(user, Permission.PROTOCOL_VIEW)
    versions = versions_for(user, Permission.PROTOCOL_VIEW)
    found: list[Line] = []
    for version in {each.protocol_code: each for each in versions}.values():
        cohorts = read_cohorts(version)
        treated = read_treated(cohorts)
        theirs = [each for each in cohorts.decisions if each.holds_everywhere or each.site_code in sites]
        found += [_line(each, theirs, treated, user, sites) for each in theirs]
    return sorted(found, key=lambda line: -line.decision.pk)


def _line(
    decision: DoseLevelDecision, others: Sequence[DoseLevelDecision], treated: Mapping[str, Treated], user: AnyUser,
    sites: Sites,
) -> Line:  # fmt: skip
    state = _state(decision, others)
    changes = [_said(change, sites) for change in changes_since(decision, treated)]
    open_to = state == State.PENDING and isinstance(user, User) and may_sign(decision, user)
    return Line(decision, state, changes, open_to)


def _state(decision: DoseLevelDecision, others: Sequence[DoseLevelDecision]) -> State:
    """A later decision supersedes where it holds: at the same site, or at every site."""
    if decision.is_broken:
        return State.BROKEN
    places = {decision.site_code, EVERY_SITE}
    later = [each for each in others if each.pk > decision.pk and each.site_code in places and each.is_in_force]
    if later:
        return State.SUPERSEDED
    return State.IN_FORCE if decision.is_in_force else State.PENDING


def _said(change: Change, sites: Sites) -> dict[str, Any]:
    now = GONE if change.now is None else OUTCOMES[change.now]
    return {
        "who": change.number if change.site_code in sites else _("another site"),
        "was": f"{change.level_was} {OUTCOMES[change.was]}",
        "now": f"{change.level_now} {now}".strip(),
        "was_awaited": change.was_awaited,
    }
