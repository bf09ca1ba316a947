"""What a simulation of the design asks: a true rate for each level, how many trials, and the seed."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from trial.escalation import design_settings
from trial.models import ProtocolVersion
from trial.protocol import Design
from trial.rules.scenario import Scenario

RATE = _("{level}: true rate of DLT, %")
MOST_TRIALS = 50_000
MOST_SEED = 2**31 - 1


class CharacteristicsForm(forms.Form):
    """For one protocol version: the rates have one field for each of its levels."""

    design = forms.ChoiceField(label=_("Design"), choices=Design.choices)
    toxic_above = forms.DecimalField(
        label=_("Overdose: true rate above, %"), min_value=0, max_value=100, decimal_places=1, initial=33
    )
    trials = forms.IntegerField(label=_("Simulated trials"), min_value=100, max_value=MOST_TRIALS, initial=10_000)
    seed = forms.IntegerField(
        label=_("Seed"),
        min_value=0,
        max_value=MOST_SEED,
        initial=1,
        help_text=_("The same seed gives the same figures."),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, version: ProtocolVersion) -> None:
        super().__init__(data)
        self.protocol = version.protocol
        self.codes = tuple(level.code for level in self.protocol.dose_levels)
        self.fields["design"].initial = self.protocol.cohort.design
        for number, code in enumerate(self.codes):
            self.fields[f"rate_{code}"] = forms.DecimalField(
                label=format_lazy(RATE, level=code),
                min_value=0,
                max_value=100,
                decimal_places=1,
                initial=min(10 + 15 * number, 100),
            )
        self.order_fields(["design", *(f"rate_{code}" for code in self.codes)])

    def scenario(self) -> Scenario:
        """What was asked, for the simulation."""
        asked = self.cleaned_data
        return Scenario(
            design=asked["design"],
            settings=design_settings(self.protocol),
            codes=self.codes,
            rates=tuple(asked[f"rate_{code}"] / Decimal(100) for code in self.codes),
            toxic_above=asked["toxic_above"] / Decimal(100),
        )
