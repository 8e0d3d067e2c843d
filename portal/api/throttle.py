"""The API's throttle: one count for a client, whichever worker answers."""

from django.utils import timezone
from rest_framework.throttling import AnonRateThrottle

from portal.core import throttle


class ClientRateThrottle(AnonRateThrottle):
    """So many requests of a client in a span of time; the rate is DRF's own setting (`anon`)."""

    def allow_request(self, request, view) -> bool:
        """Count the request, and return whether it is within the rate."""
        mark = f"api-{throttle.client_hash(request)}"
        return throttle.allow(mark, most=self.num_requests, seconds=self.duration)

    def wait(self) -> int:
        """The seconds until the next span begins."""
        return throttle.seconds_left(self.duration, at=timezone.now())
