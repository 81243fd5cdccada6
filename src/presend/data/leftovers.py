"""What an engine should have filled in: a text that was sent in, the tags still in it out.

Braces and percent signs stand in code, measures and shell commands as well, so a tag counts only
where it is whole, short and holds no more than a tag does; single braces and percent signs only
around the names that ESPs use (`presend.data.merge_tags`).
"""

from __future__ import annotations

from presend import patterns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from presend.documents.templating.holes import Hole

_NAME = r"[A-Za-z_@.$][\w.$]*+"
_WHOLE = {
    "{{": rf"\{{\{{[~-]?\s*+(?:[#/^&>!]\s*+)?(?:\$\{{)?{_NAME}"
          r"(?:\s*+[|:= (,][^{}<>\n]*+)?\}?[~-]?\s*+\}\}",
    "{{{": rf"\{{\{{\{{\s*+{_NAME}(?:\s*+[|: ][^{{}}<>\n]*+)?\s*+\}}\}}\}}",
    "{%": r"\{%[-+~]?\s*+[a-z_]++(?:\s[^{}%<>\n]*+)?%\}",
    "*|": r"\*\|[A-Za-z][\w:/. -]*+\|\*",
    "%%=": r"%%=\s*+\w++\s*+\([^<>\n]*+=%%",
    "%%[": r"%%\[\s*+(?i:set|if|var|endif|else)\b[^<>]*+\]%%",
    "<%=": r"<%=\s*+[@\w][^<>\n]*+%>",
    "<%": r"<%asm_\w++%>|<%-?\s*+(?:if|end|unless|else)\b[^<>\n]*+%>",
    "[[": r"\[\[(?:data:|var:|UNSUB|PERMALINK|contact\.|account\.|unsubscribe_link)[^\[\]\n]*+\]\]",
    "${": rf"\$\{{(?:{_NAME}\.{_NAME}|first_?name|name|email|unsubscribe\w*+)(?:![^}}\n]*+)?\}}",
    "{$": r"\{\$(?:name|last_name|email|company|unsubscribe|url)\b[^{}\n]*+\}",
    "{!": r"\{!(?:first|last|name|email|remove|contact|archive)\w*+\}",
    "#[": r"\#\[[A-Z][A-Z0-9:_]++\]\#",
    "$[": r"\$\[[A-Z][A-Z0-9:_|A-Za-z ]*+\]\$",
    "##": r"\#\#/?[A-Z][A-Za-z]++\#\#",
    "[": r"\[(?:\w++,fallback=[^\]\n]*+|unsubscribe|webversion)\]",
    "{": r"\{(?i:contactfield=\w++(?:\|[^}]*+)?|first_?name|last_?name|full_?name|email_?address"
         r"|company_?name|unsubscribe(?:_?(?:url|link|text))?|webview_url|DATA_VARIABLE:\w++)\}",
    "%": r"%(?:recipient\.\w++|unsubscribe_url|tag_unsubscribe_url|mailing_list_unsubscribe_url"
         r"|UNSUBSCRIBELINK|SENDER-INFO[A-Z-]*+|WEBCOPY|FIRST_?NAME|LAST_?NAME|FULL_?NAME"
         r"|EMAIL(?:_?ADDRESS)?)%",
    "%%": r"%%(?i:first[_ ]?name|last[_ ]?name|full[_ ]?name|name|email\w*+|subject|unsub\w*+"
          r"|member_\w++|\w++_url)%%",
}  # fmt: skip
ENCODED = patterns.compile(
    r"%7B(?:%7B|\{)(?:%20|\+)?[\w.$-]++[^\s\"'<>&]{0,60}?%7D(?:%7D|\})|\*%7C[\w:%]{1,40}?%7C\*"
    r"|%3C%25=?(?:%20|\+)?[\w.@%+-]{1,60}?%25%3E",
    patterns.I,
)
"""A tag in an address, percent-encoded."""


def find(text: str, holes: Sequence[Hole]) -> list[Hole]:
    """The holes that are beyond doubt tags of a template."""
    return [
        hole
        for hole in holes
        if hole.kind != "comment"
        and hole.end - hole.start <= 200
        and (pattern := _WHOLE.get(hole.opener)) is not None
        and patterns.compile(pattern).fullmatch(text, hole.start, hole.end)
    ]
