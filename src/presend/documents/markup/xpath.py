"""Html in, an lxml tree out, and what XPath 1.0 finds in it as spans.

lxml parses nothing here: its elements are made of ours, in the same nesting. What XML does not
allow is made legal: a character of a text becomes U+FFFD, one of a name becomes `_`. A name with
a colon gets a namespace that stands for its prefix, so that `//v:rect`, `name() = "v:rect"` and
`local-name() = "rect"` all find `<v:rect>`.

The root is the first `html` or `mjml` that stands in no other element, and has all there is
around it inside; where there is none, it is an element `document` that no finding names.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

from presend.documents.html import Comment
from presend.documents.markup import events
from presend.documents.markup.elements import Element
from presend.documents.markup.tokens import MODERN
from presend.finding import Unknown
from presend.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, TypeAlias

    from presend.documents.html import Html
    from presend.documents.markup.elements import Attribute

    Nodes: TypeAlias = dict[Any, Element | Comment]
    """What the elements and comments of an lxml tree were made of."""

_ROOTS = ("html", "mjml")
_NO_TEXT = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML 1.0, 2.2
_NO_NAME = re.compile(r"[^A-Za-z0-9_.-]")  # of what XML allows in names the part that mail uses
_XML = "http://www.w3.org/XML/1998/namespace"
# what bounds the time, on one core to some ten seconds; mails stay far below
ATTRIBUTES = 4_000  # of one element: libxml2 keeps them in a list
PREFIXES = 100  # different ones in a text: libxml2 looks along all of them for each name
VOLUME = 2_000_000_000  # code points of the text, times how deep it nests: all string values
STEPS = 3_000_000_000  # comparisons of nodes, of which libxml2 makes some 10**9 a second

# those of XPath 1.0 but for id(), which finds nothing where no DTD says what an ID is
_FUNCTIONS = {"boolean", "ceiling", "concat", "contains", "count", "false", "floor", "lang", "last",
              "local-name", "name", "namespace-uri", "normalize-space", "not", "number", "position",
              "round", "starts-with", "string", "string-length", "substring", "substring-after",
              "substring-before", "sum", "translate", "true"}  # fmt: skip
_NODE_TYPES = frozenset(("comment", "node", "processing-instruction", "text"))
_OPERATORS = frozenset(("and", "div", "mod", "or"))
_NEAR = frozenset(("attribute", "child", "self"))
_ASIDE = frozenset(("following", "following-sibling", "preceding", "preceding-sibling"))
_NAME = r"[^\W\d][\w.-]*+"
_TOKEN = re.compile(
    r"\s*+(?:(\"[^\"]*+\"|'[^']*+')"  # 1 literal
    rf"|({_NAME})\s*+::"  # 2 axis
    rf"|(?:({_NAME}):(?!:))?({_NAME}|(?<=:)\*)(\s*+\()?"  # 3 prefix, 4 name, 5 call
    r"|(//|\.\.|[0-9.]++|\S))"  # 6
)


def grow(html: Html) -> tuple[Any, Nodes]:
    """The root of the lxml tree of a text, and what each element and comment was made of.

    Raises Unknown where the text is of a kind that would take libxml2 long.
    """
    seen = [element for element in html.all_elements if element.visible]
    names = {name for element in seen for name in (element.name, *element.places)}
    prefixes = {prefix for prefix in map(_prefix, names) if prefix}
    if (
        nesting(html)[0] * len(html.masked) > VOLUME
        or len(prefixes) > PREFIXES
        or any(len(element.places) > ATTRIBUTES for element in seen)
    ):
        raise _excess()
    top = _top(html)
    namespaces = {prefix: namespace(prefix) for prefix in sorted(prefixes) if prefix != "xml"}
    if top is None:
        root = etree.Element("document", nsmap=namespaces)
        nodes: Nodes = {}
    else:
        root = etree.Element(*_start(top), nsmap=namespaces)
        nodes = {root: top}
    stack = [root]
    before: Any = None  # the child that the text comes after
    pending: list[str] = []
    for kind, start, end, node in events.walk(html):
        if kind == events.TEXT:
            pieces = events.texts(html, start, end, node)
            pending += [text for text, is_comment in pieces if not is_comment]
        elif node is not None and node is not top:
            _write(pending, stack[-1], before)
            if kind == events.CLOSE:
                before = stack.pop()
            elif isinstance(node, Element):
                stack.append(etree.SubElement(stack[-1], *_start(node)))
                nodes[stack[-1]] = node
                before = None
            else:
                content = _NO_TEXT.sub("\ufffd", html.source[node.content])
                before = etree.Comment(re.sub(r"-(?=-|\Z)", "- ", content))  # XML 1.0, 2.5
                stack[-1].append(before)
                nodes[before] = node
    _write(pending, root, before)
    return root, nodes


def _write(pending: list[str], parent: Any, before: Any) -> None:
    if not pending:
        return
    text = _NO_TEXT.sub("\ufffd", "".join(pending))
    pending.clear()
    if before is None:
        parent.text = text
    else:
        before.tail = text


grown = lru_cache(maxsize=1)(grow)
"""The same for several expressions about one text after the other."""


def _excess() -> Unknown:
    return Unknown(
        "there is too much, or it nests too deep, for an XPath", "write the rule as a selector"
    )


def _top(html: Html) -> Element | None:
    found = html.elements(*_ROOTS)
    return next((each for each in found if each.visible & MODERN and each.parent is None), None)


def _start(element: Element) -> tuple[str, dict[str, str]]:
    attributes: dict[str, str] = {}
    for _, value, attribute in events.attributes(element):
        attributes.setdefault(_legal(attribute.name), _NO_TEXT.sub("\ufffd", value))
    return _legal(element.name), attributes


def _legal(name: str) -> str:
    """A name as lxml has it: legal, with a namespace for its prefix."""
    prefix = _prefix(name)
    if prefix is None:
        return _legal_part(name)
    return f"{{{namespace(prefix)}}}{_legal_part(name.partition(':')[2])}"


def _prefix(name: str) -> str | None:
    prefix, colon, local = name.partition(":")
    return _legal_part(prefix) if prefix and colon and local else None


def _legal_part(name: str) -> str:
    legal = _NO_NAME.sub("_", name)
    return legal if legal[0].isalpha() or legal[0] == "_" else f"_{legal}"


def namespace(prefix: str) -> str:
    """The name of the namespace that stands for a prefix."""
    return _XML if prefix == "xml" else f"prefix:{prefix}"


class Expression:
    """An XPath 1.0 expression for elements, attributes, text or comments.

    Raises ValueError with the reason where it is none. Only the functions of XPath 1.0 itself
    are there: none that reads another document, none of EXSLT, none that Python code adds.
    """

    __slots__ = ("_aside", "_far", "_xpath")

    def __init__(self, text: str) -> None:
        _compiled(text, {})
        prefixes, parts, self._far, self._aside = _read(text)
        namespaces = {prefix: namespace(prefix) for prefix in prefixes - {"xml"}}
        sample = etree.Element("sample", {"sample": ""})
        sample.text = "sample"
        for part in parts:
            # as a predicate, since position() has no value outside of one
            _result(_compiled(f"self::node()[{part}]", namespaces), sample, part)
        self._xpath = _compiled(text, namespaces)
        result = _result(self._xpath, sample, text)
        if not isinstance(result, list):
            kinds = {bool: "true or false", float: "a number"}
            kind = kinds.get(type(result), "a text")
            raise ValueError(f"it gives {kind}, but a finding needs a place")

    def spans(self, html: Html) -> Iterator[Span]:
        """The places of what it finds, in reading order: of an element, or of the element that
        a text stands in, the start tag, of an attribute the value, of a comment all of it.

        Raises Unknown where the text is so large, or nested so deep, that it would take long.
        """
        root, nodes = grown(html)
        count, pairs = len(nodes), nesting(html)[1]
        if self._far and max(pairs, count * count // 2 if self._aside else 0) * count > STEPS:
            raise _excess()
        attributes: dict[Element, dict[str, Attribute]] = {}
        for found in self._xpath(root):
            if not isinstance(found, str):
                if found in nodes:
                    yield nodes[found].span
                continue
            result: Any = found  # a string that knows where it is from
            parent = result.getparent()
            node = nodes.get(parent.getparent() if result.is_tail else parent)
            if not isinstance(node, Element):
                yield Span(html.start, html.start)  # a text that no element is around
            elif result.is_attribute:
                if node not in attributes:
                    named = ((_legal(each.name), each) for each in node.attributes)
                    attributes[node] = dict(reversed([*named]))  # of two the first
                attribute = attributes[node][result.attrname]
                yield attribute.span if attribute.span[0] < attribute.span[1] else attribute.whole
            else:
                yield node.span


def _compiled(text: str, namespaces: dict[str, str]) -> Any:
    try:
        return etree.XPath(text, namespaces=namespaces)
    except (etree.XPathError, ValueError) as error:
        raise ValueError(_lowered(str(error))) from None


def _result(xpath: Any, sample: Any, part: str) -> Any:
    try:
        return xpath(sample)
    except etree.XPathError as error:
        raise ValueError(f"{part}: {_lowered(str(error))}") from None


def _lowered(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _read(text: str) -> tuple[set[str], list[str], bool, bool]:
    """What there is to know of a well-formed expression.

    The prefixes in it; its predicates and calls, which are expressions themselves; whether its
    steps may come to one node in several ways, for which libxml2 compares all with all; whether
    they lead along siblings. Raises ValueError for what has no meaning here.
    """
    prefixes: set[str] = set()
    parts: list[str] = []
    opened: list[int] = []  # where what waits for its closing bracket starts; -1: no expression
    far = aside = operand = False
    for found in _TOKEN.finditer(text):
        literal, axis, prefix, name, call, sign = found.groups()
        if literal:
            operand = True
        elif axis:
            if axis == "namespace":
                raise ValueError("namespaces have no place in a file")
            far = far or axis not in _NEAR
            aside = aside or axis in _ASIDE
            operand = False
        elif name:
            operator = operand and name in _OPERATORS
            calls = call and not operator and name not in _NODE_TYPES
            if calls and (prefix or name not in _FUNCTIONS):
                raise ValueError(f"there is no function {found[0].strip()})")
            if prefix:
                prefixes.add(prefix)
            if call:
                opened.append(found.start(4) if calls else -1)
            operand = not operator and not call
        elif sign == "$":
            raise ValueError("a variable has no value here")
        else:
            first = not text[: found.start(6)].strip()
            far = far or sign in ("..", "|") or (sign == "//" and not first)
            if sign in ("(", "["):
                opened.append(-1 if sign == "(" else found.end())
            elif sign in (")", "]"):
                start = opened.pop()
                if start >= 0:
                    parts.append(text[start : found.end() if sign == ")" else found.start(6)])
            operand = sign[0] in ")].0123456789" or (sign == "*" and not operand)
    return prefixes, parts, far, aside


@lru_cache(maxsize=1)
def nesting(html: Html) -> tuple[int, int]:
    """How deep the elements nest, and how many pairs there are of one inside another; of both
    what modern clients see and what Outlook sees added up, which is no less than in the tree."""
    deepest = pairs = 0
    for view in {id(view): view for view in (html.modern, html.outlook)}.values():
        depths = [0] * (len(view.parents) + 1)  # the last is that of the parent -1
        for index, parent in enumerate(view.parents):
            if view.ends[index] >= 0:
                depths[index] = depths[parent] + 1
        deepest += max(depths)
        pairs += sum(depths)
    return deepest, pairs
