"""The JSON Schema of presend.toml, built from what the settings and the rules declare."""

from __future__ import annotations

from types import GenericAlias, UnionType
from typing import TYPE_CHECKING, Any

from presend.data import caniemail
from presend.data.senders import ESPS
from presend.documents.templating.dialects import DIALECTS
from presend.finding import SEVERITIES
from presend.schema import FileText, fields
from presend.sending import SENDING
from presend.targets import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from presend.rule import Rule

_TEXTS = {"type": "array", "items": {"type": "string"}}
_FILES = {
    **_TEXTS,
    "description": "Patterns as in .gitignore, relative to the folder of the settings.",
    "examples": [["receipts/**", "*.txt"]],
}
_CLIENTS = {
    "type": "array",
    "items": {"enum": sorted(caniemail.names().masks)},
    "description": "The mail clients that the mails are for: a family, or one app of it.",
    "default": list(DEFAULT),
    "examples": [["gmail", "outlook-windows"]],
}
_DIALECT = {
    "enum": list(DIALECTS),
    "description": "The template language; else a file's name, the ESP or the text tells it.",
    "examples": ["hubl"],
}
_LEVEL = {"enum": [*SEVERITIES, "off"]}
_SENDING: dict[str, dict[str, Any]] = {
    "esp": {
        "enum": sorted(ESPS),
        "description": "The email service provider that sends.",
        "examples": ["hubspot"],
    },
    "domains": {
        **_TEXTS,
        "description": "The connected email sending domains; an empty list: none is connected.",
        "examples": [["mail.acme.com"]],
    },
    "from": {
        "type": "string",
        "description": "The From address, where no file names one.",
        "examples": ["Acme News <news@mail.acme.com>"],
    },
    "reply-to": {
        "type": "string",
        "description": "The Reply-To address, where no file names one.",
        "examples": ["hello@acme.com"],
    },
    "kind": {
        "enum": ["marketing", "transactional"],
        "description": "What is sent; where nobody says, it is judged as marketing.",
        "examples": ["transactional"],
    },
    "own-domains": {
        **_TEXTS,
        "description": "Domains of yours; their subdomains are too.",
        "examples": [["acme.com", "acme.de"]],
    },
    "dkim-domain": {
        "type": "string",
        "description": "The d= of the DKIM signature.",
        "examples": ["mail.acme.com"],
    },
    "return-path": {
        "type": "string",
        "description": "The domain or address of the Return-Path.",
        "examples": ["bf01x.hubspotemail.net"],
    },
    "ips": {
        "type": "string",
        "description": "The file with the sending IP addresses.",
        "examples": ["hubspot-ips.txt"],
    },
    "zone": {
        "type": "string",
        "description": "The file with the saved DNS records.",
        "examples": ["acme.com.zone"],
    },
}


def schema(rules: Iterable[Rule]) -> dict[str, Any]:
    """The schema (JSON Schema 2020-12) for these rules."""
    rules = list(rules)
    levels: dict[str, Any] = dict.fromkeys(sorted({rule.group for rule in rules}), _LEVEL)
    levels |= {rule.name: _of_rule(rule) for rule in sorted(rules, key=lambda rule: rule.name)}
    table = {"type": "object", "properties": levels, "additionalProperties": False}
    sending = {key: _SENDING[key] for key in SENDING}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "presend.toml",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "sending": {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    **sending,
                    "overrides": _per_files(sending, "Who sends the files that match."),
                },
            },
            "templates": _closed({"dialect": _DIALECT}),
            "targets": _closed({"clients": _CLIENTS}),
            "rules": table,
            "overrides": _per_files({"rules": table}, "Levels for the files that match."),
            "custom": {"type": "array", "items": _CUSTOM},
            "plugins": {
                **_TEXTS,
                "description": "Installed plugins whose rules run, too.",
                "default": [],
                "examples": [["acme"]],
            },
            "baseline": {
                "type": "string",
                "description": "The file of known findings, which --write-baseline writes.",
                "examples": ["presend-baseline.json"],
            },
            "exclude": {
                **_TEXTS,
                "description": "Patterns, as in .gitignore, of files that are never linted.",
                "default": [],
                "examples": [["archive/**"]],
            },
        },
    }


_CUSTOM = {
    "type": "object",
    "additionalProperties": False,
    "required": ["name", "message"],
    "oneOf": [{"required": ["selector"]}, {"required": ["xpath"]}],
    "properties": {
        "name": {
            "type": "string",
            "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$",
            "description": "The name of the rule; its group is custom.",
            "examples": ["old-shop-host"],
        },
        "selector": {
            "type": "string",
            "description": "A CSS selector: what it matches is a finding.",
            "examples": ['a[href*="shop-old.example"]'],
        },
        "xpath": {
            "type": "string",
            "description": "An XPath expression, in place of a selector.",
            "examples": ["//a[contains(@href, 'shop-old.example')]"],
        },
        "message": {
            "type": "string",
            "description": "What is said of each match.",
            "examples": ["the old shop closes in May"],
        },
        "severity": {
            "enum": list(SEVERITIES),
            "description": "How grave a match is.",
            "default": "warning",
            "examples": ["error"],
        },
    },
}


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _per_files(properties: dict[str, Any], description: str) -> dict[str, Any]:
    item = {**_closed({"files": _FILES, **properties}), "required": ["files"]}
    return {"type": "array", "items": item, "description": description}


def _of_rule(rule: Rule) -> dict[str, Any]:
    level = {**_LEVEL, "default": "off" if rule.off else rule.severity}
    properties = {"severity": level}
    if rule.options is not None:
        for key, kind in fields(rule.options).items():
            default = getattr(rule.defaults, key.replace("-", "_"))
            properties[key] = {**_of_type(kind), "default": default}
    return {"description": rule.summary, "anyOf": [level, _closed(properties)]}


def _of_type(kind: Any) -> dict[str, Any]:
    if isinstance(kind, UnionType):
        return {"anyOf": [_of_type(member) for member in kind.__args__]}
    if isinstance(kind, GenericAlias):
        return {"type": "array", "items": _of_type(kind.__args__[0])}
    words = {str: "string", FileText: "string", int: "integer", float: "number", bool: "boolean"}
    return {"type": words.get(kind, "null")}
