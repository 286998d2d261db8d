"""What deploy/ hands to whoever runs the house: units, proxy, container, environment."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
DEPLOY = ROOT / "deploy"


def known() -> set[str]:
    return set(re.findall(r"`([A-Z][A-Z_]+)`", (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")))


def test_the_environment_names_known_settings_only() -> None:
    told = re.findall(r"^([A-Z_]+)=", (DEPLOY / "gonghui.env").read_text(encoding="utf-8"), re.M)
    assert {"GONGHUI_KEY", "GONGHUI_INDEX_KEY", "GONGHUI_AUDIT_KEY", "SECRET_KEY"} <= set(told) <= known()


def test_the_composition_names_known_settings_and_its_own_services() -> None:
    told = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    services = told["services"]
    assert set(services["web"]["environment"]) <= known()
    for name, service in services.items():
        assert set(service.get("depends_on", {})) <= services.keys(), name
        for volume in service.get("volumes", ()):
            assert volume.split(":")[0] in told["volumes"], name


def test_the_container_file_is_clean() -> None:
    linter = Path(sys.executable).with_name("hadolint")
    done = subprocess.run([linter, DEPLOY / "Containerfile"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


# only systemd itself can say whether it understands its units; on other systems they are of no use
@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="a machine without systemd")
def test_the_units_are_understood(tmp_path: Path) -> None:
    for unit in sorted((DEPLOY / "systemd").iterdir()):
        text = re.sub(r"/srv/gonghui/\.venv/bin/\w+", "/bin/true", unit.read_text(encoding="utf-8"))
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", *sorted(tmp_path.iterdir())], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_guide_names_every_file_of_the_folder() -> None:
    guide = (ROOT / "docs/how-to/production.md").read_text(encoding="utf-8")
    files = [path.name for path in DEPLOY.rglob("*") if path.is_file() and path.suffix not in (".service", ".timer")]
    units = [path.name for path in (DEPLOY / "systemd").iterdir()]
    assert [name for name in files if name not in guide] == []
    assert [name for name in units if name.split(".")[0].rstrip("@") not in guide] == []
