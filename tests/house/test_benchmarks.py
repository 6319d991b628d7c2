"""Benchmarks: one command runs those with marks in README, and puts each one's tables between its own marks."""

import runpy
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "benchmarks"
RUNNER = runpy.run_path(str(FOLDER / "__main__.py"))
WITHOUT_TABLES = {"__main__.py", "freeze.py", "interrupts.py"}
TEXT = """Before.

<!-- one.py -->
<!-- end -->

Between.

<!-- two.py command -->
old
<!-- end -->

After.
"""


def test_every_benchmark_has_marks_in_readme() -> None:
    readme = (FOLDER / "README.md").read_text()
    marked = {place["words"].split()[0] for place in RUNNER["MARKED"].finditer(readme)}
    assert marked == {path.name for path in FOLDER.glob("*.py")} - WITHOUT_TABLES
    assert readme.count("<!-- end -->") == len(RUNNER["MARKED"].findall(readme))


def test_tables_go_between_the_marks_of_their_script_alone() -> None:
    rewritten, day = RUNNER["rewritten"], RUNNER["machine"]()
    once = rewritten(TEXT, "one.py", "| a \\1 |\n|---|")
    assert once == TEXT.replace("<!-- one.py -->\n", f"<!-- one.py -->\n{day}.\n\n| a \\1 |\n|---|\n")
    assert rewritten(once, "two.py command", "new").endswith(
        f"<!-- two.py command -->\n{day}.\n\nnew\n<!-- end -->\n\nAfter.\n"
    )
    assert rewritten(rewritten(once, "one.py", "twice"), "one.py", "| a \\1 |\n|---|") == once


def test_a_script_that_fails_leaves_its_tables_and_an_unknown_one_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "__main__.py").write_bytes((FOLDER / "__main__.py").read_bytes())
    (tmp_path / "one.py").write_text("print('| new |')")
    (tmp_path / "two.py").write_text("import sys\nsys.exit(f'no {sys.argv[1]}')")
    (tmp_path / "README.md").write_text(TEXT)
    main = runpy.run_path(str(tmp_path / "__main__.py"))["main"]
    assert main(["three.py"]) == 1
    assert "no marks for three.py" in capsys.readouterr().out
    assert main([]) == 1
    text = (tmp_path / "README.md").read_text()
    assert "| new |\n<!-- end -->" in text
    assert "<!-- two.py command -->\nold\n<!-- end -->" in text
