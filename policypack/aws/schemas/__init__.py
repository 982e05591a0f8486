"""The nouns of EventBridge's schema registry."""

DISCOVERER = ("aws:schemas/discoverer:Discoverer",)
REGISTRY = ("aws:schemas/registry:Registry",)
REGISTRY_POLICY = ("aws:schemas/registryPolicy:RegistryPolicy",)
SCHEMA = ("aws:schemas/schema:Schema",)
