"""The web server, which ends the connections that stay open before it waits for the others."""

import socket

import uvicorn

from jeugdregio_api.http.streams import Streams


class Server(uvicorn.Server):
    """Stops without waiting for who follows events."""

    def __init__(self, config: uvicorn.Config, streams: Streams) -> None:
        super().__init__(config)
        self._streams = streams

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the streams, and then the rest."""
        self._streams.close()
        await super().shutdown(sockets)
