"""The kinds of entries (种类): one module a kind, one class an entry, one field said once."""

from __future__ import annotations

from disclosure.kinds.accounts import Budget, FinalAccount
from disclosure.kinds.alert import Alert
from disclosure.kinds.annual_report import AnnualReport
from disclosure.kinds.base import Attachment, Entry, Exemption, Need, Relation, Withdrawn
from disclosure.kinds.consultation import Consultation
from disclosure.kinds.emergency_plan import EmergencyPlan
from disclosure.kinds.guide import Guide
from disclosure.kinds.inspection import Inspection
from disclosure.kinds.interpretation import Interpretation
from disclosure.kinds.notice import Notice
from disclosure.kinds.organ_profile import OrganProfile
from disclosure.kinds.policy import Policy
from disclosure.kinds.power_list import PowerList
from disclosure.kinds.recruitment import Recruitment
from disclosure.kinds.rulebook import Rulebook
from disclosure.kinds.standard_catalogue import StandardCatalogue

KINDS: dict[str, type[Entry]] = {
    kind.slug: kind
    for kind in (
        Policy,
        Interpretation,
        OrganProfile,
        Guide,
        Rulebook,
        Budget,
        FinalAccount,
        PowerList,
        EmergencyPlan,
        Alert,
        Inspection,
        Recruitment,
        Consultation,
        StandardCatalogue,
        AnnualReport,
        Notice,
    )
}
"""Every kind by the name of its folder, in the order in which lists show them."""

__all__ = [
    "KINDS",
    "Alert",
    "AnnualReport",
    "Attachment",
    "Budget",
    "Consultation",
    "EmergencyPlan",
    "Entry",
    "Exemption",
    "FinalAccount",
    "Guide",
    "Inspection",
    "Interpretation",
    "Need",
    "Notice",
    "OrganProfile",
    "Policy",
    "PowerList",
    "Recruitment",
    "Relation",
    "Rulebook",
    "StandardCatalogue",
    "Withdrawn",
]
