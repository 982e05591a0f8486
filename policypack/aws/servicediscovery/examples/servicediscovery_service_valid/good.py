import pulumi_aws as aws

http = aws.servicediscovery.HttpNamespace("orders", name="orders")
private = aws.servicediscovery.PrivateDnsNamespace("orders", name="orders.internal", vpc="vpc-0a1b2c3d4e5f60718")
public = aws.servicediscovery.PublicDnsNamespace("orders", name="orders.example.com")
records = [{"ttl": 10, "type": "A"}]
aws.servicediscovery.Service("http", name="api", namespace_id=http.id)
aws.servicediscovery.Service(
    "private",
    name="web",
    dns_config={"namespace_id": private.id, "dns_records": records},
    health_check_custom_config={"failure_threshold": 1},
)
aws.servicediscovery.Service(
    "public",
    name="shop",
    dns_config={"namespace_id": public.id, "dns_records": records},
    health_check_config={"type": "HTTP", "resource_path": "/"},
)
