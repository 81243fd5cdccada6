"""What an editor shows beside the text: explanations, where links lead, names of rules."""

from __future__ import annotations

from lsprotocol import types as lsp

from presend import patterns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.lsp.server import Server
    from presend.lsp.text import OpenText

_ALLOWING = patterns.compile(
    r"\bpresend:\s*+allow\s++((?:[A-Za-z0-9-]++[, \t]++)*+)([A-Za-z0-9-]*+)\Z"
)
_ALLOWED = patterns.compile(r"\bpresend:\s*+allow\s++([A-Za-z0-9][A-Za-z0-9, \t-]*+)")
_NAME = patterns.compile(r"[A-Za-z0-9-]++")


async def hover(server: Server, text: OpenText, offset: int) -> lsp.Hover | None:
    """The rule that a finding or an allow-comment names; where a link leads. Raises Failed."""
    pieces: list[str] = []
    start = end = offset
    names: dict[str, None] = {}
    if (result := await server.result(text)) is not None:
        for found in result.diagnostics:
            if found.path == result.path and found.start[2] <= offset <= found.end[2]:
                names[found.rule] = None
                start, end = found.start[2], found.end[2]
    if (name := _named(text, offset)) is not None:
        start, end = name
        names[text.text[start:end]] = None
    links = await server.linter.ask("links", text.path, text.text, text.language)
    for first, last, _, said in links:
        if first <= offset <= last:
            pieces.append(said)
            start, end = first, last
            break
    pages = [await server.linter.ask("explain", text.path, each) for each in names]
    pieces += filter(None, pages)
    if not pieces:
        return None
    content = lsp.MarkupContent(lsp.MarkupKind.Markdown, "\n\n---\n\n".join(pieces))
    return lsp.Hover(content, text.range(start, end))


def _named(text: OpenText, offset: int) -> tuple[int, int] | None:
    """Where in an allow-comment the name of a rule stands around an offset."""
    start = text.text.rfind("\n", 0, offset) + 1
    end = text.text.find("\n", offset)
    for comment in _ALLOWED.finditer(text.text, start, end if end >= 0 else len(text.text)):
        for name in _NAME.finditer(text.text, comment.start(1), comment.end(1)):
            if name.start() <= offset <= name.end():
                return name.span()
    return None


async def links(server: Server, text: OpenText) -> list[lsp.DocumentLink]:
    """The addresses that a reader can follow and that are known whole. Raises Failed."""
    found = await server.linter.ask("links", text.path, text.text, text.language)
    return [
        lsp.DocumentLink(text.range(start, end), target=address)
        for start, end, address, _ in found
        if address.startswith(("https://", "http://"))
    ]


async def completion(server: Server, text: OpenText, offset: int) -> lsp.CompletionList | None:
    """The names of rules and groups inside an allow-comment. Raises Failed."""
    start = text.text.rfind("\n", 0, offset) + 1
    found = _ALLOWING.search(text.text, max(start, offset - 1000), offset)
    if found is None:
        return None
    given = {*_NAME.findall(found[1])}
    place = text.range(found.start(2), offset)
    rules = await server.linter.ask("rules", text.path)
    groups = {group: f"all rules of {group}" for _, group, _, _ in rules}
    items = [
        lsp.CompletionItem(
            name,
            kind=lsp.CompletionItemKind.EnumMember,
            detail=f"{group}, {level}",
            documentation=summary,
            text_edit=lsp.TextEdit(place, name),
        )
        for name, group, level, summary in rules
        if name not in given
    ]
    items += [
        lsp.CompletionItem(
            group, kind=lsp.CompletionItemKind.Enum, detail=said,
            text_edit=lsp.TextEdit(place, group),
        )
        for group, said in groups.items()
        if group not in given
    ]  # fmt: skip
    return lsp.CompletionList(is_incomplete=False, items=items)
