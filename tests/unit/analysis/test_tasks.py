"""Tasks on an executor: results in order, few tasks waiting at a time."""

from concurrent.futures import ThreadPoolExecutor

from model.analysis.tasks import AHEAD, in_order


def test_few_tasks_wait_at_a_time() -> None:
    handed_out: list[int] = []

    class Counting(ThreadPoolExecutor):
        def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN002, ANN003, ANN202
            handed_out.append(args[0])
            return super().submit(fn, *args, **kwargs)

    with Counting(2) as pool:
        results = in_order(abs, range(10**9), pool)
        assert [next(results) for _ in range(3)] == [0, 1, 2]
        results.close()
    assert len(handed_out) <= AHEAD + 3
