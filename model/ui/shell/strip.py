"""The control strip: the inputs as a sentence, each with what can be said in its place.

The plan, its size, the tour, the rest and the nations stand on Explore, Contributors and Drivers alike; all that is
set less often stands under "All assumptions", which is drawn once it is opened.
"""

import streamlit as st
from markupsafe import Markup
from streamlit.delta_generator import DeltaGenerator

from model.analysis import rest_rules
from model.engine.run import Run
from model.evidence.claims import Claim
from model.present.html.text import citation, element, page_link
from model.present.numbers import percent
from model.present.words import backstop
from model.present.words import rest as rest_words
from model.present.words import strip as words
from model.present.words.force import RATIO_NOTE
from model.present.words.plain import day, plan
from model.scenario import Scenario
from model.scenario.errors import ScenarioError
from model.scenario.rotation import IN_DWELL
from model.terms import CONTROLS
from model.ui.session import cache, inputs, links, own, published, state
from model.ui.session.inputs import Input
from model.ui.session.shown import Shown
from model.ui.shell import changed, cited, downloads, markup, widgets

PLAN, VARIANT = "plan", "size_of_variant"


def draw(shown: Shown, run: Run | None) -> None:
    """Draw the strip, the changes below it, and what has to be said of them; there is no run where it is refused."""
    scenario = _scenario(shown)
    with st.container(horizontal=True, key="strip"):
        with _popover(plan(shown.start), "plan"):
            _plan(shown)
        with _popover(size_label(shown, scenario), "size"):
            _size(shown, scenario)
        with _popover(words.tours(_ends(shown, rest_rules.TOUR)), "tour"):
            _tour(shown, scenario)
        with _popover(rest_label(shown), "rest"):
            _rest(shown, scenario)
        if inputs.WHO in shown.inputs:
            with _popover(nations_label(shown), "nations"):
                _nations(shown)
        more = st.popover("All assumptions", key="strip_more", on_change="rerun")
        if more.open:
            with more:
                _more(shown)
        if run is not None:
            downloads.share(shown, run)
    changed.draw(shown, run)


def _popover(label: str, key: str) -> DeltaGenerator:
    return st.popover(cited.shown(label), key=f"strip_{key}")


def _scenario(shown: Shown) -> Scenario:
    """The scenario that is shown; where its values do not fit together, the one that it starts from."""
    try:
        return shown.scenario
    except ScenarioError:
        return shown.start


def _ends(shown: Shown, path: str) -> tuple[float, float]:
    return shown.ends(path) or (0.0, 0.0)


def start_switch(shown: Shown) -> None:
    """Draw the switch between months of a steady rotation and months in which all go at once."""
    widgets.word(shown, inputs.STARTS, is_label_shown=False)


def backstop_switch(shown: Shown) -> None:
    """Draw the switch of the backstop of the United States beside what hangs on it; nothing where nothing does."""
    if backstop.depends_on_backstop(shown.start):
        key = inputs.BACKSTOP
        widgets.word(shown, key, widget=f"{state.AGAIN}{key}", is_label_shown=False)


def starters(shown: Shown) -> None:
    """Draw three questions to start from, on a first visit and until the first change."""
    if not state.is_first_visit():
        return
    table, values = shown.inputs, shown.values
    register = shown.start.register
    answers = {
        words.BRITISH_RULE: published.changed_rule(table, register, values, words.BRITISH_TOPIC),
        words.POLAND: {inputs.WHO: inputs.with_name(values[inputs.WHO], "poland")},
        words.FOUR_MONTHS: published.moved(table, "tour", 4.0),
    }
    with st.container(horizontal=True, key="starters"):
        for number, (question, changed_values) in enumerate(answers.items()):
            st.button(cited.shown(question), key=f"starter_{number}", on_click=state.put, args=(changed_values,))


def size_label(shown: Shown, scenario: Scenario) -> str:
    """Return the size of the force in words, part by part."""
    parts = inputs.coalition_parts(scenario)
    return words.sizes([_size_of(shown, scenario, part) for part in parts])


def _size_of(shown: Shown, scenario: Scenario, part: str) -> str:
    start = shown.start.force.get(part, scenario.force[part]).strength.units
    units = start.evidence.unit if start is not None and start.evidence is not None else "units"
    ends = {short: pair for short, path in inputs.size_paths(part).items() if (pair := shown.ends(path)) is not None}
    return words.size(ends, str(units))


def rest_label(shown: Shown) -> str:
    """Return the rest between tours in words."""
    is_ratio = shown.values[inputs.DWELL_AS] == inputs.DWELL_RATIO
    return words.rest(_ends(shown, rest_rules.DWELL_RATIO if is_ratio else rest_rules.DWELL_MONTHS), is_ratio=is_ratio)


def nations_label(shown: Shown) -> str:
    """Return the nations that take part in words."""
    titles = [shown.start.nation_title(name) for name in inputs.names_in(shown.values[inputs.WHO])]
    return words.nations(titles, has_chances=shown.values[inputs.CHANCES] == inputs.ASSUMED)


def _plan(shown: Shown) -> None:
    scenarios = cache.scenarios()
    by_day = sorted(scenarios, key=lambda name: (own.is_own(name), str(scenarios[name].as_of), scenarios[name].label))
    names, widget = by_day, f"{PLAN}_{shown.start.name}"
    labels = words.distinct_labels({name: (plan(scenario), scenario.label) for name, scenario in scenarios.items()})
    st.selectbox(
        "Which plan?", names, names.index(shown.start.name), key=widget, format_func=lambda name: labels[name],
        on_change=_choose_plan, args=(widget,),
    )  # fmt: skip
    st.caption(cited.shown(shown.start.question))
    markup.draw(element("p", page_link("scenarios", "", words.OPEN_FILE), class_="src"), "open_file")


def _choose_plan(widget: str) -> None:
    name = st.session_state.get(widget)
    if name is not None:  # pragma: no branch  (None: the page is being left)
        state.choose_start(name)


def _size(shown: Shown, scenario: Scenario) -> None:
    main = inputs.main_part(shown.start)
    if main is None:
        st.markdown(words.NO_PART)
        return
    variant = None if shown.start.force[main].strength.is_known else _with_size(shown.start)
    if variant is not None:
        _sizes_of(variant)
        return
    parts = inputs.coalition_parts(shown.start)
    for field in shown.inputs.of_group(inputs.SIZE):
        if field.kind == "number":
            part = field.path.split(".")[1]
            widgets.number(shown, field, shown.start.title_of(part) if len(parts) > 1 else "")
    by = shown.inputs[inputs.SIZE_BY]
    widgets.claimed(shown, by.path)
    unknown = {inputs.UNKNOWN: words.UNKNOWN_SIZE} if by.start == inputs.UNKNOWN else {}
    sizes = {claim.id: words.named_size(claim, shown.start.register) for claim in _named(shown.start, by)}
    widgets.options(shown, by.key, {**unknown, **sizes, inputs.OWN: words.OWN_SIZE})
    _source(shown, scenario, by.path)


def _named(start: Scenario, by: Input) -> list[Claim]:
    """The published figures among the options of a word on whose figure counts, without twins of one utterance."""
    register = start.register
    claims = [register.claims[option] for option in by.options if option in register.claims]
    return words.distinct(claims, register, str(by.start))


def _with_size(start: Scenario) -> Scenario | None:
    """The shipped variant of a force of unknown size in which a part has a size that was named; None without one."""
    variants = [cache.scenarios()[name] for name, parent in cache.parents().items() if parent == start.name]
    return next(
        (variant for variant in variants if variant.force[inputs.main_part(variant) or ""].strength.is_known), None
    )


def _sizes_of(variant: Scenario) -> None:
    """Draw the sizes that were named for such a force; each opens the variant that has a part of that size."""
    st.caption(cited.shown(words.not_said_of_it(plan(variant))))
    by = cache.at_start(variant).inputs[inputs.SIZE_BY]
    sizes = {claim.id: words.named_size(claim, variant.register) for claim in _named(variant, by)}
    st.radio(
        CONTROLS[inputs.SIZE_BY].label, list(sizes), None, key=VARIANT, on_change=_take_size, args=(variant,),
        format_func=lambda claim: cited.shown(sizes[claim]),
    )  # fmt: skip


def _take_size(variant: Scenario) -> None:
    claim = st.session_state.get(VARIANT)
    if claim is not None:  # pragma: no branch  (None: the page is being left)
        start = cache.at_start(variant)
        state.show(start.replace(published.taken(start.inputs, variant.register, inputs.SIZE_BY, claim)))


def _tour(shown: Shown, scenario: Scenario) -> None:
    for field in shown.inputs.ends(rest_rules.TOUR):
        widgets.number(shown, field)
    widgets.claimed(shown, rest_rules.TOUR)
    by = shown.inputs[inputs.TOUR_BY]
    tours = {claim.id: words.named_tour(claim, shown.start.register) for claim in _named(shown.start, by)}
    widgets.options(shown, by.key, {**tours, inputs.OWN: words.OWN_TOUR})
    if shown.values[inputs.DWELL_AS] == inputs.DWELL_RATIO:
        st.caption(RATIO_NOTE)
    _source(shown, scenario, rest_rules.TOUR)


def _rest(shown: Shown, scenario: Scenario) -> None:
    register = shown.start.register
    rules = {rule.topic: rest_words.rule_in_words(rule, register) for rule in rest_rules.rules(register)}
    widgets.options(shown, inputs.REST_BY, {**rules, inputs.OWN: words.OWN_REST})
    is_ratio = shown.values[inputs.DWELL_AS] == inputs.DWELL_RATIO
    path = rest_rules.DWELL_RATIO if is_ratio else rest_rules.DWELL_MONTHS
    if shown.values[inputs.REST_BY] == inputs.OWN:
        widgets.word(shown, inputs.DWELL_AS)
        for field in shown.inputs.ends(path):
            widgets.number(shown, field)
    _source(shown, scenario, path)


def _nations(shown: Shown) -> None:
    start = shown.start
    contributors = start.coalition.contributors if start.coalition else {}
    ruled_out = {name: f" {words.RULED_OUT}" for name, held in contributors.items() if held.position == "refused"}
    widgets.names(
        shown, {name: f"{start.nation_title(name)}{ruled_out.get(name, '')}" for name in sorted(contributors)}
    )
    if start.as_of is not None:
        st.caption(cited.shown(words.as_of(day(start.as_of.isoformat()))))
    if people := [_who_said_so(start, name) for name in inputs.names_in(shown.values[inputs.WHO])]:
        markup.draw(element("p", *people, class_="src who"), "who_said_so")
    if backstop.depends_on_backstop(start):
        widgets.word(shown, inputs.BACKSTOP)
    else:
        st.caption(backstop.NOTHING_DEPENDS)


def _who_said_so(start: Scenario, name: str) -> Markup:
    """A nation that is in, with who stated its position; alone where a file gives the position or nobody stated one."""
    claim = start.position_claim(name)
    said = [] if claim is None else [": ", citation(start.register, claim.id)]
    return element("span", element("b", start.nation_title(name)), *said)


def _source(shown: Shown, scenario: Scenario, path: str) -> None:
    """Draw where the number at a path comes from."""
    quantity = scenario.quantities().get(path)
    if quantity is None:
        return
    if quantity.claim is not None:
        line = element("p", words.SOURCE, citation(shown.start.register, quantity.claim), class_="src")
        markup.draw(line, key=f"source_{path}")
    else:
        reason = quantity.because or words.READERS_OWN
        st.caption(cited.shown(f"{words.SOURCE}{reason}"))


def _more(shown: Shown) -> None:
    """Draw all that is set less often."""
    st.segmented_control(
        CONTROLS[links.INPUT_STYLE].label, links.STYLES, default=state.style(), required=True, key=links.INPUT_STYLE,
        on_change=_choose_style,
    )  # fmt: skip
    table = shown.inputs
    for key in (inputs.STARTS, inputs.FILLS_IN):
        if key == inputs.STARTS or inputs.WHO in table:
            widgets.word(shown, key, widget=f"{state.AGAIN}{key}")
    numbers = [field for field in table.values() if field.group in (inputs.MONTHS, inputs.MORE)]
    for field in (field for field in numbers if field.kind == "number"):
        needs_size = field.path.startswith("force.") or field.path.rpartition(".")[2] in IN_DWELL
        if _has_size(shown) or not needs_size:
            widgets.number(shown, field)
    if inputs.WHO in table:
        _load(shown)


def _has_size(shown: Shown) -> bool:
    """Whether the main part has a size; without one neither its support nor the parts of its rest move an answer."""
    return inputs.SIZE_BY in shown.inputs and shown.values[inputs.SIZE_BY] != inputs.UNKNOWN


def _choose_style() -> None:
    chosen = st.session_state.get(links.INPUT_STYLE)
    if chosen is not None:  # pragma: no branch  (None: the page is being left)
        state.set_style(chosen)


def _load(shown: Shown) -> None:
    """Draw how the load is shared, and the chances of taking part."""
    start, table = shown.start, shown.inputs
    contributors = start.coalition.contributors if start.coalition else {}
    if inputs.SHARE in table:
        widgets.number(shown, table[inputs.SHARE])
        widgets.claimed(shown, table[inputs.SHARE].path, percent)
        apart = [start.nation_title(name) for name, held in contributors.items() if held.deployable_share is not None]
        if apart:
            st.caption(cited.shown(words.own_shares(apart)))
    has_ranks = any(contributor.priority is not None for contributor in contributors.values())
    rule = shown.values[inputs.RULE]
    widgets.word(shown, inputs.RULE, hidden=() if has_ranks or rule == "by_priority" else ("by_priority",))
    widgets.word(shown, inputs.CHANCES)
    if shown.values[inputs.CHANCES] == inputs.ASSUMED:
        st.caption(words.CHANCES)
        for position in inputs.POSITIONS:
            widgets.number(shown, table[f"p_{position}"], words.position(position))
