"""The nouns of CodeDeploy."""

APPLICATION = ("aws:codedeploy/application:Application",)
DEPLOYMENT_GROUP = ("aws:codedeploy/deploymentGroup:DeploymentGroup",)
NAMES = ("name",)
"""The argument that names an application."""
