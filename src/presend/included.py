"""What a template includes: a name as it is written in, the text of the file out.

As `presend.files`, it reads files; rules and documents see it as a function that they are given.
"""

from __future__ import annotations

import os

from presend.errors import ReadError
from presend.files import decode, read
from presend.source import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT = 1024 * 1024  # octets of a file that a template includes
FOLDERS_ABOVE = 12  # in which such a file is looked for
_ENDINGS = (
    "html mjml liquid hbs handlebars mustache html.erb text.erb erb ejs ftl njk html.twig twig "
    "html.j2 j2 jinja2 html.jinja txt html.liquid html.ejs htm tmpl gohtml php blade.php"
).split()
_FOLDERS = (
    "templates partials includes _includes snippets layouts _layouts views shared components "
    "modules"
).split()


def find(name: str, near: str, path: str, folder: str) -> Source | None:
    """The file that a template includes by a name; None where the project has none such.

    `near` is the path of the text that names it, `path` that of the mail. It is looked for
    beside `near` and in the folders above, and in the usual folders for partials there, up to
    `folder` (that of the configuration; empty: the root of the repository, else the working
    folder, else the mail's own). What lies outside of that, by `..` or by a symbolic link, is
    not there. `./NAME.ENDING` is looked for beside that text and nowhere else.
    """
    root = _project(path, folder)
    for candidate in _candidates(name, os.path.abspath(near), root):
        if not os.path.isfile(candidate):
            continue
        real = os.path.realpath(candidate)
        if not real.startswith(root.rstrip(os.sep) + os.sep):
            continue
        try:
            if os.path.getsize(real) <= LIMIT:
                return Source(candidate, decode(read(real), message=False).text)
        except (OSError, ReadError):
            continue
    return None


def _project(path: str, folder: str) -> str:
    own = os.path.realpath(os.path.dirname(os.path.abspath(path)))
    root = os.path.realpath(folder) if folder else ""
    if root and (own + os.sep).startswith(root.rstrip(os.sep) + os.sep):
        return root
    at = own
    while (above := os.path.dirname(at)) != at:
        if os.path.exists(os.path.join(at, ".git")):
            return at
        at = above
    here = os.path.realpath(os.curdir)
    return here if (own + os.sep).startswith(here.rstrip(os.sep) + os.sep) else own


def _candidates(name: str, near: str, root: str) -> Iterator[str]:
    """Where a file of that name may lie, the likeliest first."""
    name = name.strip().replace("\\", "/")
    if not name or len(name) > 200 or "://" in name or not name.isprintable() or name[0] in "@~$":
        return
    folder, _, last = name.lstrip("/").rpartition("/")
    if folder == "." and "." in last:
        yield os.path.join(os.path.dirname(near), last)
        return
    _, dot, ending = last.partition(".")
    endings = [""]
    if not dot or ending == "module":
        own = os.path.basename(near).partition(".")[2]
        endings += [f".{own}"] * bool(own) + [f".{each}" for each in _ENDINGS]
        endings += ["/module.html", ".module/module.html"]
    names = [os.path.join(folder, prefix + last + each) for prefix in ("", "_") for each in endings]
    at = os.path.dirname(near)
    for _ in range(FOLDERS_ABOVE):
        for place in ("", *_FOLDERS):
            beside = os.path.join(at, place)
            if not place or os.path.isdir(beside):
                for each in names:
                    yield os.path.normpath(os.path.join(beside, each))
        above = os.path.dirname(at)
        if above == at or os.path.realpath(at) == root:
            return
        at = above
