"""Stand-ins for Telegram and X on this machine: the same rules, and faults on request.

`bot.sandbox.telegram.server.TelegramServer` and `bot.sandbox.x.server.XServer` are HTTP servers on
loopback, each a context manager with a `url` for the real client library, a `faults` plan
(`bot.sandbox.server.faults`), and the people's side of the platform. Of
this project they know only X's way of counting.
"""
