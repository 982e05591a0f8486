import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.ecs.TaskDefinition("copied", family="copied", container_definitions=old.outputs["Containers"])

# undetermined copied: containerDefinitions
