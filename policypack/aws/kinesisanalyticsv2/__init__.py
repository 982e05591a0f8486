"""The nouns of Managed Service for Apache Flink."""

APPLICATION = ("aws:kinesisanalyticsv2/application:Application",)
