import pulumi_aws as aws

ids = ["subnet-0a1b2c3d4e5f60718", "subnet-1a1b2c3d4e5f60718"]
balancer = aws.lb.LoadBalancer("main", subnets=ids)
answer = {"type": "fixed-response", "fixed_response": {"content_type": "text/plain", "status_code": "404"}}


def rule(logical, listener, priority):
    aws.lb.ListenerRule(
        logical,
        listener_arn=listener.arn,
        priority=priority,
        actions=[answer],
        conditions=[{"path_pattern": {"values": ["/" + logical]}}],
    )


for port in [80, 8080]:
    web = aws.lb.Listener(
        f"web-{port}", load_balancer_arn=balancer.arn, port=port, protocol="HTTP", default_actions=[answer]
    )
    rule(f"first-{port}", web, 1)
    rule("last" if port == 80 else "tail", web, 50000)
    rule(f"next-{port}", web, None)
    rule(f"also-{port}", web, None)
