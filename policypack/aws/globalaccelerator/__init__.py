"""The nouns of Global Accelerator."""

from __future__ import annotations

ACCELERATOR = ("aws:globalaccelerator/accelerator:Accelerator",)
LISTENER = ("aws:globalaccelerator/listener:Listener",)
ENDPOINT_GROUP = ("aws:globalaccelerator/endpointGroup:EndpointGroup",)
