"""The mail clients that a mail is made for, and what they make of a feature."""

from __future__ import annotations

from presend.finding import Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from presend.data.caniemail import Record
    from presend.documents.looks.features import Use

DEFAULT = ("gmail", "outlook-windows", "apple-mail", "yahoo", "samsung-email")
YEARS = 6  # after as many a test says what was, not what is
PLACES = 1000  # of one feature that are told
ALARM = 1 / 4  # the share of the audience from which a loss weighs
_HEAVY = ("gmail", "outlook", "outlook-windows")  # they count double


class Targets:
    """The target clients, by the names of `presend.data.caniemail`."""

    __slots__ = ("clients",)

    def __init__(self, clients: Iterable[str] = DEFAULT) -> None:
        self.clients = tuple(clients)

    @property
    def mask(self) -> int:
        """The columns of all of them."""
        from presend.data import caniemail

        masks = caniemail.names().masks
        mask = 0
        for client in self.clients:
            mask |= masks[client]
        return mask

    @property
    def word(self) -> bool:
        """Whether Outlook on Windows, which renders with Word, is one of them."""
        from presend.data import caniemail

        return bool(self.mask & caniemail.names().word)

    def support(self, feature: str, seen: int = -1) -> Support | None:
        """What they lack of a feature that columns `seen` get to see; None: nothing."""
        from presend.data import caniemail

        record = caniemail.record(feature)
        if record is None:
            return None
        mask = self.mask & seen
        none, part = record.none & mask, record.part & mask
        return Support(self, feature, record, none, part, seen) if none | part else None

    def findings(self, uses: Iterable[Use], verb: str = "is not supported") -> Iterator[Finding]:
        """A finding for each feature that they lack, at the place where it hurts most.

        It is a warning where clients that weigh lack it, and more than looks is lost.
        """
        from presend.data.css_features import GRAVE

        known: dict[tuple[str, int], Support | None] = {}
        by_feature: dict[str, list[tuple[Use, Support]]] = {}
        for use in uses:
            key = use.feature, use.seen
            if key not in known:
                known[key] = self.support(*key)
            if (support := known[key]) is not None:
                places = by_feature.setdefault(use.feature.partition("#")[0], [])
                if len(places) < PLACES:
                    places.append((use, support))
        for places in by_feature.values():
            graves = [place for place in places if place[0].grade == GRAVE and place[1].grave]
            whole = places[0][1]
            for _, support in places[1:]:
                whole |= support
            worst = max(
                graves or places, key=lambda place: (place[1].none & whole.none).bit_count()
            )[0]
            yield Finding(
                worst.span,
                f"{worst.label} {whole.said(verb)}",
                severity="warning" if graves else "info",
                related=[(use.span, "here, too") for use, _ in places if use is not worst],
            )


class Support:
    """Which of the target clients lack a feature, as columns: `none` wholly, `part` in part."""

    __slots__ = ("_record", "_seen", "_targets", "feature", "none", "part")

    def __init__(
        self, targets: Targets, feature: str, record: Record, none: int, part: int, seen: int
    ) -> None:
        self._targets = targets
        self._record = record
        self._seen = seen
        self.feature = feature
        self.none = none
        self.part = part

    def __or__(self, other: Support) -> Support:
        none = self.none | other.none
        part = (self.part | other.part) & ~none
        record = self._record if self._record.notes else other._record
        seen = self._seen | other._seen
        return Support(self._targets, self.feature, record, none, part, seen)

    @property
    def grave(self) -> bool:
        """Whether clients of a quarter of the audience lack it wholly, by a test not too old.

        Gmail and Outlook count double. Word has learnt no CSS or HTML since 2007, so that no
        test of it is too old.
        """
        from presend.data import caniemail

        names = caniemail.names()
        none = self.none
        if self._record.tested < f"{int(caniemail.DATE[:4]) - YEARS}{caniemail.DATE[4:]}":
            none &= 0 if self.feature.startswith("image-") else names.word
        lost = audience = 0
        for client in self._targets.clients:
            weight = 2 if client in _HEAVY or client.startswith("gmail-") else 1
            audience += weight
            own = names.masks[client] & self._record.known & self._seen
            lost += weight if own and not own & ~none else 0
        return lost >= ALARM * audience

    def said(self, verb: str = "is not supported") -> str:
        """`is not supported in Yahoo; partial in Gmail: and why (tested 2022-12-28)`."""
        from presend.data import caniemail

        record = self._record
        parts: list[str] = []
        if self.none:
            parts.append(f"{verb} in {caniemail.said(self.none, record.known)}")
        if self.part:
            parts.append(f"{'' if parts else 'is '}partial in {self._partial()}")
        return f"{'; '.join(parts)} (tested {record.tested})"

    def _partial(self) -> str:
        """Who has it in part, each with the first note that says why, those alike together."""
        from presend.data import caniemail

        rest, said = self.part, []
        for _, columns, text in self._record.notes:
            if columns & rest:
                said.append(f"{caniemail.said(columns & rest, self._record.known)}: {text}")
                rest &= ~columns
        if rest:
            said.append(caniemail.said(rest, self._record.known))
        return ", ".join(said)
