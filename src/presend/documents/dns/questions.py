"""An answer that a rule needs: what is raised where the zone does not hold it."""

from __future__ import annotations

from presend.finding import Unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.documents.zone import Answer

NOT_HELD = "the zone does not hold {name} {type}"
NOT_HELD_CURE = (
    "ask the DNS and keep the answers: presend domain DOMAIN --save-zone FILE; or begin a whole "
    "zone with its SOA record"
)
UNANSWERED = "the DNS did not answer for {name} {type} ({word})"
UNANSWERED_CURE = "ask again later, or another name server with --nameserver"


def needed(answer: Answer, type: str) -> None:
    """Raise Unknown if nobody knows the answer to a question of a type."""
    if not answer.known:
        raise lacking(answer.name, type, answer.word)


def lacking(name: str, type: str, word: str) -> Unknown:
    """What to raise for a question: `word` is how it ended, empty where nobody asked."""
    reason, cure = (UNANSWERED, UNANSWERED_CURE) if word else (NOT_HELD, NOT_HELD_CURE)
    return Unknown(reason.format(name=name or ".", type=type, word=word.lower()), cure)
