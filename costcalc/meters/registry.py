"""What is counted. One file per meter; a new one is a file and a line in this list.

The order is that of the charges in a report. A card may name more meters, for itself alone.
"""

from collections.abc import Mapping

from costcalc.meters import (  # a meter's name is what vendors call it
    annotated_page,
    audio_cache_read,
    audio_input,
    audio_output,
    audio_second,
    cache_read,
    cache_storage,
    cache_write_1h,
    cache_write_5m,
    capacity,
    character,
    character_output,
    file_search,
    gpu_hour,
    hosting_hour,
    image,
    image_cache_read,
    image_input,
    image_output,
    image_read,
    input,  # noqa: A004  # the word of the field
    message,
    output,
    page,
    reasoning,
    request,
    rerank,
    seat,
    speech_second,
    tool_call,
    training,
    video_input,
    video_output,
    video_read_second,
    video_second,
    web_search,
)
from costcalc.meters.meter import Meter

METERS: Mapping[str, Meter] = {
    module.METER.name: module.METER
    for module in (
        input,
        cache_read,
        cache_write_5m,
        cache_write_1h,
        audio_input,
        audio_cache_read,
        image_input,
        image_cache_read,
        video_input,
        output,
        reasoning,
        audio_output,
        image_output,
        video_output,
        cache_storage,
        rerank,
        request,
        image,
        image_read,
        page,
        annotated_page,
        character,
        character_output,
        audio_second,
        speech_second,
        video_second,
        video_read_second,
        message,
        web_search,
        file_search,
        tool_call,
        training,
        hosting_hour,
        gpu_hour,
        seat,
        capacity,
    )
}

TOKEN = "token"  # noqa: S105  # no secret
"""The unit that multipliers are for, where they do not say more."""
