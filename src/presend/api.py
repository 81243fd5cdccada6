"""Everything a rule needs, ours or a plugin's, in one import. What is named here is kept stable."""

# What `collections.abc` is made of, without the rest of `collections`: a short run feels it.
from _collections_abc import Callable, Collection, Iterable, Iterator, Sequence

from presend.documents.envelope import Envelope, Party
from presend.documents.html import Html
from presend.documents.ip_list import IpList
from presend.documents.links import Link
from presend.documents.looks.css import AtRule, Declaration, StyleRule
from presend.documents.markup.elements import Attribute, Element
from presend.documents.message import Message
from presend.documents.plain import Plain
from presend.documents.urls import Url
from presend.documents.zone import Zone
from presend.finding import Finding, Fix, Severity, Unknown, brief, listed, sentence
from presend.rule import rule
from presend.schema import FileText
from presend.source import Edit, Source, Span
from presend.targets import Targets

__all__ = [
    "AtRule",
    "Attribute",
    "Callable",
    "Collection",
    "Declaration",
    "Edit",
    "Element",
    "Envelope",
    "FileText",
    "Finding",
    "Fix",
    "Html",
    "IpList",
    "Iterable",
    "Iterator",
    "Link",
    "Message",
    "Party",
    "Plain",
    "Sequence",
    "Severity",
    "Source",
    "Span",
    "StyleRule",
    "Targets",
    "Unknown",
    "Url",
    "Zone",
    "brief",
    "listed",
    "rule",
    "sentence",
]
