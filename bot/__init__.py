"""On This Day: a sourced post a day, delivered once, and answers about any date."""
