"""Sessions exist at the desk only, so that no public page sets a cookie or varies by one."""

from __future__ import annotations

from flask import Flask, Request, Response
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin

DESK = "/desk"


def is_desk(path: str) -> bool:
    return path == DESK or path.startswith(DESK + "/")


class DeskSessions(SecureCookieSessionInterface):
    """Signed cookies below ``/desk``; anywhere else an empty session that is never read and never kept."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        if is_desk(request.path):
            return super().open_session(app, request)
        return self.session_class()

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        from flask import request

        if is_desk(request.path):
            super().save_session(app, session, response)
