import gonghui.kernel.ledger.sealed
from django.db import migrations
from gonghui.kernel.ledger.sealing import Seal


class Migration(migrations.Migration):
    """Who stands in a matter and what they said lie encrypted, as they do on the record that tells it."""

    dependencies = [
        ("kernel", "0019_department_grants"),
    ]

    operations = [
        Seal(
            "party",
            {"name": gonghui.kernel.ledger.sealed.SealedCharField(max_length=120, verbose_name="姓名或名称")},
        ),
        Seal(
            "stage",
            {"note": gonghui.kernel.ledger.sealed.SealedTextField(blank=True, verbose_name="说明")},
        ),
    ]
