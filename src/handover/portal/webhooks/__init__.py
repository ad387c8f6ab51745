"""Webhooks: an office's software is told over HTTP that there is news, and then asks for it. The mailbox stays the truth."""
