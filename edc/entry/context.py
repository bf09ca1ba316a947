"""What every page shows around its content: where one is, who one is, where one can go."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from edc.access.gate import assignments_of, may
from edc.access.models import EVERY_SITE
from edc.access.permissions import Permission
from edc.access.roles import Role
from edc.crf.wording import listed

LINKS = (
    (_("Home"), "home", Permission.CRF_VIEW),
    (_("Participants"), "subjects", Permission.SUBJECT_VIEW),
    (_("To be judged"), "judgements", Permission.JUDGE),
    (_("Queries"), "query_list", Permission.CRF_VIEW),
    (_("Safety reports"), "safety_clocks", Permission.CRF_VIEW),
    (_("Trial results"), "studies", Permission.CRF_VIEW),
    (_("Audit trail"), "audit_trail", Permission.AUDIT_VIEW),
    (_("Protocol"), "protocol", Permission.PROTOCOL_VIEW),
    (_("Cohorts"), "cohort_boards", Permission.PROTOCOL_VIEW),
    (_("Dose decisions"), "dose_decisions", Permission.PROTOCOL_VIEW),
    (_("Forms"), "annotated_crf", Permission.PROTOCOL_VIEW),
    (_("Export"), "export", Permission.DATA_EXPORT),
    (_("Users"), "user_list", Permission.USER_MANAGE),
    (_("Sites"), "site_list", Permission.SITE_MANAGE),
)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context of the frame; for somebody not signed in only what the sign-in page needs."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"demonstration": settings.DEMONSTRATION}
    held = assignments_of(user)
    return {
        "demonstration": settings.DEMONSTRATION,
        "site": ", ".join(sorted({a.site_code for a in held if a.site_code != EVERY_SITE})),
        "acting_role_label": listed([Role(role).label for role in dict.fromkeys(a.role for a in held)]),
        "navigation": [
            (label, url, request.path == url or (name != "home" and request.path.startswith(url)))
            for label, name, permission in LINKS
            if may(user, permission) and (url := _url(name))
        ],
        "sign_ins_url": reverse("my_sign_ins"),
    }


def _url(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
