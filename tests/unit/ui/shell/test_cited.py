"""The one escaping of the pages: what is seen is the text, and nothing in it is a mark."""

import pandas as pd
import pytest
from hostile import HOSTILE
from hypothesis import given
from hypothesis import strategies as st
from reading import JOINER, marks, seen

from model.files.register import shipped_register
from model.files.scenarios import load, shipped_scenarios
from model.ui.shell import cited

MORE = {
    "number in brackets": "10) x",
    "number alone": "10.",
    "plus": "+ x",
    "dash alone": "-",
    "dashes": "---",
    "dashes apart": "- - -",
    "stars apart": "* * *",
    "line below": "===",
    "four spaces": "    x",
    "tab before": "\tx",
    "heading closed": "Force #",
    "heading below": "a\n===",
    "emoji of signs": ":+1: :-1: :100: ::smile::",
    "icon alone": ":material/home",
    "directives": ":small[x] :help[y] :red :color[z]{foreground=red} ::note[x] :::box",
    "directive of other letters": ":größe[x] a:b[c]",
    "arrows": "-> <- <-> -- >= <= ~= --- a->b",
    "address in capitals": "HTTP://evil.example WWW.evil.example",
    "mail with a protocol": "mailto:me@evil.example",
    "entity of a colon": "&#58;smile&#58; &#x3a;smile&#x3a; &colon;smile&colon;",
    "escaped already": "\\*x\\* \\[y\\](z) \\:smile\\:",
    "backslash at the end": "x\\",
    "hard break": "x  \ny",
    "formula of two lines": "$$\nx\n$$",
    "footnote": "x[^1]\n\n[^1]: y",
    "definition": "[x]: http://evil.example",
    "task": "- [ ] x",
    "link to a claim from elsewhere": "[x](//evil.example/sources?claim=a.b) [y](claim:a.b&z=1) [z](claim:a.b/../..)",
    "picture of a claim": "![x](claim:a.b)",
    "address of a claim, which no link of ours has": "[x](./sources?claim=a.b) [y](/sources?claim=a.b)",
    "link without words": "[](claim:a.b) [ ](./?scenario=dannatt)",
    "link around a picture": "[![x](//evil.example/p)](claim:a.b)",
}
AROUND = ("{}", "“{}”", "Showing: *{}*, now", "**{}**. And", ":small[{}]", "- {}", "# {}", "Text  \n{}", "{}  \nText")
"""What pages put around a text."""
HARMLESS = {"line below", "heading closed", "backslash at the end"}
"""What is no mark by itself; around it there may be what makes it one."""


@pytest.mark.parametrize("text", [*HOSTILE.values(), *MORE.values()], ids=[*HOSTILE, *MORE])
def test_a_text_is_seen_as_it_stands_whatever_it_holds(text: str) -> None:
    drawn = cited.shown(text)
    for around in AROUND if as_seen(text) else ("{}",):
        harmless = around.replace("{}", "q" * bool(drawn))
        assert marks(around.replace("{}", drawn)) == marks(harmless), around
        assert seen(around.replace("{}", drawn)) == seen(harmless).replace("q", as_seen(text)), around


def as_seen(text: str) -> str:
    """A text on one line; Markdown has no null character."""
    return " ".join(text.replace(JOINER, "").split()).replace("\x00", "\ufffd")


@pytest.mark.parametrize("name", MORE)
def test_without_it_they_would_be_read(name: str) -> None:
    assert (marks(MORE[name]) != marks("x")) is (name not in HARMLESS)


@given(st.text("ab1 \t\n\\`*_~[](){}<>#|!$&;:/.@+-=", max_size=30))
def test_any_run_of_signs_is_seen_as_it_stands(text: str) -> None:
    drawn = cited.shown(text)
    assert seen(drawn) == as_seen(text)
    assert marks(drawn) == marks("x" * bool(drawn))


@pytest.mark.parametrize("name", shipped_scenarios())
def test_plain_words_stay_the_same_letters(name: str) -> None:
    scenario = load(name)
    for text in (scenario.title, scenario.question, *map(scenario.title_of, scenario.force)):
        assert cited.shown(text) == text


def test_links_of_ours_are_links_and_their_words_are_shown_as_they_stand() -> None:
    claim, scenario = "[who *said*](claim:a.b_2)", "[what](./?scenario=dannatt_2)"
    drawn = cited.shown(f"By {claim}; in {scenario}.")
    assert marks(drawn) == {
        "paragraph_open": 1, "link_open ./sources?claim=a.b_2": 1, "link_open ./?scenario=dannatt_2": 1,
    }  # fmt: skip
    assert seen(drawn) == "By who *said*; in what."
    behind = cited.shown("[x](claim:a.b)](http://evil.example) :red[x](claim:c)")
    assert marks(behind) == {"paragraph_open": 1, "link_open ./sources?claim=a.b": 1, "link_open ./sources?claim=c": 1}


def test_the_pages_that_claims_were_published_on_are_links() -> None:
    urls = [claim.url for claim in shipped_register().claims.values() if claim.url]
    for url in urls:
        assert f"link_open {url}" in marks(cited.shown(url))
        assert f"link_open {url}" in marks(cited.shown(f"x ([page]({url}))"))
        assert marks(cited.shown(f"{url}/more")) == marks("x")


class Box:
    def table(self, frame: pd.DataFrame) -> None:
        self.frame = frame


def test_a_table_is_shown_as_it_stands_with_its_heads_and_its_index() -> None:
    box = Box()
    frame = pd.DataFrame(
        {"*a*": ["_x_", 5], "b  b": ["", None], "b b": ["y", "z"], "b\tb": ["", ""]}, index=["# i", "j"]
    )
    cited.table(frame.rename_axis("`n`"), box)
    assert box.frame.index.tolist() == ["\\# i", "j"]
    assert box.frame.index.name == "\\`n\\`"
    assert box.frame.columns.tolist() == ["\\*a\\*", "b b", f"b b{JOINER}", f"b b{JOINER}{JOINER}"]
    assert box.frame["\\*a\\*"].tolist() == ["\\_x\\_", 5]
    assert frame.columns.tolist()[0] == "*a*"
