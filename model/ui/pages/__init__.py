"""The pages, which `app.py` lists; `comparing` is a part of Scenarios."""
