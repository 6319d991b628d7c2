"""The explorer's router: `roulement explore`, or `streamlit run app.py`. Pages and their look, nothing else."""

import streamlit as st
from streamlit import net_util

from model.ui.pages import contributors, drivers, explore, method, scenarios, sources
from model.ui.shell import frame

DRAWN_BY = {
    "explore": explore.page, "contributors": contributors.page, "drivers": drivers.page,
    "scenarios": scenarios.page, "sources": sources.page, "method": method.page,
}  # fmt: skip

# Streamlit compares a web socket's foreign origin with the machine's outer address, for which it asks another host.
net_util.get_external_ip = lambda: None

st.set_page_config(page_title="Roulement", layout="wide", initial_sidebar_state="collapsed")
frame.style()
frame.PAGES.update(
    (path, st.Page(page, title=frame.NAVIGATION[path], url_path=path, default=path == "explore"))
    for path, page in DRAWN_BY.items()
)
page = st.navigation(list(frame.PAGES.values()), position="top")
st.session_state[frame.HERE] = page.url_path or "explore"
page.run()
