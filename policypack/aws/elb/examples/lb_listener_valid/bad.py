import pulumi_aws as aws

ids = ["subnet-0a1b2c3d4e5f60718", "subnet-1a1b2c3d4e5f60718"]
application = aws.lb.LoadBalancer("application", subnets=ids)
network = aws.lb.LoadBalancer("network", subnets=ids, load_balancer_type="network")
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


listener("http-on-network", network, "HTTP", http, 81)
listener("tcp-on-application", application, "TCP", tcp, 81)
listener("http-targets", network, "TCP", http, 82)
listener("tcp-targets", application, "HTTP", tcp, 82)
listener("first-on-port", network, "TCP", tcp, 83)
listener("second-on-port", network, "TCP", tcp, 83)
listener(
    "far-certificate",
    application,
    "HTTPS",
    http,
    443,
    certificate_arn="arn:aws:acm:eu-west-1:123456789012:certificate/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9",
)
aws.lb.Listener(  # finds: defaultActions
    "answering",
    load_balancer_arn=network.arn,
    protocol="TCP",
    port=84,
    default_actions=[
        {"type": "fixed-response", "fixed_response": {"content_type": "text/plain", "status_code": "404"}}
    ],
)

# finds second-on-port: port
# finds far-certificate: certificateArn
# finds http-on-network: protocol
# finds tcp-on-application: protocol
# finds http-targets: protocol
# finds tcp-targets: protocol
