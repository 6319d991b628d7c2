"""HTML of the Method page: sources as citations, letters explained, nothing of a file as markup."""

from coalitions import of_force, only
from rich_runs import RUNS

from model.present.formulas.force import part_formulas
from model.present.html import method as method_html
from model.present.words.steps import Step

DANNATT = RUNS["dannatt"].scenario


def test_a_number_has_its_speaker_our_assumption_or_the_reader_behind_it() -> None:
    changed = DANNATT.replace({"rotation.tour_months": 5, "rotation.overlap_months": {"value": 1, "because": "to try"}})
    assert 'data-claim="dannatt.dwell_ratio"' in method_html.origin(changed, "rotation.dwell_ratio")
    assert method_html.origin(changed, "rotation.tour_months") == "your figure"
    assert method_html.origin(changed, "rotation.overlap_months") == "our assumption"
    assert method_html.origin(changed, "rotation.transit_months") == "not given, taken as zero"


def test_a_step_has_what_it_is_how_from_whom_and_what_comes_out() -> None:
    step = Step("A tour", "six months", "as said", ("rotation.tour_months",))
    drawn = method_html.steps(DANNATT, [step, Step("Both < added", "18")])
    assert drawn.startswith('<ol class="steps"><li><span>A tour</span><b>six months</b><i>as said; <a href=')
    assert drawn.endswith("<li><span>Both &lt; added</span><b>18</b></li></ol>")


def test_under_a_formula_stand_its_letters_and_its_inputs() -> None:
    by_result = {formula.result: formula for formula in part_formulas(RUNS["dannatt"], "british_force")}
    under = method_html.under(DANNATT, by_result["dwell"])
    assert '<p class="src"><i>d</i>: months at home; <i>n</i>: months at home for each month away;' in under
    assert "2 to 3 (<a href=" in under
    assert "not given, taken as zero: call-up" in under.replace("mobilisation", "call-up")
    assert method_html.under(DANNATT, by_result["throughput"]).count("<p") == 2
    all_together = [formula for formula in part_formulas(RUNS["dannatt"], "british_force") if not formula.paths]
    assert all("Inputs" not in method_html.under(DANNATT, formula) for formula in all_together)


def test_titles_of_a_file_are_shown_as_they_stand() -> None:
    force = {"a_b": {"title": "10. x < y & *z*", "strength": {"troops": 100}}}
    run = only(of_force(force))
    deployed = next(iter(part_formulas(run, "a_b")))
    assert "10. x &lt; y &amp; *z*" in method_html.under(run.scenario, deployed)


def test_a_sentence_of_ours_leads_to_its_claims_and_a_list_has_each_in_an_entry() -> None:
    entry = "Of them [fewer than half](claim:germany_2012.rested_share) had rest."
    drawn = method_html.listing([entry, "Plain & simple."])
    assert 'data-claim="germany_2012.rested_share">fewer than half</a> had rest.</li>' in drawn
    assert "<li>Plain &amp; simple.</li></ul>" in drawn
