"""One form per file; gathered here for Django's registry."""

from patients.models.identity import SubjectIdentity
from patients.models.infusion import Bag, Infusion
from patients.models.subject import Subject

__all__ = ["Bag", "Infusion", "Subject", "SubjectIdentity"]
