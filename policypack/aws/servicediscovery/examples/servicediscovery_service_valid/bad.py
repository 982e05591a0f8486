import pulumi_aws as aws

http = aws.servicediscovery.HttpNamespace("orders", name="orders")
private = aws.servicediscovery.PrivateDnsNamespace("orders", name="orders.internal", vpc="vpc-0a1b2c3d4e5f60718")
records = [{"ttl": 10, "type": "A"}]
aws.servicediscovery.Service(  # finds: dnsConfig
    "records-in-http", name="api", dns_config={"namespace_id": http.id, "dns_records": records}
)
aws.servicediscovery.Service(  # finds: healthCheckConfig
    "checked-in-private",
    name="web",
    dns_config={"namespace_id": private.id, "dns_records": records},
    health_check_config={"type": "HTTP", "resource_path": "/"},
)
