"""Holes: the stretches of a template that its engine fills in or acts on when the mail is sent.

Holes are found, never rendered, so that offsets stay true. `find` names them, `mask` puts
characters of the same length in their place, so that HTML can be read around them:

- `HOLE` for each code point of output (`{{ name }}`): an unknown character of a word or value;
- `GAP` for each code point of a statement or comment (`{% if %}`, `{# #}`): in a value as
  unknown as a hole, but between attributes it counts as white space.

Delimiters that mean one thing only are always understood, whatever the dialect, since one
engine's output is often another's template.
"""

from __future__ import annotations

from presend import patterns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Literal

    from presend.documents.html import Html
    from presend.documents.plain import Plain
    from presend.documents.templating.blocks import Branch as Branch
    from presend.documents.templating.directives import Directives

    Kind = Literal["output", "statement", "comment"]

HOLE = "\x1a"
GAP = "\x1b"

# By first character, so that one that delimits nothing is soon passed over.
_DELIMITER = patterns.compile(
    r"\{(?:\{(?:\{\{|!--|!|--|\{)?|%|#(?=[\s#*-])|\*(?=\s)"  # curly engines
    r"|(?=(?:/?(?:if|foreach|section)|else|elseif|foreachelse|sectionelse)\b[^{}\n]*+\})"  # Smarty
    r"|\$(?=[A-Za-z])|!(?:(?=[A-Za-z_])|!(?=\s))"  # MailerLite, AWeber; Blade
    r"|(?<=[\"'=/ >]\{)(?=[A-Za-z_][\w.:|=-]*+\}(?!\}))"  # Mautic, Brevo, Loops, str.format
    r"|(?<==\{)(?=[@~\[]|\"[^\"\n]*+\"\})"  # HEEx
    r"| [{%])"  # loose
    r"|<(?:%(?:--|[#=-])?"  # ERB, EJS, SendGrid
    r"|\?(?:php\b|=)|#--|/?[#@](?=[A-Za-z])|/@(?=>))"  # PHP, FreeMarker
    r"|%(?:%(?:[\[=]|(?=[A-Za-z_]))"  # AMPscript
    r"|(?=(?:recipient|mailing_list|tag_unsubscribe|unsubscribe)[._a-z]*%)"  # Mailgun
    r"|(?=/?(?:IF|ELSE|ELSEIF)\b)|(?=[A-Z][A-Z0-9_-]{2,40}%)"  # ActiveCampaign
    r"|[}>]|%(?<=[=\]]%%))"  # loose
    r"|\*\|(?=[A-Za-z])"  # Mailchimp
    r"|\$(?:\{|\[(?=[A-Z]))"  # FreeMarker, Braze, Marketo; Zoho
    r"|\[(?:\[(?=[A-Za-z_]+[:._])|\[(?=[A-Z_]+\]\])"  # Mailjet, Omnisend
    r"|/?\#(?=[a-z])|%(?=[-+]?\s?\w)|(?=(?:if|elseif):|else\]|(?<!!\[)endif\])"  # see `directives`
    r"|(?=(?:[a-z][A-Za-z0-9 ]*,fallback=|unsubscribe\]|webversion\])))"  # Campaign Monitor
    r"|@(?<![\w@.]@)(?=if|else|end|unless|isset|empty|for|while|switch|case|default|auth|guest"
    r"|can|env|production|error|once|php|class|style|checked|selected|disabled|readonly|required"
    r"|json|js|hasSection|sectionMissing)"  # Blade
    r"|\#(?=\{?(?:if|elseif|else|end|foreach)\b)"  # Velocity
    r"|\#(?:\[(?=[A-Z])|\#(?=/?[A-Z][A-Za-z]*\#\#)|\})"  # Mailigen, SocketLabs; loose
    r"|\}\}|\|\*"  # loose
)
_CLOSERS = {
    "{{{{": "}}}}",
    "{{!--": "--}}",
    "{{--": "--}}",
    "{{!": "}}",
    "{{{": "}}}",
    "{{": "}}",
    "{%": "%}",
    "{#": "#}",
    "{*": "*}",
    "<%--": "--%>",
    "<%#": "%>",
    "<%=": "%>",
    "<%-": "%>",
    "<%": "%>",
    "<?php": "?>",
    "<?=": "?>",
    "<#--": "-->",
    "<#": ">",
    "</#": ">",
    "<@": ">",
    "</@": ">",
    "${": "}",
    "*|": "|*",
    "%%[": "]%%",
    "%%=": "=%%",
    "%%": "%%",
    "[[": "]]",
    "{$": "}",
    "{!": "}",
    "{!!": "!!}",
    "#[": "]#",
    "$[": "]$",
    "##": "##",
    "%": "%",
    "[": "]",
    "{": "}",
}
_COMMENTS = frozenset(("{{!--", "{{!", "{{--", "{#", "{*", "<%--", "<%#", "<#--"))
# Marks of text as well: see `directives`, which looks only where one of `_DIRECTED` stands.
_DIRECTIVES = ("@", "#", "[#", "[/#", "[%", "[", "{", "%")
_DIRECTED = ("@end", "@class([", "@style([", "#end", "#{end", "[/#", "[%", "[if:", "{/if}",
             "{/foreach}", "{/section}", "%/IF%")  # fmt: skip
_NO_DIRECTIVE = patterns.compile(  # what stands after a mark of theirs that is a merge tag's
    r"(?<=[\"'=/ >]\{)[A-Za-z_][\w.:|=-]*+\}(?!\})|(?<==\{)|(?<=\[)(?:[a-z][A-Za-z0-9 ]*,fallback="
    r"|unsubscribe\]|webversion\])|(?<=%)(?:recipient|mailing_list|tag_unsubscribe|unsubscribe"
    r"|[A-Z][A-Z0-9_-]{2,40}%)"
)
_CODE_COMMENT = patterns.compile(  # a tag that is nothing but a comment: Go, AMPscript; Liquid
    r"(?:\{\{[-~]?|%%\[)\s*+/\*(?:[^*]++|\*(?!/))*+\*/\s*+(?:[-~]?\}\}|\]%%)\Z|\{%[-+~]?\s*+#"
)
_STATEMENTS = frozenset(("{%", "<%", "<?php", "<#", "</#", "<@", "</@", "%%["))
_CURLY_STATEMENT = patterns.compile(
    r"\{\{\{?[~-]?\s*+(?:[#/^>*]|(?:else|if|range|with|end|define|template|block)\b"
    r"(?!\.[a-z_]|\s*+\|)|/\*)"  # `{{ block.text }}` is the text of a block
)
_MAILCHIMP_STATEMENT = patterns.compile(
    r"\*\|(?:IF|IFNOT|ELSE|ELSEIF|END|INTERESTED|HIDE|SHOW)\b", patterns.I
)
_RUBY_STATEMENT = patterns.compile(
    r"<%-\s*+(?:\}|(?:if|unless|for|while|case|when|else|elsif|end)\b)"
    r"|<%-(?:(?!\bdo\b)[^%])*+\bdo\s*+(?:\|[^|%]*+\|\s*+)?-?%>"
)
_PHP_PRINTS = patterns.compile(  # the language's own words, and those of WordPress
    r"<\?php\s++(?:echo|print|printf|vprintf|_e|_ex|(?:esc_\w++|wp_kses\w*+)_e|the_\w++|bloginfo)\b"
)
_TAGS = ("{%", "<#")
_TAG = patterns.compile(r"(?:\{%[-+~]?\s*+|<#)(\w++)?")
_LETTER = patterns.compile(r"[A-Za-z_]")
_GO_COMMENT = patterns.compile(r"[-~]?\s*+/\*")
_GO_COMMENT_END = patterns.compile(r"\*/\s*+[-~]?\}\}")
_EXPRESSES = ("@", "~", "[", '"')  # what an expression begins with, and no merge tag
_DICT = 500  # code points in which a tag with strings or a name ends
# `{{ a }, b {{`: what follows the name is no more of the tag.
_SINGLE = patterns.compile(r"[^{}\"'<>]*+\}(?!\})")
# `{{#get filter="{{ id }}"}}`: what stands in a string is no opener.
_QUOTING = {
    "{{": patterns.compile(r"(?:[^\"'`{}<>]|\"[^\"\n]*+\"|'[^'\n]*+'|`[^`\n]*+`)*+\}\}"),
    "{%": patterns.compile(r"(?:[^\"'{%]|\{(?!%)|%(?!\})|\"[^\"\n]*+\"|(?<!\w)'[^'\n]*+')*+%\}"),
}
_EXPRESSION = 10_000  # code points in which an expression of FreeMarker ends
_OPAQUE = {
    "comment": patterns.compile(r"\{%[-+~]?\s*+endcomment\b[^%]*+%\}"),
    "raw": patterns.compile(r"\{%[-+~]?\s*+endraw\b[^%]*+%\}"),
    "verbatim": patterns.compile(r"\{%[-+~]?\s*+endverbatim\b[^%]*+%\}"),
    "noparse": patterns.compile(r"</#noparse\s*+>"),
}
_OUTPUT_TAGS = frozenset(
    "url static trans translate include module widget unsubscribe unsubscribe_link "
    "unsubscribe_url web_view view_in_browser_url manage_preferences render echo firstof now "
    "cycle widthratio csrf_token personalization_token color text rich_text image linked_image "
    "logo email_body partial content_block render_block get_current_language lorem "
    "manage_subscription_preferences_url catalog coupon_code mjml_include content_attribute "
    "asset_url include_dnd_partial dnd_area global_partial t js_url inline_image simple_menu "
    "absurl absolute_uri get_media_prefix get_static_prefix querystring filter_url".split()
)


class Hole:
    """One template construct: where it stands, its delimiters and what it does.

    `start` and `end` include the delimiters. `opener` is the opening delimiter.
    """

    __slots__ = ("end", "kind", "opener", "start")

    def __init__(self, start: int, end: int, kind: Kind, opener: str) -> None:
        self.start = start
        self.end = end
        self.kind = kind
        self.opener = opener


class Holes(list[Hole]):
    """The holes of a text in reading order.

    `loose` are closing delimiters outside them, and opening ones with a space in them, with
    their places; many a one is no part of a template (the end of a nested rule in CSS).
    """

    __slots__ = ("_said", "_text", "loose")

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self._said: str | None = None
        self.loose: list[tuple[int, str]] = []

    @property
    def said(self) -> str:
        """All holes but comments, one after the other, to look for what may be in one of them."""
        if self._said is None:
            text = self._text
            self._said = "\n".join([text[h.start : h.end] for h in self if h.kind != "comment"])
        return self._said


def find(text: str) -> tuple[Holes, list[tuple[int, str]]]:
    """The holes of a text in reading order, and the openers that nothing closes.

    An opener whose closer comes only after the same opener again is broken: it is passed
    over, so that one missing brace does not swallow the mail.
    """
    holes = Holes(text)
    found = _DELIMITER.search(text)
    if found is None:
        return holes, []
    broken: list[tuple[int, str]] = []
    closers: dict[str, int] = {}
    unclosed: set[str] = set()
    end_of_text = budget = len(text)
    directed: bool | None = None
    engines: Directives | None = None
    while found is not None:
        start, inside = found.span()
        opener = found[0]
        if opener in _DIRECTIVES:
            if directed is None:
                directed = any(mark in text for mark in _DIRECTED)
                if directed:
                    from presend.documents.templating.directives import Directives

                    engines = Directives(text)
            end = engines.end(start, opener) if engines is not None else 0
            if end:
                holes.append(Hole(start, end, "statement", opener))
            if end or not _NO_DIRECTIVE.match(text, inside):
                found = _DELIMITER.search(text, end or inside)
                continue
        if opener not in _CLOSERS or (opener == "%%" and not _LETTER.match(text, inside)):
            holes.loose.append((start, opener))
            found = _DELIMITER.search(text, inside)
            continue
        if opener[0] == "{" and text[start - 1 : start] == "=":
            from presend.documents.templating import ends

            end = ends.after_expression(text, start)
            if end:
                holes.append(Hole(start, end, "output", opener))
            if end or text[inside : inside + 1] in _EXPRESSES:
                found = _DELIMITER.search(text, end or inside)
                continue
        if opener == "{{--" and _next(text, "--}}", inside, closers) == end_of_text:
            opener, inside = "{{", start + 2
        if opener == "{{" and (explained := _GO_COMMENT.match(text, inside)):
            at = _next(text, "*/", explained.end(), closers)
            if ending := _GO_COMMENT_END.match(text, at):
                holes.append(Hole(start, ending.end(), "comment", opener))
                found = _DELIMITER.search(text, ending.end())
                continue
        closer = _CLOSERS[opener]
        at = _next(text, closer, inside, closers)
        if opener == "<?php" and at == end_of_text:  # what a file ends with need not be closed
            holes.append(Hole(start, end_of_text, "statement", opener))
            break
        again = text.find(opener, inside, at)
        if opener != "<?php" and (
            at == end_of_text or (again >= 0 and not text.startswith("<#--", again))
        ):
            quotes = _QUOTING.get(opener)
            if quotes and (quoting := quotes.match(text, inside, inside + _DICT)):
                holes.append(
                    Hole(start, quoting.end(), _kind(text, start, quoting.end(), opener), opener)
                )
                found = _DELIMITER.search(text, quoting.end())
                continue
            broken.append((start, opener))
            found = _DELIMITER.search(text, inside)
            continue
        end = at + len(closer)
        if opener == "{{":
            if text.find("}", inside, at) >= 0 and _SINGLE.match(text, inside, at):
                broken.append((start, opener))
                found = _DELIMITER.search(text, inside)
                continue
            if text.find("{", inside, at) >= 0:
                from presend.documents.templating import ends

                end = ends.after_dict(text, inside, at)
        elif closer == ">":
            from presend.documents.templating import ends

            end, seen = ends.after_brackets(text, inside, at, min(_EXPRESSION, budget))
            budget -= seen
        kind = _kind(text, start, end, opener)
        if opener in _TAGS and (word := _tag(text, start)) in _OPAQUE and word not in unclosed:
            close = _OPAQUE[word].search(text, end)
            if close is None:
                unclosed.add(word)
            elif word == "comment":
                kind, end = "comment", close.end()
            else:
                holes.append(Hole(start, end, kind, opener))
                start, end = close.span()
        elif opener == "{{{{":
            slash = _next(text, "{{{{/", end, closers)
            raw = text[inside : min(at, inside + _DICT)].split()
            if raw and text.startswith(raw[0] + "}}}}", slash + 5):  # a raw block of Handlebars
                holes.append(Hole(start, end, "statement", opener))
                kind, start, end = "statement", slash, slash + len(raw[0]) + 9
        holes.append(Hole(start, end, kind, opener))
        found = _DELIMITER.search(text, end)
    return holes, broken


def _next(text: str, mark: str, since: int, known: dict[str, int]) -> int:
    """Where a mark stands next, the end of the text if nowhere; `known` are those found before."""
    at = known.get(mark, -1)
    if at < since:
        at = text.find(mark, since)
        known[mark] = at = at if at >= 0 else len(text)
    return at


def _tag(text: str, start: int) -> str:
    found = _TAG.match(text, start)
    return (found[1] or "") if found else ""


def _kind(text: str, start: int, end: int, opener: str) -> Kind:
    if opener in _COMMENTS:
        return "comment"
    if opener == "{%" and (tag := _tag(text, start)):
        return "output" if tag in _OUTPUT_TAGS else "statement"
    if opener in ("{%", "{{", "%%[") and _CODE_COMMENT.match(text, start, end):
        return "comment"
    if opener == "<%-":  # ERB's trimmed statement and EJS's raw output look alike
        return "statement" if _RUBY_STATEMENT.match(text, start) else "output"
    if opener == "<?php" and _PHP_PRINTS.match(text, start):
        return "output"
    if opener in _STATEMENTS:
        return "statement"
    if opener in ("{{", "{{{", "{{{{") and _CURLY_STATEMENT.match(text, start):
        return "statement"
    if opener == "*|" and _MAILCHIMP_STATEMENT.match(text, start):
        return "statement"
    return "output"


def mask(text: str, holes: Sequence[Hole]) -> str:
    """The text with each hole filled by as many fillers; as long as the text itself."""
    if not holes:
        return text
    pieces: list[str] = []
    done = 0
    for hole in holes:
        filler = HOLE if hole.kind == "output" and hole.opener != "{%" else GAP
        pieces += (text[done : hole.start], filler * (hole.end - hole.start))
        done = hole.end
    pieces.append(text[done:])
    return "".join(pieces)


_STATEMENT_MARKS = ("{%", "{{", "<%", "*|", "%%[", "<#", "<?php", *_DIRECTED)


def may_branch(text: str) -> bool:
    """A quick look: whether the text holds anything that could open a branch."""
    return any(mark in text for mark in _STATEMENT_MARKS)


def conditional(document: Html | Plain, *, environment: bool = False) -> Callable[[int], bool]:
    """Whether an offset stands in a conditional: see `presend.data.branches.conditional`."""
    from presend.data.branches import conditional as stands_in

    text = document.source.text
    found = branches(text, document.holes) if may_branch(text) else ()
    return stands_in(text, found, environment=environment)


def branches(text: str, holes: Sequence[Hole]) -> Iterator[Branch]:
    """The conditionals and loops of a text: see `presend.documents.templating.blocks`."""
    from presend.documents.templating import blocks

    return blocks.branches(text, holes)
