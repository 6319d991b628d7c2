"""Options that do not go together: every rule refuses its words before anything is read, and says the remedy."""

import pytest
from command import Call

from model.cli.options import RULES

BROKEN = {
    "run": (
        (("--seed", "3"), "--seed is for draws: add --draws N, or leave --seed out"),
        (("--seed", "0"), "--seed is for draws"),
        (("--workers", "2"), "--workers is for draws"),
        (("--dask", "tcp://127.0.0.1:1"), "--dask is for draws"),
        (
            ("--draws", "9", "--workers", "2", "--dask", "tcp://127.0.0.1:1"),
            "--workers are processes here, --dask",
        ),
        (("--format", "parquet"), "--format parquet is not text: name a folder for it with --out DIR"),
        (("--format", "xlsx"), "--format xlsx is not text: name a workbook with --out BOOK.xlsx"),
        (("--draws", "9", "--format", "csv"), "--format csv prints one table, and draws have another: print json, or"),
        (("--draws", "9", "--format", "json", "--wide"), "--wide prints one row as json, without its draws: leave out"),
        (
            ("--out", "book.XLSX", "--format", "csv"),
            "--out BOOK.xlsx is a workbook: leave out --format, or",
        ),
        (("--force",), "--force replaces a workbook (--out BOOK.xlsx); a folder"),
        (("--force", "--out", "folder"), "--force replaces a workbook"),
    ),
    "compare": ((("nato_norm", "--format", "xlsx"), "--format: this command prints table, json or csv"),),
    "drivers": (
        (("--format", "parquet"), "--format: this command prints table, json or csv"),
        (("--sobol", "--format", "csv"), "--sobol makes a table of its own, and csv is one table: print table or json"),
    ),
    "solve": ((("--lever", "rotation.tour_months", "--format", "xlsx"), "--format: this command prints"),),
    "sweep": (
        (("--over", "a=1", "--out", "s.csv", "--seed", "1"), "--seed is for draws: add --draws N"),
        (("--over", "a=1", "--out", "s.csv", "--workers", "2", "--dask", "a:1"), "--workers are processes here"),
    ),
    "list": ((("--format", "xlsx"), "--format: this command prints"),),
    "sources": ((("--format", "parquet"), "--format: this command prints"),),
}


@pytest.mark.parametrize(
    ("name", "words", "message"), [(name, *case) for name, cases in BROKEN.items() for case in cases]
)
def test_options_that_do_not_go_together_are_refused_before_anything_is_read(
    name: str, words: tuple[str, ...], message: str, call: Call
) -> None:
    done = call(name, *([] if name == "list" else ["no_such_scenario"]), *words)
    assert (done.code, done.out) == (2, "")
    assert message in " ".join(done.err.split())


def test_every_rule_has_a_case_here_and_names_its_option_and_a_remedy() -> None:
    cases = {name: [message for _, message in cases] for name, cases in BROKEN.items()}
    for name, rules in RULES.items():
        for rule in rules:
            assert any(rule.words.startswith(message) for message in cases[name]), rule
            assert rule.option in rule.words or "--format" in rule.words
            assert ":" in rule.words or ";" in rule.words


def test_what_is_not_refused_runs(call: Call) -> None:
    assert call("run", "dannatt", "--draws", "20", "--seed", "3", "--workers", "1").code == 0
    assert call("run", "dannatt", "--draws", "20", "--format", "json").code == 0
    assert call("run", "dannatt", "--wide", "--format", "csv").code == 0
