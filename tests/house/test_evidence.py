"""Every number has evidence, every derived figure recomputes, and texts keep to our words."""

import ast
import datetime as dt
import itertools
import math
import operator
import re
from collections.abc import Callable
from functools import reduce

import pytest

import model
from model import Scenario
from model.evidence.claims import Claim, period
from model.files.register import published_cases, shipped_register
from model.files.scenarios import shipped_parents, shipped_scenarios
from model.present.formulas import coalition as coalition_formulas
from model.present.formulas import force as force_formulas
from model.present.formulas import months as months_formulas
from model.present.words import chances as chances_words
from model.present.words import coalition as coalition_words
from model.present.words import comparison as comparison_words
from model.present.words import effects as effects_words
from model.present.words import force as force_words
from model.present.words import method as method_words
from model.present.words import months as months_words
from model.present.words.largest import headline
from model.present.words.notes import notes
from model.terms import MEASURES, TERMS

REGISTER = shipped_register()
NAMES = list(shipped_scenarios())
DERIVED = [claim for claim in REGISTER.claims.values() if claim.kind == "derived"]
DIGITS = 5e-6  # derived figures are kept to six significant digits
FORBIDDEN = re.compile(
    r"\b(will|must|needs? to|experts say|it is known|likely|unlikely|probably|impossible|worst|fails?|cannot)\b",
    re.IGNORECASE,
)
ARTICLES = {
    "000_4ee681c108d8000d", "001_63d502a6df3d2081", "002_938f467fa945e8ee", "003_cd212de1a490e80d",
    "004_94760fdf9075e145",
}  # fmt: skip
OPERATORS: dict[type, Callable[[float, float], float]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
}  # fmt: skip


def compute(node: ast.AST, numbers: dict[str, float]) -> float:
    """Work out a claim's arithmetic: names, numbers, + - * / and min, max."""
    match node:
        case ast.Expression(body=body):
            return compute(body, numbers)
        case ast.BinOp(left=left, op=op, right=right):
            return OPERATORS[type(op)](compute(left, numbers), compute(right, numbers))
        case ast.Call(func=ast.Name(id="min" | "max" as name), args=args):
            return {"min": min, "max": max}[name](compute(argument, numbers) for argument in args)
        case ast.Name(id=name):
            return numbers[name]
        case ast.Constant(value=int() | float() as value):
            return value
    raise AssertionError(f"unexpected in a working: {ast.dump(node)}")


def worked_out(claim: Claim) -> tuple[float, float]:
    ends = {name: REGISTER.claims[source].bounds or () for name, source in claim.derived_from.items()}
    workings = claim.working if not isinstance(claim.working, str) else {"low": claim.working, "high": claim.working}
    assert workings is not None
    corners = [dict(zip(ends, values, strict=True)) for values in itertools.product(*ends.values())]
    computed = {
        key: [compute(ast.parse(text, mode="eval"), corner) for corner in corners] for key, text in workings.items()
    }
    return min(computed["low"]), max(computed["high"])


@pytest.mark.parametrize("claim", DERIVED, ids=lambda claim: claim.id)
def test_a_derived_claim_recomputes_from_the_claims_it_names(claim: Claim) -> None:
    assert claim.bounds == pytest.approx(worked_out(claim), rel=DIGITS)


@pytest.mark.parametrize("name", NAMES)
def test_every_quantity_of_a_shipped_scenario_has_a_claim_or_a_reason(name: str) -> None:
    scenario = model.load(name)
    bare = [path for path, quantity in scenario.quantities().items() if quantity.standing == "user"]
    assert bare == []


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_scenario_states_its_question_title_and_date(name: str) -> None:
    scenario = model.load(name)
    assert scenario.title
    question, _, not_answered = scenario.question.partition("? ")
    assert "." not in question
    assert not_answered.endswith("."), "after its question a scenario says what it does not answer"
    assert scenario.as_of is not None


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_scenario_rests_on_nothing_later_than_its_date_but_norms(name: str) -> None:
    """A claim about the force itself is not taken from a later day than the scenario's own."""
    scenario = model.load(name)
    assert scenario.as_of is not None
    for path, quantity in scenario.quantities().items():
        if path.startswith("force.") and quantity.evidence and quantity.evidence.standing == "reported":
            days = (quantity.evidence.said_on, quantity.evidence.reported_on)
            first = min(span[1] for day in days if (span := period(day)))
            assert first <= scenario.as_of + dt.timedelta(days=1), path


@pytest.mark.parametrize("name", NAMES)
def test_every_variant_moves_some_outcome(name: str) -> None:
    parent = shipped_parents().get(name)
    if parent is not None:
        ours, parents = (model.run(model.load(scenario_name)).measures for scenario_name in (name, parent))
        columns = ["low", "central", "high"]
        assert not ours[columns].equals(parents[columns])


def test_there_are_at_least_four_variants_and_six_proposals() -> None:
    variants = [name for name, path in shipped_scenarios().items() if "\nextends:" in path.read_text()]
    assert len(variants) >= 4
    proposals = {
        "dannatt", "reassurance_force", "dispersed_reassurance", "demarcation_line", "three_tier",
        "multinational_force_ukraine",
    }  # fmt: skip
    assert proposals <= set(NAMES) - set(variants)


@pytest.mark.parametrize("name", NAMES)
def test_scenarios_and_sentences_keep_to_would_and_if(name: str) -> None:
    (run,) = model.run(model.load(name)).runs
    texts = [run.scenario.title, run.scenario.question, force_words.headline(run), *notes(run)]
    texts += [
        force_words.throughput_sentence(run) or "",
        *coalition_words.sentences(run),
        *months_words.sentences(run),
        months_words.start_in_words(run),
    ]
    texts += [
        force_words.RATIO_NOTE,
        *(measure.meaning for measure in MEASURES.values()),
        chances_words.ASSUMED_CHANCES,
    ]
    parent = shipped_parents().get(name)
    if parent is not None:
        comparison = model.compare(model.load(parent), run.scenario)
        finding = headline(comparison_words.sides([comparison.base, run]), [comparison])
        texts.append(finding.replace("cannot be compared", ""))  # of a comparison, not of a force
        texts += effects_words.comparison_sentences(comparison)
    texts += [quantity.because or "" for quantity in run.scenario.quantities().values()]
    assert [text for text in texts if FORBIDDEN.search(text)] == []


def test_the_method_page_keeps_to_would_and_if() -> None:
    (run,) = model.run(model.load("three_tier")).runs
    sentences = [text for section in method_words.prose().values() for text in section]
    sentences += [text for term in TERMS.values() for text in (term.word, term.meaning)]
    sentences += [text for case in published_cases().values() for text in (case.says, case.because)]
    formulas = [
        *force_formulas.part_formulas(run, "european_brigades"),
        *force_formulas.total_formulas(run),
        *coalition_formulas.nation_formulas(run, "france"),
        *coalition_formulas.coalition_formulas(run),
        *months_formulas.month_formulas(run, "european_brigades", "france"),
        *months_formulas.training_formulas(run),
    ]
    sentences += [text for formula in formulas for text in (formula.title, formula.means)]
    assert len(sentences) > 100
    assert [text for text in sentences if FORBIDDEN.search(text)] == []


def test_claims_are_told_without_likelihood_words() -> None:
    forecast = re.compile(r"\b(will|likely|unlikely|probably|must)\b", re.IGNORECASE)
    assert [claim.id for claim in REGISTER.claims.values() if forecast.search(claim.says)] == []


def test_every_article_has_its_file_and_every_claim_of_it_names_it() -> None:
    seeds = {claim.seed for claim in REGISTER.claims.values() if claim.seed}
    assert seeds == {f"{name}.txt" for name in ARTICLES}


def test_every_claim_says_who_when_and_where() -> None:
    for claim in REGISTER.claims.values():
        assert all((claim.speaker, claim.reported_by, claim.said_on, claim.reported_on)), claim.id
        assert claim.standing == "reported" or claim.kind == "derived" or claim.read_in, claim.id
        assert claim.url is None or re.match(r"https?://\S+$", claim.url), claim.id


def test_a_claim_without_a_day_says_so_and_no_other() -> None:
    for claim in REGISTER.claims.values():
        assert (claim.date_basis == "unknown") == (claim.days is None), claim.id


def test_no_claim_is_later_than_the_collection() -> None:
    assert REGISTER.latest_day is not None
    assert REGISTER.latest_day <= dt.date(2026, 11, 30)


def test_what_the_issue_of_the_articles_is_about_is_there() -> None:
    claims = REGISTER.claims
    assert claims["dannatt.tied_up"].bounds == (30_000, 40_000)
    assert claims["telegraph.troops"].bound == "up_to"
    assert claims["clash_report.troops"].bound == "fewer_than"
    assert claims["yermak.brigades"].bounds == (4, 5)
    assert claims["united_kingdom.aid_gbp"].bounds == (12.8e9, 12.8e9)
    assert claims["united_kingdom.trained"].bounds == (50_000, 50_000)
    positions = {(claim.nation, claim.position) for claim in claims.values() if claim.seed}
    assert {("poland", "refused"), ("italy", "refused"), ("united_kingdom", "declared")} <= positions
    assert {claim.nation for claim in claims.values() if claim.leads} == {"united_kingdom", "france"}
    assert reduce(operator.or_, ({claim.nation} for claim in claims.values() if claim.signed)) >= {"germany", "france"}


def test_low_is_never_above_high_anywhere() -> None:
    for name in NAMES:
        for ends in model.run(model.load(name)).measures[["low", "central", "high"]].itertuples(index=False):
            known = [end for end in ends if not math.isnan(end)]
            assert known == sorted(known)


def test_names_are_of_the_table_of_terms() -> None:
    assert set(Scenario.model_fields) == {
        "title", "question", "as_of", "horizon_months", "force", "rotation", "us_backstop", "coalition", "schedule",
        "cost",
    }  # fmt: skip
