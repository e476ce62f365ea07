"""The least that Flask can do: a view that says one word, under the same server as the portal."""

from __future__ import annotations

from flask import Flask

app = Flask(__name__)


@app.get("/")
def empty() -> str:
    return "ok"
