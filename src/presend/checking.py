"""One file's text in, its result out: read, lint, and mend again until quiet."""

from __future__ import annotations

from presend import engine
from presend.documents import reading
from presend.report import FileResult

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.config import Config
    from presend.documents.templating.includes import LookUp
    from presend.source import Source

ROUNDS = 10  # after as many the fixes of two rules undo each other


def check(
    source: Source,
    kind: reading.FileKind,
    config: Config,
    sidecar: Source | None,
    place: str,
    look_up: LookUp | None = None,
) -> FileResult:
    """What the rules say of a text.

    `place` is its path relative to the configuration's folder, as patterns there see it;
    `look_up` finds the files that it includes.
    """
    sending = config.sending_for(place, source)
    mails: list[reading.Mail] = []
    try:
        mails = reading.read(source, kind, sending, sidecar, look_up)
        outcome = engine.lint(mails, config.settings(place))
    except reading.Unreadable as fault:
        return FileResult(source.path, kind, None, "unreadable", fault.reason, fault.cure)
    except Exception as error:  # a fault of presend must not hide the other files
        broke = engine.broken(source, error)
        return FileResult(source.path, kind, diagnostics=[broke])
    finally:
        dialect = mails[0].dialect if mails else None
        for mail in mails:
            mail.release()
    return FileResult(
        source.path,
        kind,
        dialect,
        diagnostics=outcome.diagnostics,
        unchecked=[(tuple(rules), *why) for why, rules in outcome.unchecked.items()],
        seconds=tuple(outcome.seconds.items()),
    )


def mend(
    source: Source,
    kind: reading.FileKind,
    config: Config,
    sidecar: Source | None,
    place: str,
    look_up: LookUp | None = None,
    *,
    unsafe: bool,
) -> tuple[str, FileResult]:
    """The text with its fixes applied, and what the rules say of that.

    A fix is taken whole or not at all, and only if nothing but what it names changes.
    """
    from presend import fix
    from presend.source import Source as Text

    fixed = 0
    result = check(source, kind, config, sidecar, place, look_up)
    for _ in range(ROUNDS):
        fixes = [
            diagnostic.fix
            for diagnostic in result.diagnostics
            if diagnostic.fix and diagnostic.path == source.path and (diagnostic.fix[1] or unsafe)
        ]
        text, taken = fix.apply(source.text, fixes)
        if not taken:
            break
        fixed += taken
        source = Text(source.path, text)
        result = check(source, kind, config, sidecar, place, look_up)
    result.fixed = fixed
    return source.text, result
