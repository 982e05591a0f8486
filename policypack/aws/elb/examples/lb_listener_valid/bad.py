import pulumi_aws as aws

ids = ["subnet-0a1b2c3d4e5f60718", "subnet-1a1b2c3d4e5f60718"]
application = aws.lb.LoadBalancer("application", subnets=ids)
network = aws.lb.LoadBalancer("network", subnets=ids, load_balancer_type="network")
certificate = "arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d-0000-0000-0000-000000000000"
http = aws.lb.TargetGroup("http", port=80, protocol="HTTP", vpc_id="vpc-0123456789abcdef0")
tcp = aws.lb.TargetGroup("tcp", port=80, protocol="TCP", vpc_id="vpc-0123456789abcdef0")


def listener(logical, balancer, protocol, group, port, **more):
    aws.lb.Listener(
        logical,
        load_balancer_arn=balancer.arn,
        protocol=protocol,
        port=port,
        **more,
        default_actions=[{"type": "forward", "target_group_arn": group.arn}],
    )


listener("no-certificate", application, "HTTPS", http, 443)
listener("plain-certificate", application, "HTTP", http, 80, certificate_arn=certificate)
listener("policy", network, "TCP", tcp, 80, ssl_policy="ELBSecurityPolicy-TLS13-1-2-2021-06")
listener("http-on-network", network, "HTTP", http, 81)
listener("tcp-on-application", application, "TCP", tcp, 81)
listener("http-targets", network, "TCP", http, 82)
listener("tcp-targets", application, "HTTP", tcp, 82)

# finds no-certificate: certificateArn
# finds plain-certificate: certificateArn
# finds policy: sslPolicy
# finds http-on-network: protocol
# finds tcp-on-application: protocol
# finds http-targets: protocol
# finds tcp-targets: protocol
