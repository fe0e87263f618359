"""The dossier as pages: a desk's view of a ledger, served to a browser on the same machine.

The only place that knows FastAPI, Jinja2 and uvicorn (the extra ``web``). Pages are complete without scripts, ask
nothing of other machines, and hold article texts only in escaped form.
"""
