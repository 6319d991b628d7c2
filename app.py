"""The explorer's router: `roulement explore`, or `streamlit run app.py`. Pages and nothing else."""

import streamlit as st

from model.ui import contributors, drivers, explore, sources

st.navigation(
    [
        st.Page(explore.page, title="Explore", url_path="explore", default=True),
        st.Page(contributors.page, title="Contributors", url_path="contributors"),
        st.Page(drivers.page, title="Drivers", url_path="drivers"),
        st.Page(sources.page, title="Sources", url_path="sources"),
    ],
    position="top",
).run()
