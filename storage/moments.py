"""Moments as the database keeps them: whole UTC milliseconds."""

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def stored(moment: datetime) -> int:
    """Raises TypeError for a moment without a zone."""
    return (moment - _EPOCH) // _MILLISECOND


def loaded(milliseconds: int) -> datetime:
    return _EPOCH + milliseconds * _MILLISECOND
