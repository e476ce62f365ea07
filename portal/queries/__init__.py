"""How we read: one module a page, frozen dataclasses out, nothing written."""
