"""The pages, which `app.py` lists, and large parts of them.

`comparing` and `saving` are parts of Scenarios, `draws` of Drivers, `months` of Explore.
"""
