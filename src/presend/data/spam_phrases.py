"""The phrases that SpamAssassin scores, and no others.

Source: SpamAssassin, rules/20_phrases.cf and the rules on subjects, with the scores of
24 October 2024 (the lowest and the highest of the four sets). The scores are made anew every
night: they indicate, they do not measure. English only. The patterns are presend's own.
"""

from __future__ import annotations

from presend import patterns

BODY = tuple(
    (rule, low, high, patterns.compile(pattern, patterns.I))
    for rule, low, high, pattern in (
        ("DEAR_FRIEND", 1.8, 2.7, r"(?:\A|\n)[ \t]*+(dear\s++friend)\b"),
        (
            "DEAR_SOMETHING",
            1.7,
            2.0,
            r"\b(dear\s++(?:sirs?|madam|candidate|investor|internet|web|travell?er|car shopper))\b",
        ),
        ("DEAR_WINNER", 2.3, 3.1, r"\b(dear\b.{1,20}?\bwinner)"),
        ("MONEY_BACK", 0.6, 2.9, r"\b(money\s++back\s++guarantee)"),
        ("EXCUSE_4", 1.3, 2.4, r"\b(to\s++be\s++removed,?\s++please)\b"),
        (
            "EXCUSE_REMOVE",
            2.9,
            3.3,
            r"\b(to\s++be\s++removed\s++from\b.{0,20}?(?:mailings|offers))",
        ),
        ("NO_PRESCRIPTION", 1.0, 2.4, r"\b(no\s++prescription\s++(?:needed|required|necessary))\b"),
    )
)
SUBJECT = tuple(
    (rule, low, high, patterns.compile(pattern, patterns.I))
    for rule, low, high, pattern in (
        ("SUBJ_AS_SEEN", 1.5, 3.1, r"\b(as\s++seen)\b"),
        (
            "SUBJECT_DIET",
            0.8,
            1.9,
            r"\b((?:lose|losing|drop|shed)\b.{0,20}?\b(?:weight|pounds|lbs|inches))\b",
        ),
    )
)
HINT = patterns.compile(r"dear\s|money\s|removed|prescription", patterns.I)
