"""One file for each kind of update that people send."""
