"""Everything a rule needs, ours or a plugin's, in one import. What is named here is kept stable."""

from presend.documents.css import AtRule, Declaration, StyleRule
from presend.documents.elements import Attribute, Element
from presend.documents.envelope import Envelope, Party
from presend.documents.html import Html
from presend.documents.links import Link
from presend.documents.message import Message
from presend.documents.plain import Plain
from presend.documents.urls import Url
from presend.documents.zone import Zone
from presend.finding import Finding, Fix, Severity, Unknown
from presend.rule import rule
from presend.schema import FileText
from presend.source import Edit, Source, Span
from presend.targets import Targets

__all__ = [
    "AtRule",
    "Attribute",
    "Declaration",
    "Edit",
    "Element",
    "Envelope",
    "FileText",
    "Finding",
    "Fix",
    "Html",
    "Link",
    "Message",
    "Party",
    "Plain",
    "Severity",
    "Source",
    "Span",
    "StyleRule",
    "Targets",
    "Unknown",
    "Url",
    "Zone",
    "rule",
]
