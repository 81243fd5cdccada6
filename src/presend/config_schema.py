"""The JSON Schema of presend.toml, built from what the settings and the rules declare."""

from __future__ import annotations

from types import GenericAlias, UnionType
from typing import TYPE_CHECKING, Any

from presend import config
from presend.data import caniemail
from presend.data.senders import ESPS
from presend.documents.dialects import DIALECTS
from presend.finding import SEVERITIES
from presend.schema import FileText, fields

if TYPE_CHECKING:
    from collections.abc import Iterable

    from presend.rule import Rule

_TEXTS = {"type": "array", "items": {"type": "string"}}
_CLIENTS = {
    "type": "array",
    "items": {"enum": sorted(caniemail.names().masks)},
    "description": "The mail clients that the mails are for: a family, or one app of it.",
}
_LEVEL = {"enum": [*SEVERITIES, "off"]}
_SENDING: dict[str, dict[str, Any]] = {
    "esp": {"enum": sorted(ESPS), "description": "The email service provider that sends."},
    "domains": {
        **_TEXTS,
        "description": "The connected email sending domains; an empty list: none is connected.",
    },
    "from": {"type": "string", "description": "The From address, where no file names one."},
    "reply-to": {"type": "string", "description": "The Reply-To address."},
    "kind": {"enum": ["marketing", "transactional"], "description": "What is sent."},
    "own-domains": {**_TEXTS, "description": "Domains of yours; their subdomains are too."},
    "dkim-domain": {"type": "string", "description": "The d= of the DKIM signature."},
    "return-path": {"type": "string", "description": "The domain or address of the Return-Path."},
    "ips": {"type": "string", "description": "The file with the sending IP addresses."},
    "zone": {"type": "string", "description": "The file with the saved DNS records."},
}


def schema(rules: Iterable[Rule]) -> dict[str, Any]:
    """The schema (JSON Schema 2020-12) for these rules."""
    rules = list(rules)
    levels: dict[str, Any] = dict.fromkeys(sorted({rule.group for rule in rules}), _LEVEL)
    levels |= {rule.name: _of_rule(rule) for rule in sorted(rules, key=lambda rule: rule.name)}
    table = {"type": "object", "properties": levels, "additionalProperties": False}
    sending = {key: _SENDING[key] for key in config.SENDING}
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
            "templates": _closed({"dialect": {"enum": list(DIALECTS)}}),
            "targets": _closed({"clients": _CLIENTS}),
            "rules": table,
            "overrides": _per_files({"rules": table}, "Levels for the files that match."),
            "custom": {"type": "array", "items": _CUSTOM},
            "plugins": {**_TEXTS, "description": "Installed plugins whose rules run, too."},
            "baseline": {
                "type": "string",
                "description": "The file of known findings, which --write-baseline writes.",
            },
            "exclude": {**_TEXTS, "description": "Patterns of files that are never linted."},
        },
    }


_CUSTOM = {
    "type": "object",
    "additionalProperties": False,
    "required": ["name", "message"],
    "oneOf": [{"required": ["selector"]}, {"required": ["xpath"]}],
    "properties": {
        "name": {"type": "string", "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"},
        "selector": {"type": "string", "description": "A CSS selector."},
        "xpath": {"type": "string", "description": "An XPath expression."},
        "message": {"type": "string"},
        "severity": {"enum": list(SEVERITIES)},
    },
}


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _per_files(properties: dict[str, Any], description: str) -> dict[str, Any]:
    item = {**_closed({"files": _TEXTS, **properties}), "required": ["files"]}
    return {"type": "array", "items": item, "description": description}


def _of_rule(rule: Rule) -> dict[str, Any]:
    options = fields(rule.options) if rule.options else {}
    properties = {"severity": _LEVEL} | {key: _of_type(kind) for key, kind in options.items()}
    return {"description": rule.summary, "anyOf": [_LEVEL, _closed(properties)]}


def _of_type(kind: Any) -> dict[str, Any]:
    if isinstance(kind, UnionType):
        return {"anyOf": [_of_type(member) for member in kind.__args__]}
    if isinstance(kind, GenericAlias):
        return {"type": "array", "items": _of_type(kind.__args__[0])}
    words = {str: "string", FileText: "string", int: "integer", float: "number", bool: "boolean"}
    return {"type": words.get(kind, "null")}
