"""The default search engine, on Tantivy: fast enough for every page."""
