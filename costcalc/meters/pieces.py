"""What is counted by the piece, by the second or by the month, and tokens that a model is trained on."""

from costcalc.meters.meter import Meter

PIECES = (
    Meter("rerank", "search", "searches of a reranker").described("""
        Searches of a reranker: one query with the documents that the vendor allows in one.

            rerank: {price: 2, per: 1K searches}

        Vendors that count the tokens of the documents instead have a price for `input`.
    """),
    Meter("request", "request", "requests, where each has a price of its own").described("""
        A request as such. It is counted by itself, once per request, wherever a rate has a price for it. Where nothing
        else has a price, a call needs nothing but its `requests`.

            request: {price: 5, per: 1K requests}

        A thousand requests cost 5 before their tokens are counted:

            1000 * 5 / 1000 = 5
    """),
    Meter("image", "image", "images made").described("""
        Images made, by the piece.

            image: {price: 0.04, per: 1 image}

        A price that depends on size or quality belongs to a model of that size or quality, or to a meter that the card
        names.
    """),
    Meter("image_read", "image", "images sent, where they are priced by the piece").described("""
        Images sent to the model, by the piece.

            image_read: {price: 0.0013, per: 1 image}

        Where a vendor turns them into tokens, the meter is `image_input`.
    """),
    Meter("page", "page", "pages of documents read").described("""
        Pages of documents that were read, as by OCR.

            page: {price: 1, per: 1K pages}
    """),
    Meter("annotated_page", "page", "pages of documents read and annotated", part_of=("page",)).described("""
        Pages of documents that were read and annotated. They are part of `page`.

            page: {price: 1, per: 1K pages}
            annotated_page: {price: 3, per: 1K pages}

        1,000 pages of which 200 are annotated are 800 at the one price and 200 at the other.
    """),
    Meter("character", "character", "characters sent").described("""
        Characters sent, as to a voice or a translator.

            character: {price: 15, per: 1M characters}
    """),
    Meter("character_output", "character", "characters that came back").described("""
        Characters that came back, where a vendor counts them instead of tokens.

            character_output: {price: 0.375, per: 1M characters}
    """),
    Meter("audio_second", "second", "seconds of audio heard").described("""
        Seconds of audio that were heard, as by a transcriber.

            audio_second: {price: 0.006, per: 60 seconds}

        An hour of meetings is 3600 seconds:

            3600 * 0.006 / 60 = 0.36
    """),
    Meter("speech_second", "second", "seconds of audio made").described("""
        Seconds of audio that were made.

            speech_second: {price: 0.015, per: 60 seconds}
    """),
    Meter("video_second", "second", "seconds of video made").described("""
        Seconds of video that were made.

            video_second: {price: 0.10, per: 1 second}
    """),
    Meter("video_read_second", "second", "seconds of video sent").described("""
        Seconds of video sent to the model, where they are not counted in tokens.

            video_read_second: {price: 0.0007, per: 1 second}
    """),
    Meter("message", "message", "messages sent, where they are priced by the piece").described("""
        Messages sent, where a vendor counts them by the piece.

            message: {price: 4, per: 1K messages}
    """),
    Meter("web_search", "search", "searches of the web").described("""
        Searches of the web that a model makes for its answer.

            web_search: {price: 10, per: 1K searches}

        A vendor that gives some away each day says so in the price:

            web_search: {price: 35, per: 1K searches, free: {quantity: 1500, per: day}}
    """),
    Meter("file_search", "search", "searches of stored files").described("""
        Searches of files that are stored with the vendor.

            file_search: {price: 2.50, per: 1K searches}
    """),
    Meter("tool_call", "call", "calls of a tool that the vendor runs").described("""
        Calls of a tool that the vendor runs, such as a code interpreter, where no other meter is for it.

            tool_call: {price: 0.03, per: 1 call}
    """),
    Meter("training", "token", "tokens trained on, times the epochs").described("""
        Tokens that a model is trained on: those of the training file, times the epochs.

            training: 25.00

        A file of 5M tokens and three epochs are 15M tokens:

            15000000 * 25 / 1000000 = 375
    """),
    Meter("hosting_hour", "hour", "hours that a model of one's own is kept ready").described("""
        Hours in which a model of one's own is kept ready to answer.

            hosting_hour: {price: 1.70, per: 1 hour}
    """),
    Meter("gpu_hour", "gpu-hour", "hours of one GPU").described("""
        Hours of one GPU; eight GPUs for an hour are eight of them.

            gpu_hour: {price: 2.50, per: 1 gpu-hour}
    """),
    Meter("seat", "seat-month", "people times the months they have a seat").described("""
        People with a seat, times the months they have it.

            seat: {price: 30, per: 1 seat-month}

        40 people for a quarter are 120 seat-months:

            120 * 30 / 1 = 3600
    """),
    Meter("capacity", "unit", "units of capacity reserved for the whole period").described("""
        Units of capacity that are reserved, and held for the whole period whether used or not.

            capacity: {reserved: 260, per: 1 unit, term: month, minimum: 15, increment: 5}

        What is billed for how many is said under the rule [reserved](rules.md#reserved).
    """),
)
