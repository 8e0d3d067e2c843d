"""Import runs, captured pages, proposals and shipped records in the admin, in the order of the start page."""

from django.contrib import admin

from seeds.admin.batch import BatchAdmin
from seeds.admin.capture import CaptureAdmin
from seeds.admin.proposal import ProposalAdmin
from seeds.admin.shipped import ShippedAdmin
from seeds.models import Batch, Capture, Proposal, Shipped

admin.site.register(Batch, BatchAdmin)
admin.site.register(Capture, CaptureAdmin)
admin.site.register(Proposal, ProposalAdmin)
admin.site.register(Shipped, ShippedAdmin)
