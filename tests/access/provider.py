"""An identity provider in this process: discovery, authorisation by code with PKCE, tokens signed with RS256, keys, user info."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET, KEY_ID = "gonghui", "of-the-client", "one"


class Provider(ThreadingHTTPServer):
    """`person` is whom it finds at its own sign-in page: the claims of the next authorisation."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.person: dict[str, str] = {}
        self.codes: dict[str, dict[str, Any]] = {}
        self.tokens: dict[str, dict[str, str]] = {}
        self.refused: list[str] = []
        self.thread = threading.Thread(target=self.serve_forever, daemon=True)
        self.thread.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def authorize(self, asked: dict[str, str]) -> str:
        """Where the browser is sent back to."""
        code = secrets.token_urlsafe()
        self.codes[code] = {**asked, "person": dict(self.person)}
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def exchange(self, given: dict[str, str]) -> dict[str, Any] | None:
        """Tokens for a code: once, to the client that asked, with the verifier of its challenge."""
        asked = self.codes.pop(given.get("code", ""), None)
        verifier = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(verifier).decode().rstrip("=")
        if asked is None or asked.get("code_challenge") != challenge or asked["redirect_uri"] != given["redirect_uri"]:
            self.refused.append("code")
            return None
        now, token = int(time.time()), secrets.token_urlsafe()
        self.tokens[token] = asked["person"]
        claims = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 60, **asked["person"]}
        signed = jwt.encode(claims, self.key, "RS256", {"kid": KEY_ID})
        return {"access_token": token, "token_type": "Bearer", "expires_in": 60, "id_token": signed}

    def close(self) -> None:
        self.shutdown()
        self.server_close()
        self.thread.join()


class Handler(BaseHTTPRequestHandler):
    server: Provider

    def log_message(self, *args: Any) -> None:
        """Silent."""

    def _send(self, content: Any, status: int = 200) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        house, path = self.server, urlsplit(self.path).path
        if path == "/.well-known/openid-configuration":
            names = {
                "authorization_endpoint": "authorize",
                "token_endpoint": "token",
                "jwks_uri": "keys",
                "userinfo_endpoint": "who",
            }
            told = {name: f"{house.address}/{at}" for name, at in names.items()}
            self._send(
                {"issuer": house.address, "token_endpoint_auth_methods_supported": ["client_secret_post"], **told}
            )
        elif path == "/keys":
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(house.key.public_key()))
            self._send({"keys": [{**public, "kid": KEY_ID, "use": "sig", "alg": "RS256"}]})
        elif path == "/who":
            person = house.tokens.get(self.headers.get("Authorization", "").removeprefix("Bearer "))
            self._send(person or {}, 200 if person else 401)
        else:
            self._send({}, 404)

    def do_POST(self) -> None:
        text = self.rfile.read(int(self.headers["Content-Length"])).decode()
        given = {name: values[0] for name, values in parse_qs(text).items()}
        known = (given.get("client_id"), given.get("client_secret")) == (CLIENT, SECRET)
        made = self.server.exchange(given) if known else None
        self._send(made or {"error": "invalid_grant"}, 200 if made else 400)
