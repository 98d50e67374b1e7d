"""Deliveries: the day's post, doubts about it, and corrections. Names no vendor."""

from bot.delivery.channel_delivery import ChannelDelivery
from bot.delivery.corrections.silent import amend_silently
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.outcomes import Clock, Outcome

__all__ = ["ChannelDelivery", "Clock", "Dispatcher", "Outcome", "amend_silently"]
