"""The process that lints for the server: requests in, answers out, each a framed `marshal`.

Both ends are presend of one version on one Python, and nobody else can write to the pipe.
"""

from __future__ import annotations

import _signal  # type: ignore[import-not-found]  # `signal` is the same, and loads `enum` for it
import gc
import marshal
import os
import sys

from presend import kept

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, BinaryIO, NoReturn

SIZED = 4  # octets of the length before each frame
_REMEMBERED = 600  # values of a table: more than a template has tags and styles
_ANSWERS = 20  # between two collections of garbage, which happen while nobody waits


def main() -> NoReturn:
    """Answer until the server closes the pipe."""
    sys.meta_path.insert(0, kept.Finder)
    _signal.signal(_signal.SIGINT, _signal.SIG_IGN)  # Ctrl-C ends the server, and that the pipe
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a plugin prints is no answer
    from presend.lsp.requests import Requests
    from presend.memo import Memo

    Memo.MOST = _REMEMBERED
    requests = Requests()
    gc.disable()
    answered = 0
    while (frame := _read(sys.stdin.buffer)) is not None:
        name, arguments = marshal.loads(frame)
        data = marshal.dumps(_answer(requests, name, arguments))
        answers.write(len(data).to_bytes(SIZED, "big") + data)
        answers.flush()
        answered += 1
        if answered % _ANSWERS == 0:
            gc.collect()
    kept.save()
    os._exit(0)


def _read(stream: BinaryIO) -> bytes | None:
    size = stream.read(SIZED)
    if len(size) < SIZED:
        return None
    return stream.read(int.from_bytes(size, "big"))


def _answer(requests: Any, name: str, arguments: tuple[Any, ...]) -> tuple[bool, Any]:
    """Whether it went well, and the answer or what is wrong in one line."""
    from presend.errors import PresendError

    try:
        return True, getattr(requests, name)(*arguments)
    except PresendError as error:
        return False, str(error)
    except Exception as error:  # the server must go on whatever a plugin does
        return False, f"presend broke: {type(error).__name__}: {error}"


if __name__ == "__main__":
    main()
