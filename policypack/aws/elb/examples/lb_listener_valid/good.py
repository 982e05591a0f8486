import pulumi_aws as aws

ids = ["subnet-0a1b2c3d4e5f60718", "subnet-1a1b2c3d4e5f60718"]
application = aws.lb.LoadBalancer("application", subnets=ids)
network = aws.lb.LoadBalancer("network", subnets=ids, load_balancer_type="network")
certificate = aws.acm.Certificate("web", domain_name="example.com", validation_method="DNS")
vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
http = aws.lb.TargetGroup("http", port=80, protocol="HTTP", vpc_id=vpc.id)
tcp = aws.lb.TargetGroup("tcp", port=80, protocol="TCP", vpc_id=vpc.id)


def listener(logical, balancer, protocol, group, port, **more):
    aws.lb.Listener(
        logical,
        load_balancer_arn=balancer.arn,
        protocol=protocol,
        port=port,
        **more,
        default_actions=[{"type": "forward", "target_group_arn": group.arn}],
    )


listener(
    "encrypted",
    application,
    "HTTPS",
    http,
    443,
    certificate_arn=certificate.arn,
    ssl_policy="ELBSecurityPolicy-TLS13-1-2-2021-06",
)
listener("tls", network, "TLS", tcp, 443, certificate_arn=certificate.arn)
listener("tcp", network, "TCP", tcp, 80)
aws.lb.Listener(
    "redirect",
    load_balancer_arn=application.arn,
    port=80,
    protocol="HTTP",
    default_actions=[{"type": "redirect", "redirect": {"port": "443", "protocol": "HTTPS", "status_code": "HTTP_301"}}],
)
