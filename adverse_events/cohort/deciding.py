"""The committee decides on the board: what it saw is taken from there, and what changed since is found."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from adverse_events.cohort.board import Board
from adverse_events.cohort.treated import Treated, read_treated
from adverse_events.rules.cohort_outcome import Outcome
from edc.access.models import User
from patients.cohort import read_cohorts
from trial.decisions import Proposed, record_dose_decision, sign_dose_decision
from trial.models import DecisionSignature, DoseLevelDecision


@dataclass(frozen=True)
class Change:
    """One participant who counts otherwise than when it was signed; `now` is None where the infusion is gone."""

    number: str
    site_code: str
    was: Outcome
    now: Outcome | None
    level_was: str
    level_now: str

    @property
    def was_awaited(self) -> bool:
        """Whether it only is the window that ran out, without a toxicity."""
        return self.was == Outcome.PENDING and self.now == Outcome.EVALUABLE and self.level_was == self.level_now


def decide(*, board: Board, site_code: str, proposed: Proposed, by: User) -> DoseLevelDecision:
    """Record and sign a decision on what the board shows. Raises as `record_dose_decision`."""
    return record_dose_decision(version=board.version, site_code=site_code, proposed=proposed, seen=board.seen, by=by)


def countersign(decision: DoseLevelDecision, *, by: User) -> DecisionSignature:
    """The other side signs the same data. Raises ValidationError once they changed, and as `sign_dose_decision`."""
    if changes_since(decision, read_treated(read_cohorts(decision.protocol_version))):
        raise ValidationError(_("The data have changed since the first signature. Record the decision anew."))
    return sign_dose_decision(decision, by=by)


def changes_since(decision: DoseLevelDecision, treated: Mapping[str, Treated]) -> list[Change]:
    """Who of the participants seen counts otherwise now; of decisions older than the board nothing is known."""
    found = []
    for seen in decision.data_seen.get("participants", []):
        one = treated.get(seen["number"])
        now, level_now = (one.outcome, one.dosing.level) if one else (None, "")
        if (seen["outcome"], seen["level"]) != (now, level_now):
            found.append(Change(seen["number"], seen["site"], Outcome(seen["outcome"]), now, seen["level"], level_now))
    return found
