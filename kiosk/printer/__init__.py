"""A ticket on paper, where a terminal has a printer; without one nothing is missing."""
