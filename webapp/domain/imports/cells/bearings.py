"""What the status that a remark tells is to the one of its row's own cell."""

from enum import Enum, auto

from webapp.domain.imports.cells.remarks import RemarkStatus
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.liberty import DEATHS, HELD, Status

_MANNERS = frozenset({Status.RELEASED_EARLY, Status.RELEASED_SERVED})
# What may have come before somebody was taken.
_BEFORE = frozenset({Status.WANTED, Status.TRAVEL_BAN})


class Bearing(Enum):
    """What the status that a remark tells is to the one of its row's own cell."""

    INSTEAD = auto()
    AFTER = auto()
    NO_NEWS = auto()
    AGAINST = auto()


def of_death(own: Status, remark: RemarkStatus, *, is_dated: bool) -> Bearing:
    """Return what a death is to the status of a row: the end of it, save where it cannot have been."""
    was_held = remark.status is not Status.DIED_AFTER_RELEASE
    if own in DEATHS or was_held is not (own in HELD):
        return Bearing.AGAINST
    return Bearing.AFTER if is_dated else Bearing.INSTEAD


def of_undated(
    own: Status, remark: RemarkStatus, remark_since: PartialDate | None, arrested_on: PartialDate | None
) -> Bearing:
    """Return what a remark is to a status where one of them has no day."""
    if (own in HELD) is (remark.status in HELD):
        return Bearing.AGAINST if {own, remark.status} <= _MANNERS else Bearing.NO_NEWS
    if remark.is_present:
        return Bearing.AGAINST
    was_before = arrested_on and remark_since and remark_since.is_before(arrested_on)
    if own not in HELD or remark.status in _BEFORE or was_before or not remark.is_certain:
        return Bearing.NO_NEWS
    return Bearing.AGAINST
