"""The nouns of Cloud Map."""

SERVICE = ("aws:servicediscovery/service:Service",)
HTTP_NAMESPACE = ("aws:servicediscovery/httpNamespace:HttpNamespace",)
PRIVATE_NAMESPACE = ("aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace",)
