"""The kinds of entries (种类): one module a kind, one class an entry, one field said once."""

from __future__ import annotations

from disclosure.kinds.accounts import Budget, FinalAccount
from disclosure.kinds.annual_report import AnnualReport
from disclosure.kinds.base import Attachment, Entry, Exemption, Relation, Withdrawn
from disclosure.kinds.emergency_plan import EmergencyPlan
from disclosure.kinds.guide import Guide
from disclosure.kinds.interpretation import Interpretation
from disclosure.kinds.notice import Notice
from disclosure.kinds.organ_profile import OrganProfile
from disclosure.kinds.policy import Policy
from disclosure.kinds.power_list import PowerList
from disclosure.kinds.rulebook import Rulebook
from disclosure.kinds.service_guide import ServiceGuide
from disclosure.kinds.service_list import ServiceList

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
        ServiceGuide,
        ServiceList,
        EmergencyPlan,
        AnnualReport,
        Notice,
    )
}
"""Every kind by the name of its folder, in the order in which lists show them."""

__all__ = [
    "KINDS",
    "AnnualReport",
    "Attachment",
    "Budget",
    "EmergencyPlan",
    "Entry",
    "Exemption",
    "FinalAccount",
    "Guide",
    "Interpretation",
    "Notice",
    "OrganProfile",
    "Policy",
    "PowerList",
    "Relation",
    "Rulebook",
    "ServiceGuide",
    "ServiceList",
    "Withdrawn",
]
