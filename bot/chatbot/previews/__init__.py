"""The editors' previews: their state, their messages, and the decisions about them."""
