"""Files in, the Markdown pages that show them brought up to date.

A page shows a file by a fenced block under a comment that names it; whatever stands in the block
is replaced by the file's text:

    <!-- shows examples/ci/gitlab-ci.yml -->
    ```yaml
    …
    ```

`python tools/show_files.py docs/*.md README.md`; with `--check` it changes nothing, names the
pages that are out of date, and exits with 1 if there is one.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

PROJECT = Path(__file__).parent.parent
_SHOWN = re.compile(r"(<!-- shows (\S+) -->\n(`{3,})\w*\n)(.*?)(^\3$)", re.MULTILINE | re.DOTALL)


def updated(page: str) -> str:
    """The text of a page with the text of each file that it shows."""

    def block(found: re.Match[str]) -> str:
        return found[1] + (PROJECT / found[2]).read_text("utf-8") + found[5]

    return _SHOWN.sub(block, page)


def main(arguments: list[str]) -> int:
    stale = []
    for path in [Path(each) for each in arguments if each != "--check"]:
        text = path.read_text("utf-8")
        if (new := updated(text)) != text:
            stale.append(path)
            if "--check" not in arguments:
                path.write_text(new, "utf-8")
    for path in stale:
        print(path)
    return int("--check" in arguments and bool(stale))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
