"""What presend reports of itself: a rule that broke, and an allow-comment without effect.

The engine makes these findings; here is what `explain` and the settings know of them.
"""

from presend.documents.envelope import Envelope
from presend.documents.html import Html
from presend.documents.plain import Plain
from presend.rule import Rule


def _nothing(document: Html | Plain | Envelope) -> tuple[()]:
    """The engine itself reports under these names."""
    return ()


INTERNAL_ERROR = Rule(
    _nothing,
    name="internal-error",
    group="presend",
    severity="error",
    standard="presend",
    docs="""A rule broke, and what it would have found is not known.

This is a fault of the rule, not of the mail. Report it to its author with the message that
names the rule and the error. The other rules were run all the same, and presend exits with 2.
It cannot be allowed away.
""",
)
UNUSED_ALLOW = Rule(
    _nothing,
    name="unused-allow",
    group="presend",
    severity="warning",
    standard="presend",
    docs="""An allow-comment that allows nothing hides the next fault.

The finding it was written for is gone, or it names a rule that does not exist, or it stands
in the wrong place: at the head of the file it holds for the whole file, elsewhere for the
element that follows it. Remove the comment or mend the name.

    <!-- presend: allow shortened-link: partner insists -->
    <a href="https://bit.ly/3xYz">Offer</a>
""",
)
OWN_RULES = (INTERNAL_ERROR, UNUSED_ALLOW)
