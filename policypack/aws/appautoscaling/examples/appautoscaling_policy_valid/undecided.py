import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
target = aws.appautoscaling.Target(
    "web",
    min_capacity=1,
    max_capacity=old.outputs["Most"],
    resource_id="service/main/web",
    scalable_dimension="ecs:service:DesiredCount",
    service_namespace="ecs",
)  # undetermined: maxCapacity
