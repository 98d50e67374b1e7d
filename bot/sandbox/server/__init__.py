"""The local HTTP server of the stand-ins, and the faults it plays on request."""
