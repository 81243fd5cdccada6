"""The report as a page to look at: one file that runs and loads nothing of what it shows.

Each mail stands in a sandboxed frame as `preview` copies it; every other text from outside
goes through Jinja's escaping. The page is plain ASCII, so that any pipe carries it.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from presend.errors import UsageError
from presend.reporters.html.harmless import POLICY
from presend.reporters.html.page import of_report

if TYPE_CHECKING:
    from presend.report import Report

try:
    import jinja2
    from markupsafe import Markup
except ImportError:
    raise UsageError("the format html needs Jinja2; pip install 'presend[report]'") from None

_FOLDER = Path(__file__).parent / "template"


def render(report: Report) -> str:
    """An HTML document with its styles, its few lines of script and all mails in it."""
    script = _file("report.js")
    digest = b64encode(sha256(script.encode()).digest()).decode()
    written = _template().render(
        page=of_report(report),
        style=Markup(_file("report.css")),
        script=Markup(script),
        policy=f"{POLICY}; script-src 'sha256-{digest}'",
    )
    return written.lstrip().encode("ascii", "xmlcharrefreplace").decode("ascii") + "\n"


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    return environment.from_string(_file("report.html"))


@cache
def _file(name: str) -> str:
    return (_FOLDER / name).read_text("ascii")
