"""Arguments: a name that is not known has its nearest one, and an error names an argument as Python does."""

import pytest

from model import ScenarioError
from model.library.arguments import checked, named_as_arguments
from model.scenario.errors import Problem


def test_an_unknown_name_is_refused_with_the_nearest() -> None:
    checked("csv", ("csv", "json"), "format")
    with pytest.raises(ScenarioError, match=r"^no format 'jsn' here; did you mean 'json'\?$"):
        checked("jsn", ("csv", "json"), "format")


def test_places_are_named_without_the_signs_of_an_option() -> None:
    problems = [Problem(("a",), "is wrong", "--over"), Problem((), "is wrong too")]
    with pytest.raises(ScenarioError, match=r"^over: a: is wrong\nis wrong too$"), named_as_arguments():
        raise ScenarioError(problems)
    with named_as_arguments():
        pass
