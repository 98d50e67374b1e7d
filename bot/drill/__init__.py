"""The drill: faults, kills, freezes and odd clocks against the real service, and what readers saw.

It knows the whole service and the stand-ins; nothing but the command line knows it.
"""
