"""What a receiver says of SPF, DKIM, DMARC and ARC (RFC 8601; RFC 8617, 4.1) in, results out."""

from __future__ import annotations

from presend import patterns
from presend.documents.mail.comments import separated

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.source import Span

LONGEST = 32_000  # octets of a field that are read
_SEGMENT = patterns.compile(r'(?:[^;"]++|"(?:[^"\\]++|\\.)*+"|")++')
_PAIR = patterns.compile(
    r'(?<![\w.-])([\w.-]++)(?:[ \t]*+/[ \t]*+\d++)?+\s*+=\s*+("(?:[^"\\]++|\\.)*+"|[^\s;"]++)'
)
_INSTANCE = patterns.compile(r"\s*+i\s*+=\s*+(\d{1,3})\s*+;")
_POLICY = patterns.compile(r"\b(p|sp|dis)=(\w++)", patterns.I)


class Result:
    """One method's result, in lower case: `dkim`, `pass`.

    `properties` are such as `header.d` and `smtp.mailfrom`, and Microsoft's `action` and
    `compauth`'s `reason`; `policy` what Google writes in the comment (`p`, `sp`, `dis`).
    """

    __slots__ = ("comment", "method", "policy", "properties", "result")

    def __init__(self, method: str, result: str, comment: str) -> None:
        self.method = method
        self.result = result
        self.comment = comment
        self.properties: dict[str, str] = {}
        self.policy = {k.lower(): v.lower() for k, v in _POLICY.findall(comment)}

    @property
    def domain(self) -> str:
        """The domain that the result is about, as far as it is said."""
        said = self.properties
        value = said.get("header.d") or said.get("header.i") or said.get("header.from") or (
            said.get("smtp.mailfrom") or said.get("smtp.helo") or "")  # fmt: skip
        return value.rpartition("@")[2].lower()


class Authentication:
    """The results of one field. `server` is the authserv-id, empty where there is none.

    `instance` is that of an ARC set, 0 for other fields.
    """

    __slots__ = ("instance", "results", "server")

    def __init__(self, server: str, instance: int) -> None:
        self.server = server
        self.instance = instance
        self.results: list[Result] = []

    def all(self, method: str) -> list[Result]:
        return [each for each in self.results if each.method == method]

    @property
    def summary(self) -> list[tuple[str, str, str]]:
        """Method, result and domain of each, to compare two fields by."""
        return sorted((each.method, each.result, each.domain) for each in self.results)


def parse(text: str) -> Authentication:
    """The results in the value of Authentication-Results or ARC-Authentication-Results."""
    text = text[:LONGEST]
    instance = _INSTANCE.match(text)
    start = instance.end() if instance else 0
    bare, comments = separated(text)
    found = Authentication("", int(instance[1]) if instance else 0)
    at = 0
    for number, segment in enumerate(_SEGMENT.finditer(bare, start)):
        pairs = _PAIR.findall(segment[0])
        if number == 0 and not pairs:  # Microsoft leaves the server out
            found.server = segment[0].strip().partition(" ")[0].lower()
            continue
        if not pairs:
            continue
        own: list[Span] = []
        while at < len(comments) and comments[at].start < segment.end():
            if comments[at].start >= segment.start():
                own.append(comments[at])
            at += 1
        comment = " ".join(text[span.start + 1 : span.end - 1] for span in own)
        (method, result), *rest = pairs
        made = Result(method.lower(), _plain(result).lower(), comment)
        for name, value in rest:
            made.properties.setdefault(name.lower(), _plain(value))
        found.results.append(made)
    return found


def _plain(value: str) -> str:
    return value[1:-1].replace("\\", "") if value[:1] == '"' else value


def tags(text: str) -> dict[str, str]:
    """The tags of a list such as DKIM-Signature and ARC-Seal (RFC 6376, 3.2), white space gone."""
    from presend.documents.dns.tag_lists import TagList

    found = TagList(text[:LONGEST]).by_name
    return {name: "".join(tag.value.split()) for name, tag in found.items()}
