"""What the protocol fixes, as it is stored."""

from trial.models.cohort_slot import CohortSlot
from trial.models.decision_signature import DecisionSignature
from trial.models.dose_level_decision import DoseLevelDecision
from trial.models.protocol_version import ProtocolVersion
from trial.models.reference_range import ReferenceRange
from trial.models.site import Site
from trial.models.site_approval import SiteApproval

__all__ = [
    "CohortSlot",
    "DecisionSignature",
    "DoseLevelDecision",
    "ProtocolVersion",
    "ReferenceRange",
    "Site",
    "SiteApproval",
]
