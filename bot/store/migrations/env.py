"""Alembic's entry: runs the migrations on the connection that the store gives it."""

from alembic import context
from sqlmodel import SQLModel

import bot.store.models  # noqa: F401 - importing them makes the tables known

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=SQLModel.metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
