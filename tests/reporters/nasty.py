"""One report that holds everything that can break a format; every format is tested on it.

What each format makes of it stands in `golden/`. After a change that is meant:
python tests/reporters/nasty.py
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from presend import reporters
from presend.checking import check
from presend.config import Config
from presend.documents.html import Html
from presend.documents.message import Message
from presend.finding import Finding, Fix, Severity
from presend.report import FileResult, Report, RuleHelp
from presend.rule import Rule
from presend.source import Edit, Source, Span

FORMATS = tuple(each for each in reporters.FORMATS if each != "html")  # a page, tested as one
GOLDEN = Path(__file__).parent / "golden"
ENDINGS = {
    "concise": "txt", "markdown": "md", "github": "txt", "gitlab": "json", "junit": "xml",
    "checkstyle": "xml", "rdjson": "json", "azure": "txt", "text": "txt",
}  # fmt: skip

FOLDER = "/srv/shop/mails"
ROOT = "/srv/shop"
PATH = '50% off: a,b;c]=\n::set-env name=X::y \'"<&>" é😀.html'
GONE = " ::error title=x::gone##[error].html"
MESSAGE_PATH = "caf\udce9/##vso[task.setvariable variable=PATH]evil.eml"
TEXT = (
    "<p>\tTab, é and 😀😀 before <b>it</b></p>\r\n"
    "one\rtwo ##vso[task.setvariable variable=PATH]evil ##[error]no\n"
    "::error::no [click](http://evil.example) {0} {{ name }}\n"
    "\x1b[31mred\x00\x9b \u202e\ufeff ]]></failure></error> &lt; <!-- \u2028\ufffe\n"
    f"<p>{'é😀' * 60}<a href='https://bit.ly/3xYz'>{'long ' * 60}</a></p>\n"
    "last 👍"
)
SETTINGS = (
    "[sending]\n"
    "from = \"É😀 <news@acme.example>\"\n"
    f"# {'é' * 120} far\n"
)  # fmt: skip
MAIL = b"Subject: caf\xc3\xa9 x\r\nFrom: a@b.example\r\n\r\n\xc3\xa9\xc3\xa9 bit.ly/3xYz\r\n"
SAID = (
    "::error::x%0Ay ##vso[task.setvariable variable=PATH]evil ##[error]no \n::set-env name=A::b\r"
    "]]></failure></error><script>alert('1')</script> & \"q\" {0} [click](http://evil.example)"
    " ![i](http://evil.example) | `code` *b* $x$ a@b.example #1 www.evil.example https://evil.example"
    " \x1b[31m\x00\x9b\u202e\ud800\uffff é😀;,]="
)


def _rule(name: str, group: str, severity: Severity, reads: type, *findings: Finding) -> Rule:
    def found(document: object) -> Iterator[Finding]:
        yield from findings

    found.__annotations__ = {"document": reads}
    return Rule(found, name=name, group=group, severity=severity, standard="RFC 1", docs="")


def _at(text: str, what: str, within: str = "") -> Span:
    start = text.index(within or what) + (within.index(what) if within else 0)
    return Span(start, start + len(what))


def report() -> Report:
    """A report of a template, a message, two files without findings and two not linted."""
    settings = Source("../presend.toml", SETTINGS)
    bold, command = _at(TEXT, "it", "<b>it</b>"), _at(TEXT, "::error::no")
    end = Span(len(TEXT), len(TEXT))
    edits = [
        Edit(Span(bold.start, bold.start), "<&\"'##[x]"),
        Edit(Span(bold.end, bold.end + len("</b>")), ""),
    ]
    related = [(_at(TEXT, "😀😀"), SAID), (end, "the end")]
    several = _at(TEXT, "</b></p>\r\none\rtwo")
    controls = _at(TEXT, "\x1b[31mred\x00\x9b \u202e")
    address, far = _at(SETTINGS, "news@acme.example"), _at(SETTINGS, "far")
    rules = [
        _rule("several-lines", "markup", "warning", Html,
              Finding(several, "From the first line to the third")),
        _rule("nothing-there", "markup", "info", Html,
              Finding(Span(4, 4), "An empty span"),
              Finding(end, "Nothing at the end of the file")),
        _rule("after-astral-signs", "links", "error", Html,
              Finding(bold, SAID, Fix(SAID, edits), related=related)),
        _rule("hostile-line", "content", "error", Html,
              Finding(_at(TEXT, "##vso["), "A command"),
              Finding(command, "Another", Fix("Delete it", [Edit(command, "")], safe=False)),
              Finding(controls, "Signs that command a terminal")),
        _rule("long-line", "links", "warning", Html,
              Finding(_at(TEXT, "https://bit.ly/3xYz"), "In the midst of a long line")),
        _rule("in-the-settings", "sender", "warning", Html,
              Finding(address, "A value of the settings", source=settings),
              Finding(far, "Far out in a line", source=settings)),
    ]  # fmt: skip
    linted = check(Source(PATH, TEXT), "html", Config(rules), None, PATH)
    linted.text = TEXT
    linted.unchecked = [
        (("from-invalid", "freemail-from"), "no From is known", "give --from"),
        (("dead-link",), SAID, SAID),
    ]
    text = MAIL.decode("latin-1")
    mail = Config([_rule("in-a-message", "links", "info", Message,
                         Finding(_at(text, "bit.ly/3xYz"), "Octets come before"))])  # fmt: skip
    message = check(Source(MESSAGE_PATH, text), "eml", mail, None, MESSAGE_PATH)
    message.text = text
    clean = FileResult("clean.html", "html", "jinja")
    clean.unchecked = [(("from-invalid",), "no From is known", "give --from")]
    made = Report("0.1.0", [
        linted,
        message,
        clean,
        FileResult("kept.html", "html", status="cached"),
        FileResult(GONE, status="unreadable", reason=f"gone {SAID}", cure="look for it"),
        FileResult("page.html", "html", status="passed-over", reason="a web page"),
    ])  # fmt: skip
    made.folder, made.root = FOLDER, ROOT
    made.rules = {
        "long-line": RuleHelp(
            "long-line", "links", "error", "A line is long.", "A line is long.\n\nBreak it.\n",
            "# long-line\n\nA line is long.\n", "https://example.org/long-line",
        ),
        "hostile-line": RuleHelp(
            "hostile-line", "content", "error", "A line is hostile.", "A line is hostile.\n",
            "# hostile-line\n", "",
        ),
    }  # fmt: skip
    return made


def golden(format: str) -> Path:
    """The file with what a format makes of the report."""
    return GOLDEN / f"{format}.{ENDINGS.get(format, format)}"


def rendered(format: str) -> bytes:
    """What a format makes of the report, in octets."""
    return reporters.reporter(format)(report()).encode("utf-8")


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for each in FORMATS:
        golden(each).write_bytes(rendered(each))
