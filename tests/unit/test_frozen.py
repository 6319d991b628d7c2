"""Values worked out once, without a lock that one reader's work would hold against another's."""

import pickle
import threading

import pytest

from model.frozen import Frozen, FrozenMapping, lazy

SECONDS = 30


class Reader(Frozen):
    number: int

    @lazy
    def answer(self) -> int:
        """Twice the number."""
        begun[self.number].set()
        assert may_end[self.number].wait(SECONDS)
        return 2 * self.number


begun = {number: threading.Event() for number in (1, 2)}
may_end = {number: threading.Event() for number in (1, 2)}


def test_one_instance_does_not_wait_for_another() -> None:
    slow, quick = Reader(number=1), Reader(number=2)
    answers = []
    thread = threading.Thread(target=lambda: answers.append(slow.answer))
    thread.start()
    try:
        assert begun[1].wait(SECONDS)
        may_end[2].set()
        assert quick.answer == 4  # though the first is still at it
        assert answers == []
    finally:
        may_end[1].set()
        thread.join()
    assert answers == [2]


def test_two_threads_at_one_value_keep_the_same_object() -> None:
    together = threading.Barrier(2)

    class Holder:
        @lazy
        def values(self) -> list[int]:
            together.wait(SECONDS)
            return []

    holder, seen = Holder(), []
    threads = [threading.Thread(target=lambda: seen.append(holder.values)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen[0] is seen[1] is holder.values


def test_a_lazy_value_is_found_on_its_class_with_its_meaning() -> None:
    assert Reader.answer.__doc__ == "Twice the number."


def test_a_frozen_mapping_refuses_every_change_and_survives_pickling() -> None:
    mapping = FrozenMapping({"a": 1})
    names = ("__setitem__", "__delitem__", "__ior__", "clear", "pop", "popitem", "setdefault", "update")
    for name in names:
        with pytest.raises(TypeError, match="a frozen mapping does not change"):
            getattr(mapping, name)("a", 2)
    assert mapping == {"a": 1}
    copied = pickle.loads(pickle.dumps(mapping))  # noqa: S301  (its own)
    assert type(copied) is FrozenMapping
    assert copied == mapping
