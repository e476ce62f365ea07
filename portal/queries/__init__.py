"""How we read: a package an area, one module a page; frozen dataclasses out, nothing written."""
