"""Signs that an engine presend does not read fills in a value.

Holes are the constructs of known template languages. Beside them stand the merge tags of a
hundred smaller ESPs (`http://$UNSUB$`, `[opt_out_url]`), the formats of programming languages
(`%(url)s`, `#{url}`, `__URL__`) and engines that work on attributes (`th:href`, `t-att-href`).
What bears such a sign is unknown, as a hole is. Source: the documentation of the engines named
beside each sign [mem].
"""

from __future__ import annotations

from presend import patterns
from presend.memo import Memo

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.documents.links import Link
    from presend.documents.markup.elements import Element

_SIGN = patterns.compile(
    r"[{}<>|^`]|\\[\"']"  # nearly all; Sendy's <unsubscribe>; a template in a string literal
    r"|\$[A-Za-z_!(]|[A-Za-z_]\$"  # Velocity, Emarsys, dotdigital, Responsys
    r"|%\(|%[sdi](?![0-9A-Fa-f])|%%|%!"  # Python, C, Bronto
    r"|%[A-Za-z_][\w.:-]{2,}+%"
    r"|(?<![\w\]])\[[A-Za-z_%(]"  # phpList, Emma, MailPoet, Selligent; `a[b]=1` is a parameter
    r"|\#[{(\[]|\#[A-Za-z_][\w.:]*+\#"  # Ruby, Pug, Moosend
    r"|\A@[A-Za-z(]|@[({@]|@[A-Za-z_]\w*+@"  # Razor, Maven
    r"|~[A-Za-z_][\w.]*+~|~~"  # Keap, Eloqua
    r"|__[A-Za-z]\w*?__|!!|\A![A-Za-z]"
    r"|(?:\A|//)[A-Z][A-Z0-9]*_[A-Z0-9_]*"  # a word that a script replaces
)
_FILLS = patterns.compile(
    r"(?:data-)?th:(?:u?text|insert|replace|include|remove)|t-(?:out|esc|raw|field|call)"
    r"|v-(?:text|html)|ng-bind.*|tal:content|tal:replace|py:content|data-sly-.*|wicket:.*|mc:edit"
    r"|mktname|mkto.*|contenteditable|data-editable|data-bind|x-text|:text",
)
_MARKS = (":", "-", ".", "[")
_BINDERS = frozenset(
    "th:attr data-th-attr tal:attributes py:attrs t-att v-bind data-bind wicket:id asp-action "
    "asp-page asp-controller asp-route jcr:href".split()
)


def filled_in(text: str) -> bool:
    """Whether part of a URL looks like a tag of an engine that presend does not read."""
    return _SIGN.search(text) is not None


def bound(element: Element, name: str) -> bool:
    """Whether another attribute makes the engine set the one of that name.

    `th:href` (Thymeleaf), `t-att-href` (Odoo), `:href` (Vue), `[href]` (Angular) and their like;
    the plain attribute then only serves who opens the template in a browser.
    """
    return _BOUND[name, *element.places]


def _any_binds(names: tuple[str, ...]) -> bool:
    name, *others = names
    return any(_binds(other, name) for other in others)


def _binds(other: str, name: str) -> bool:
    before, found, after = other.partition(name)
    return other in _BINDERS or bool(found and (before[-1:] in _MARKS or after == ".bind"))


_BOUND = Memo(_any_binds)


def fills(attribute: str) -> bool:
    """Whether an attribute of that name has an engine or an editor write an element's content."""
    return _FILLS.match(attribute) is not None


def replaced(link: Link) -> bool:
    """Whether the engine writes another address over this one."""
    element, attribute = link.element, link.attribute
    return element is not None and attribute is not None and bound(element, attribute.name)
