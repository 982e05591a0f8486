import pulumi_aws as aws

application = aws.codedeploy.Application("orders")
aws.codedeploy.DeploymentGroup(
    "server",
    app_name=application.name,
    deployment_group_name="orders",
    service_role_arn="arn:aws:iam::123456789012:role/deployments",
    deployment_config_name="CodeDeployDefault.ECSAllAtOnce",
    deployment_style={"deployment_option": "WITH_TRAFFIC_CONTROL", "deployment_type": "BLUE_GREEN"},
    ecs_service={"cluster_name": "orders", "service_name": "orders"},
    load_balancer_info={
        "target_group_pair_info": {
            "prod_traffic_route": {"listener_arns": ["arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/1"]},
            "target_groups": [{"name": "blue"}, {"name": "green"}],
        }
    },
)  # finds: ecsService
aws.codedeploy.DeploymentGroup(
    "pair",
    app_name=application.name,
    deployment_group_name="billing",
    service_role_arn="arn:aws:iam::123456789012:role/deployments",
    deployment_style={"deployment_option": "WITH_TRAFFIC_CONTROL", "deployment_type": "BLUE_GREEN"},
    load_balancer_info={
        "target_group_pair_info": {
            "prod_traffic_route": {"listener_arns": ["arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/1"]},
            "target_groups": [{"name": "blue"}, {"name": "green"}],
        }
    },
)  # finds: loadBalancerInfo
