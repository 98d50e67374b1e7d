"""The kinds of pages: each module gives the outputs of its kind."""
