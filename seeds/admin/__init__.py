"""Import runs, uploads, captured pages, proposals and shipped records, as the start page orders them."""

from django.contrib import admin

from seeds.admin.batch import BatchAdmin
from seeds.admin.capture import CaptureAdmin
from seeds.admin.page_import import UploadAdmin
from seeds.admin.proposal import ProposalAdmin
from seeds.admin.shipped import ShippedAdmin
from seeds.models import Batch, Capture, Proposal, Shipped, Upload

admin.site.register(Batch, BatchAdmin)
admin.site.register(Upload, UploadAdmin)
admin.site.register(Capture, CaptureAdmin)
admin.site.register(Proposal, ProposalAdmin)
admin.site.register(Shipped, ShippedAdmin)
