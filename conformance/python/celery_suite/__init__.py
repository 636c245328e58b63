"""Celery with real workers, and kombu, which is below it."""
