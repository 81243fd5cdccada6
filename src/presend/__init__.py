"""presend: a pre-send linter for HTML email.

To know the core, read `source`, `finding`, `rule`, `engine` and `checking`, in that order;
then `documents.html` and one rule. ARCHITECTURE.md has the map.
"""

__version__ = "0.1.0"
