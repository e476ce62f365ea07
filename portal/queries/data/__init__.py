"""The tables that anybody can take home: rows of plain values, public ones alone."""
