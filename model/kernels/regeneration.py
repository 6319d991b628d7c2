"""Regeneration: how many people trainers put through their courses, and how long a target takes.

Kernels, like `model.kernels.rotation`: numpy in, numpy out, a leading case axis; people and months.
"""

import numpy as np

from model.kernels.arrays import Array, Numbers


def trained_per_month(*, trainers: Numbers, trainees_per_trainer: Numbers, course_months: Numbers) -> Numbers:
    """Return the people trained in a month, one course following another (people a month, broadcasts).

    `trainees_per_trainer` counts those in a course at one time. No course fails, waits or stands half empty.

    >>> trained_per_month(trainers=1_000, trainees_per_trainer=2, course_months=4)
    500.0
    """
    return trainers * trainees_per_trainer / course_months


def months_to_target(*, target: Numbers, trained_per_month: Numbers) -> Array:
    """Return the months until so many are trained (months, broadcasts); NaN where nobody is trained.

    >>> float(months_to_target(target=50_000, trained_per_month=2_000.0))
    25.0
    """
    goal, rate = np.broadcast_arrays(np.asarray(target, float), np.asarray(trained_per_month, float))
    return np.divide(goal, rate, out=np.full(goal.shape, np.nan), where=rate > 0)
