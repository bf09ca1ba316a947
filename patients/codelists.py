"""Controlled terms of the forms of this app, with the submission value stored and the label shown."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ThawMethod(models.TextChoices):
    """How a bag was thawed."""

    WATER_BATH = "WATER BATH", _("water bath 37 °C")
    DRY = "DRY", _("dry thawing device")
    FRESH = "FRESH", _("fresh product, not thawed")


class CarGate(models.TextChoices):
    """The population that the CAR+ percentage is a share of; the arithmetic of the dose depends on it."""

    CD3 = "CD3", _("of CD3+ cells")
    VIABLE = "VIABLE", _("of all viable cells")


class InfusionRoute(models.TextChoices):
    """CDISC ROUTE (C66729), the terms that the protocol needs."""

    INTRAVENOUS = "INTRAVENOUS", _("intravenous")
