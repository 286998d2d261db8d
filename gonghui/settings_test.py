"""Settings of the test suite: fixed keys, fast hashing, tasks run at once; SQLite unless TEST_DATABASE_URL."""

from __future__ import annotations

import base64
import os
import tempfile
from pathlib import Path

os.environ["SECRET_KEY"] = "only-for-tests"
os.environ["GONGHUI_KEY"] = base64.b64encode(b"test-key-of-thirty-two-bytes-000").decode()
os.environ["GONGHUI_INDEX_KEY"] = base64.b64encode(b"test-index-of-thirty-two-bytes-0").decode()
_home = tempfile.TemporaryDirectory(prefix="gonghui-test-")  # removed with the process
os.environ["GONGHUI_HOME"] = _home.name
(Path(_home.name) / "var").mkdir()  # makemigrations --check asks the database, empty as it is
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL", "")

from gonghui.settings import *  # noqa: E402, F403 - the environment above comes first; the names are Django's
from gonghui.settings import DATABASES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": []}}
ALLOWED_HOSTS = ["*"]
RATE_SIGN_IN = RATE_ACCOUNT = 0  # the suite asks faster than anybody; limits have tests of their own
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3" and os.environ.get("GONGHUI_BROWSER"):
    # A file, as offices have it: a page and what it asks beside would stop each other on one connection in memory.
    DATABASES["default"]["TEST"] = {"NAME": f"{_home.name}/var/test_city.sqlite3"}
elif DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # In memory: the live server's threads share it through Django's own shared-cache name.
    DATABASES["default"]["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": 30}
else:
    DATABASES["default"]["TEST"] = {"CHARSET": "UTF8", "TEMPLATE": "template0"}  # whatever the cluster's own encoding
