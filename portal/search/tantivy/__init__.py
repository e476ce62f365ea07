"""The search engine on Tantivy."""
