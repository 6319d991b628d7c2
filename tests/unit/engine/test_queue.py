"""Units followed one by one, by hand."""

from model.engine.queue import Queue, queued


def sent(queue: Queue) -> list[tuple[int, int, int | None]]:
    return [(arrival.step, arrival.number, arrival.since) for arrival in queue.arrivals]


def test_the_longest_rested_go_first_and_again_after_all_others() -> None:
    queue = queued(0, [1, 2, 7], pool=[2], begins=[1], forever=13)
    assert sent(queue) == [(1, 1, None), (2, 2, None), (7, 1, 6)]
    assert queue.stays == {1: [(1, 13)], 2: [(1, 13)]}


def test_the_first_arrival_is_the_unit_of_its_number() -> None:
    queue = queued(0, [-3, -1, 2, 4], pool=[3], begins=[1], first=-2, forever=13)
    assert sent(queue) == [(-3, 2, None), (-1, 3, None), (2, 1, None), (4, 2, 7)]


def test_a_pool_that_gets_smaller_loses_the_longest_rested() -> None:
    queue = queued(0, [1, 2, 7], pool=[3, 1], begins=[1, 5], forever=13)
    assert sent(queue)[-1] == (7, 2, 5)
    assert queue.stays == {1: [(1, 5)], 2: [(1, 13)], 3: [(1, 5)]}


def test_a_unit_that_comes_back_to_a_pool_does_not_return_by_its_first_arrival() -> None:
    queue = queued(0, [1, 2, 9, 9, 20], pool=[2, 1, 2], begins=[1, 5, 8], forever=25)
    assert sent(queue)[2:] == [(9, 1, None), (9, 2, 7), (20, 1, 11)]
    assert queue.stays == {1: [(1, 5), (8, 25)], 2: [(1, 25)]}


def test_a_pool_that_grows_takes_in_rested_units_before_all_that_it_has_sent() -> None:
    queue = queued(0, [1, 7, 7, 8], pool=[1, 3], begins=[1, 6], forever=13)
    assert sent(queue) == [(1, 1, None), (7, 2, None), (7, 3, None), (8, 1, 7)]
    assert queue.stays == {1: [(1, 13)], 2: [(6, 13)], 3: [(6, 13)]}


def test_an_empty_pool_sends_nobody() -> None:
    queue = queued(0, [], pool=[0], begins=[1], first=0, forever=13)
    assert (queue.arrivals, queue.stays) == ([], {})
