"""The nouns of CodeBuild."""

PROJECT = ("aws:codebuild/project:Project",)
