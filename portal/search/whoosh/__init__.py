"""The reference engine, in pure Python: for hosts without a Tantivy wheel, and to check Tantivy's answers against."""
