"""What was put under a finger a moment ago has not been read yet."""

from bot.taps import REMEMBERED, Taps


class Watch:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_tap_within_a_second_of_the_change_was_meant_for_what_stood_there_before() -> None:
    watch = Watch()
    taps = Taps(1, watch)
    assert not taps.hasty(1, 7)
    taps.changed(1, 7)
    watch.now = 0.9
    assert taps.hasty(1, 7)
    assert not taps.hasty(2, 7)
    watch.now = 1.0
    assert not taps.hasty(1, 7)


def test_only_so_many_messages_are_remembered() -> None:
    taps = Taps(1, Watch())
    for message in range(REMEMBERED + 1):
        taps.changed(1, message)
    assert not taps.hasty(1, 0)
    assert taps.hasty(1, REMEMBERED)
