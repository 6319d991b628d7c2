"""Tables in CSV: what separates cells, what a cell means, and each fault with its cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.files import tables
from model.files.register import shipped_register
from model.files.strict_yaml import Place
from model.letters import hidden_in
from model.scenario.errors import ScenarioError


def fault(text: str | bytes) -> str:
    content = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(ScenarioError) as caught:
        tables.nations(tables.read(content, "nations.csv"), shipped_register())
    return str(caught.value)


def rows(text: str) -> dict[str, dict[str, object]]:
    return tables.nations(tables.read(text.encode(), "nations.csv"), shipped_register()).contributors


def row_faults(text: str) -> list[str]:
    faults = tables.nations(tables.read(text.encode(), "nations.csv"), shipped_register()).faults
    return [str(fault) for _, of_line in sorted(faults.items()) for fault in of_line]


WORKBOOK = "nations.csv:1:1: this is a workbook, not a table in text; save the sheet as 'CSV UTF-8'"
NO_NATION = "nations.csv:1:1: the header names no column 'nation'"
FIRST_LINE = "put the columns' names in the first line, with commas, semicolons or tabs between them"
UK = "coalition.contributors.united_kingdom"


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_header_shows_what_separates_cells(separator: str, end: str, mark: str) -> None:
    lines = (("nation", "land_strength", "position"), ("GB", "75000", "open"), ("Österreich", "", "refused"))
    text = mark + end.join(separator.join(line) for line in lines) + end
    expected = {"united_kingdom": {"land_strength": 75_000, "position": "open"}, "austria": {"position": "refused"}}
    assert rows(text) == expected


@pytest.mark.parametrize("line", ["sep=;\n", '"sep=;"\r\n', "\ufeffSEP=;\n", "sep=|\n", "sep=\t\n"])
def test_a_first_line_may_say_what_separates_cells(line: str) -> None:
    separator = line.strip('\ufeff"\r\n').partition("=")[2]
    text = f"{line}nation{separator}title\nFrance{separator}=A,B\n"
    assert row_faults(text) == ["nations.csv:3:2: coalition.contributors.france: '=A,B' is a formula; give its value"]


def test_separators_within_quotes_do_not_count() -> None:
    assert rows('nation;"title,\n,,,";\nFrance;5;\n'.replace(",\n,,,", "")) == {"france": {"title": "5"}}
    assert fault('nation;"title,,,\n,,,"\nFrance;5\n').startswith("nations.csv:1:2: title,,,_,,,: no 'title,,,_,,,'")


def test_a_table_of_one_column_needs_no_separator() -> None:
    assert rows("nation\nFrance\nuk\n") == {"france": {}, "united_kingdom": {}}


def test_columns_are_read_in_any_spelling_and_empty_ones_are_passed_over() -> None:
    text = "Nation,Land strength,,rotation.tour-months,,\nFrance, 5 ,,4,,\n,,,,,\n\n,,\n"
    assert rows(text) == {"france": {"land_strength": 5, "rotation": {"tour_months": 4}}}


def test_a_number_stands_with_its_reason_and_its_ends() -> None:
    text = "nation,offer_troops.because,offer_troops,land_strength.low,land_strength.high\nFrance,a guess,5,6,7\n"
    offer = {"value": 5, "because": "a guess"}
    assert rows(text) == {"france": {"offer_troops": offer, "land_strength": {"low": 6, "high": 7}}}
    written_out = 'nation,land_strength,land_strength.because\nFrance,"{low: 6, high: 7}",seen\n'
    assert rows(written_out) == {"france": {"land_strength": {"low": 6, "high": 7, "because": "seen"}}}


def test_a_number_beside_its_claim_is_the_claims() -> None:
    strength, share = "france.land_strength", "land_forces.deployable_share"
    text = f"nation,land_strength,land_strength.claim,land_strength.because\nFrance,{{}},{strength},{{}}\n"
    assert rows(text.format("120000.01", "rounded")) == rows(text.format("", "rounded"))
    assert rows(text.format("", "rounded")) == {"france": {"land_strength": {"claim": strength, "because": "rounded"}}}
    ends = f"nation,deployable_share.high,deployable_share.low,deployable_share.claim\nFrance,{{}},{share}\n"
    assert rows(ends.format("0.769,0.3")) == {"france": {"deployable_share": {"claim": share}}}
    at, remedy = "coalition.contributors.france", "empty this cell if the number is yours"
    (fault,) = row_faults(text.format(90_000, ""))
    assert fault == f"nations.csv:2:3: {at}.land_strength.claim: claim '{strength}' says 120000, not 90000; {remedy}"
    (fault,) = row_faults(ends.format("0.8,0.3"))
    assert (
        fault == f"nations.csv:2:4: {at}.deployable_share.claim: claim '{share}' says 0.3 to 0.769, not 0.8; {remedy}"
    )


def test_a_number_that_stands_next_to_another_is_a_number_of_its_own() -> None:
    assert rows("nation,land_strength,offer_troops\nGB,200,500\n") == {
        "united_kingdom": {"land_strength": 200, "offer_troops": 500}
    }


def test_a_key_of_the_users_own_may_end_in_a_number() -> None:
    assert rows("nation,land_strength\nfrance2,5\ngermany_1,6\n").keys() == {"france2", "germany_1"}


def test_a_fault_of_a_whole_figure_stands_at_its_cells() -> None:
    nations = tables.nations(tables.read(b"nation,offer_troops.because\nGB,so\n", "nations.csv"), shipped_register())
    at = ("coalition", "contributors", "united_kingdom")
    assert nations.places[*at, "offer_troops"] == Place("nations.csv", 2, 2)
    assert nations.places[at] == Place("nations.csv", 2, 1)


def test_of_a_number_that_is_none_and_of_a_claim_that_is_none_the_types_tell() -> None:
    text = "nation,land_strength,land_strength.claim\nFrance,{},{}\n"
    assert rows(text.format('"90,000"', "france.land_strength")) == {"france": {"land_strength": {"value": "90,000"}}}
    assert rows(text.format(5, "franc.land_strength")) == {
        "france": {"land_strength": {"claim": "franc.land_strength"}}
    }


def test_cells_are_numbers_words_lists_and_texts_by_their_column() -> None:
    header = "nation,title,needs_us_backstop,tasks,land_strength,priority,offer_troops"
    text = f'{header}\nGB,2025,TRUE,"air, training",62000.0,2,null\n'
    assert rows(text)["united_kingdom"] == {
        "title": "2025", "needs_us_backstop": True, "tasks": ["air", "training"], "land_strength": 62_000.0,
        "priority": 2, "offer_troops": None,
    }  # fmt: skip


def test_known_words_are_read_in_large_and_small_letters() -> None:
    header = "NATION,Position,Tasks,Land Strength,needs_us_backstop,title"
    text = f"{header}\nGB,Open,Air; Border Defence,Unknown,True,Made Of\n"
    assert rows(text)["united_kingdom"] == {
        "position": "open", "tasks": ["air", "border_defence"], "land_strength": "unknown", "needs_us_backstop": True,
        "title": "Made Of",
    }  # fmt: skip


@pytest.mark.parametrize("text", ["-", "–", "n/a", "N/A", "n.a.", "NA", "None", "?", "tbc", "...", "k. A."])
def test_a_cell_that_says_that_there_is_no_value_says_it_by_null_or_is_empty(text: str) -> None:
    at, remedy = (
        "coalition.contributors.france",
        "leave the cell empty for the register's figure, or write null for none",
    )
    faults = row_faults(f"nation,position,offer_troops,tasks\nFrance,{text},{text},{text}\n")
    assert faults == [
        f"nations.csv:2:{number}: {at}.{key}: '{text}' is no value; {remedy}"
        for number, key in enumerate(("position", "offer_troops", "tasks"), 2)
    ]
    assert rows(f"nation,title,offer_troops,offer_troops.because\nFrance,{text},5,{text}\n") == {
        "france": {"title": text, "offer_troops": {"value": 5, "because": text}}
    }
    (variant,) = tables.variants(tables.read(f"name,cost\na,{text}\n".encode(), "v.csv"), shipped_register())
    (fault,) = map(str, variant.problems)
    assert fault.endswith("leave the cell empty to keep the base's, or write null to take it away")


def test_null_takes_away_a_figure_that_may_be_missing() -> None:
    text = "nation,offer_troops,land_strength,tasks,position,posted_elsewhere\nFrance,Null,null,"
    assert rows(f"{text},,\n") == {"france": {"offer_troops": None, "land_strength": None}}
    at = "coalition.contributors.france"
    assert row_faults(f"{text}null,null,NULL\n") == [
        f"nations.csv:2:{number}: {at}.{key}: null takes a figure away, and {key} always has one; leave the cell empty"
        for number, key in enumerate(("tasks", "position", "posted_elsewhere"), 4)
    ]


def test_a_name_that_the_register_does_not_know_is_a_key_in_plain_letters_with_its_title() -> None:
    text = "nation,land_strength,title\nCôte d'Ivoire,5,\nSão Tomé,6,Isles\natlantis,7,\n北,8,\n"
    assert rows(text) == {
        "cote_d_ivoire": {"title": "Côte d'Ivoire", "land_strength": 5},
        "sao_tome": {"title": "Isles", "land_strength": 6},
        "atlantis": {"land_strength": 7},
        "北": {"land_strength": 8},
    }


def test_a_break_within_a_cell_is_a_space_and_lines_are_those_of_the_file() -> None:
    table = tables.read(b'nation,title\nFrance,"Made\nof two"\nGB,5\n', "nations.csv")
    assert [row.line for row in table.rows] == [2, 4]
    nations = tables.nations(table, shipped_register())
    assert nations.contributors["france"] == {"title": "Made of two"}
    assert nations.places["coalition", "contributors", "united_kingdom", "title"] == Place("nations.csv", 4, 2)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK\x03\x04rest", WORKBOOK),
        (b"\xd0\xcf\x11\xe0", WORKBOOK),
        ("nation\n".encode("utf-16"), "nations.csv:1:1: this is UTF-16; save the sheet as 'CSV UTF-8'"),
        (
            "nation;title\nFrance;x\nAustria;Österreich\n".encode("latin-1"),
            "nations.csv:3:2: byte 0xD6 is not text in UTF-8; save the sheet as 'CSV UTF-8'",
        ),
        (b"a" * 5_000_001, "nations.csv:1:1: more than 5,000,000 bytes; split the table"),
        ("nation\n" + "x\n" * 1_001, "nations.csv:1002:1: more than 1,000 rows; split the table"),
        (",".join(f"c{number}" for number in range(51)), "nations.csv:1:51: 51 columns; allowed: 50"),
        ("", "nations.csv:1:1: holds no row below its header"),
        ("nation,title\n,,\n", "nations.csv:1:1: holds no row below its header"),
        ("country,x\nFrance,5\n", f"{NO_NATION}; it names country, x; {FIRST_LINE}"),
        (",\nFrance,5\n", f"{NO_NATION}; it names nothing; {FIRST_LINE}"),
        ("nation|x\nFrance|5\n", f"{NO_NATION}; it names nation|x; {FIRST_LINE}"),
        ("sep=;\nland;x\n", "nations.csv:2:1: holds no row below its header"),
        ("sep=;\nland;x\nFrance;1\n", f"{NO_NATION}; it names land, x; {FIRST_LINE}".replace("1", "2", 1)),
        ("SEP=;\nnation;titel\nGB;5\n", "nations.csv:2:2: titel: no 'titel' in a contributor; did you mean 'title'?"),
        ("nation,title,Title\nGB,a,b\n", "nations.csv:1:3: column 2 is called 'title' too; keep one"),
        (
            'nation,title\nGB,x\nFrance,"open\nGermany,5\n',
            ("nations.csv:3:1: a cell of this row is not CSV (unexpected end of data); close its quotes, and double "
            "the quotes within a cell"),
        ),
        (
            "nation,land_strenght,titel\nGB,5,x\n",
            ("nations.csv:1:2: land_strenght: no 'land_strenght' in a contributor; did you mean "
            "'land_strength'?\nnations.csv:1:3: titel: no 'titel' in a contributor; did you mean "
            "'title'?"),
        ),
    ],
)  # fmt: skip
def test_a_file_that_is_no_table_gets_one_clear_message(content: str | bytes, message: str) -> None:
    assert fault(content) == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("nation,title\nGB,=A1\n", f"nations.csv:2:2: {UK}: '=A1' is a formula; give its value"),
        (
            "nation,title\nGB,#DIV/0!\n",
            (f"nations.csv:2:2: {UK}: '#DIV/0!' is the error of a formula; give a value, "
            "or leave the cell empty"),
        ),
        (
            "nation,offer_troops\nGB,20,x\n",
            (
                f"nations.csv:2:3: {UK}: the cell 'x' has no name above it: name its column, put text with commas in "
                "quotes, write numbers without"
            ),
        ),
        (
            "nation,offer_troops\nGB,20,500,1,000\n",
            f"nations.csv:2:3: {UK}: '20' and '500' stand in two cells; write one number as 20500",
        ),
        (
            "nation,land_strength,offer_troops\nGB,20,000\n",
            f"nations.csv:2:3: {UK}: '20' and '000' stand in two cells; write one number as 20000",
        ),
        (
            "nation,offer_troops\nGB,30000-40000\n",
            (
                f"nations.csv:2:2: {UK}.offer_troops: '30000-40000' is no number; write figures alone, and a range in "
                "offer_troops.low and offer_troops.high"
            ),
        ),
        (
            "nation,land_strength\nTotal,5\n",
            "nations.csv:2:1: coalition.contributors.total: 'Total' is no nation; leave its row out",
        ),
        *(
            (
                f"nation,land_strength\n{name},5\n",
                (
                    f"nations.csv:2:1: coalition.contributors.{key}: '{name}' is no name; write germany, or for "
                    "another nation another name"
                ),
            )
            for name, key in (("Germany[1]", "germany_1"), ("DEU (b)", "deu_b"), ("Germany²", "germany2"))
        ),
        ("nation,title\n,x\n", "nations.csv:2:1: coalition.contributors: this row has no nation"),
        ("nation,title\n-,x\n", "nations.csv:2:1: coalition.contributors: this row has no nation"),
        (
            f"nation,priority\nGB,1_{'9' * 5_000}\n",
            f"nations.csv:2:2: {UK}.priority: a number of too many digits",
        ),
        (
            "nation,title\nGB,x\nFrance,y\nGreat Britain,z\n",
            (f"nations.csv:4:1: {UK}: 'Great Britain' and 'GB' in line 2 are one nation; "
            "keep one of the two"),
        ),
        (
            "nation,rotation.dwell_months,rotation.dwell_ratio\nGB,12,2\n",
            (f"nations.csv:2:3: {UK}.rotation.dwell_ratio: and 'rotation.dwell_months' "
            "replace one another; keep one of the two"),
        ),
        (
            f"nation,priority\nGB,{'9' * 5_000}\n",
            f"nations.csv:2:2: {UK}.priority: a number of too many digits",
        ),
    ],
)  # fmt: skip
def test_a_row_with_a_fault_is_named_with_its_cell(text: str, message: str) -> None:
    assert row_faults(text) == [message]


def test_rows_without_a_nation_are_faults_and_no_two_rows_of_one_nation() -> None:
    nameless = "coalition.contributors: this row has no nation"
    assert row_faults("nation,title\n,x\n,y\n") == [f"nations.csv:2:1: {nameless}", f"nations.csv:3:1: {nameless}"]


def test_of_two_rows_of_one_nation_the_first_stands_and_the_second_is_a_fault() -> None:
    nations = tables.nations(tables.read(b"nation,title\nGB,=x\nGB,y\n", "nations.csv"), shipped_register())
    assert nations.contributors == {}
    assert sorted(nations.faults) == [2, 3]


def test_variants_have_their_values_by_path_and_the_faults_of_their_own_cells() -> None:
    text = (
        "name,rotation.tour_months,rotation.tour_months.because,as_of\none,4,asked,2025-03-01\none,5,,\n,6,,\ntwo,,,\n"
    )
    first, second, third, fourth = tables.variants(tables.read(text.encode(), "v.csv"), shipped_register())
    assert first.values == {"rotation.tour_months": {"value": 4, "because": "asked"}, "as_of": "2025-03-01"}
    assert first.problems == fourth.problems == ()
    assert fourth.values == {}
    twice = "v.csv:3:1: the variant of line 2 is called 'one' too; rename one of the two"
    assert [str(problem) for problem in second.problems] == [twice]
    assert [str(problem) for problem in third.problems] == ["v.csv:4:1: this row has no name"]


def test_of_many_faults_the_first_are_told_and_how_many_more_there_are() -> None:
    table = tables.read(("nation,title\n" + "GB,=x\n" * 300).encode(), "nations.csv")
    faults = [fault for of_line in tables.nations(table, shipped_register()).faults.values() for fault in of_line]
    shown = tables.first_told(faults)
    assert len(shown) == 201
    assert shown[-1].message == f"and {len(faults) - 200} more faults; mend these first"


PIECES = (
    "nation",
    "title",
    "rotation.tour_months",
    "tasks",
    "GB",
    "20.000",
    "=A",
    "{",
    "[air]",
    "\n",
    ",",
    ";",
    '"',
    "\0",
)


@given(st.lists(st.one_of(st.sampled_from([piece.encode() for piece in PIECES]), st.binary(max_size=3)), max_size=30))
def test_any_bytes_are_a_table_or_refused_in_plain_lines(pieces: list[bytes]) -> None:
    try:
        nations = tables.nations(tables.read(b"nation," + b"".join(pieces), "nations.csv"), shipped_register())
    except ScenarioError as error:
        problems = list(error.problems)
    else:
        problems = [problem for of_line in nations.faults.values() for problem in of_line]
        assert nations.contributors or problems
    assert all(str(problem).startswith("nations.csv:") and not hidden_in(str(problem)) for problem in problems)
