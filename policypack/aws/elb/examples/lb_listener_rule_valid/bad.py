import pulumi_aws as aws

ids = ["subnet-0a1b2c3d4e5f60718", "subnet-1a1b2c3d4e5f60718"]
balancer = aws.lb.LoadBalancer("main", subnets=ids)
answer = {"type": "fixed-response", "fixed_response": {"content_type": "text/plain", "status_code": "404"}}
web = aws.lb.Listener("web", load_balancer_arn=balancer.arn, port=80, protocol="HTTP", default_actions=[answer])


def rule(logical, priority):
    aws.lb.ListenerRule(
        logical,
        listener_arn=web.arn,
        priority=priority,
        actions=[answer],
        conditions=[{"path_pattern": {"values": ["/" + logical]}}],
    )


rule("first", 10)
rule("second", 10)

# finds second: priority
