"""The explorer's router: `roulement explore`, or `streamlit run app.py`. Pages and their look, nothing else."""

import streamlit as st

from model.ui.pages import contributors, drivers, explore, method, scenarios, sources
from model.ui.shell import frame

frame.style()
st.navigation(
    [
        explore.as_page(),
        st.Page(contributors.page, title="Contributors", url_path="contributors"),
        st.Page(drivers.page, title="Drivers", url_path="drivers"),
        st.Page(scenarios.page, title="Scenarios", url_path="scenarios"),
        st.Page(sources.page, title="Sources", url_path="sources"),
        st.Page(method.page, title="Method", url_path="method"),
    ],
    position="top",
).run()
