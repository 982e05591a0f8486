import pulumi_aws as aws

balancer = aws.elb.LoadBalancer(
    "main",
    subnets=["subnet-0a1b2c3d", "subnet-1b2c3d4e"],
    listeners=[
        {
            "instance_port": 80,
            "instance_protocol": "http",
            "lb_port": 443,
            "lb_protocol": "https",
            "ssl_certificate_id": "arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9",
        }
    ],
)
policy = aws.elb.LoadBalancerPolicy(
    "main",
    load_balancer_name=balancer.name,
    policy_name="tls",
    policy_type_name="SSLNegotiationPolicyType",
    policy_attributes=[{"name": "Reference-Security-Policy", "value": "ELBSecurityPolicy-TLS-1-2-2017-01"}],
)
aws.elb.ListenerPolicy(
    "main", load_balancer_name=balancer.name, load_balancer_port=443, policy_names=[policy.policy_name]
)
