"""The kinds of entries (种类): one module a kind, one class an entry, one field said once."""

from __future__ import annotations

from disclosure.kinds.accounts import Budget, FinalAccount
from disclosure.kinds.alert import Alert
from disclosure.kinds.annual_report import AnnualReport
from disclosure.kinds.base import Attachment, Entry, Exemption, Need, Relation, Withdrawn
from disclosure.kinds.consultation import Consultation
from disclosure.kinds.early_annual_report import EarlyAnnualReport
from disclosure.kinds.emergency_plan import EmergencyPlan
from disclosure.kinds.fee import FeeList
from disclosure.kinds.guide import Guide
from disclosure.kinds.inspection import Inspection
from disclosure.kinds.interpretation import Interpretation
from disclosure.kinds.licence_decision import LicenceDecisions
from disclosure.kinds.major_project import MajorProject
from disclosure.kinds.notice import Notice
from disclosure.kinds.organ_profile import OrganProfile
from disclosure.kinds.penalty_decision import PenaltyDecisions
from disclosure.kinds.plan import Plan
from disclosure.kinds.policy import Policy
from disclosure.kinds.power_list import PowerList
from disclosure.kinds.procurement import Procurement
from disclosure.kinds.recruitment import Recruitment
from disclosure.kinds.resource_trading import ResourceTrading
from disclosure.kinds.rulebook import Rulebook
from disclosure.kinds.service_guide import ServiceGuide
from disclosure.kinds.service_list import ServiceList
from disclosure.kinds.standard_catalogue import StandardCatalogue
from disclosure.kinds.statistic import Statistic

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
        Plan,
        Statistic,
        LicenceDecisions,
        PenaltyDecisions,
        FeeList,
        Procurement,
        MajorProject,
        ResourceTrading,
        Alert,
        Inspection,
        Recruitment,
        Consultation,
        StandardCatalogue,
        AnnualReport,
        EarlyAnnualReport,
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
    "EarlyAnnualReport",
    "EmergencyPlan",
    "Entry",
    "Exemption",
    "FeeList",
    "FinalAccount",
    "Guide",
    "Inspection",
    "Interpretation",
    "LicenceDecisions",
    "MajorProject",
    "Need",
    "Notice",
    "OrganProfile",
    "PenaltyDecisions",
    "Plan",
    "Policy",
    "PowerList",
    "Procurement",
    "Recruitment",
    "Relation",
    "ResourceTrading",
    "Rulebook",
    "ServiceGuide",
    "ServiceList",
    "StandardCatalogue",
    "Statistic",
    "Withdrawn",
]
