"""Offices or areas side by side in one category, period and measure."""
