"""Settings of the service (运行设置): environment variables `GONGKAI_…`, else `gongkai.toml`, else what stands here. `docs/operations.md` explains them."""

import os
import secrets
from pathlib import Path
from typing import Annotated

from pydantic import AliasChoices, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from auditing.exits import BadInputError

FILE_NAME = "gongkai.toml"
SECRETS = (
    "DATABASE_URL",
    "GONGKAI_DATABASE_URL",
    "GONGKAI_SECRET_KEY",
    "GONGKAI_SMTP_URL",
    "GONGKAI_STORE_OPTIONS",
    "GONGKAI_METRICS_TOKEN",
)
KEY_FILE = "signing.key"
Port = Annotated[int, Field(ge=0, le=65535)]


class Settings(BaseSettings):
    """What a process of the service must know before it reaches the database. Times are in seconds, sizes in bytes."""

    model_config = SettingsConfigDict(env_prefix="GONGKAI_", toml_file=FILE_NAME, extra="forbid", populate_by_name=True)

    data_dir: Path = Path("gongkai-data")
    database_url: str | None = Field(
        None, validation_alias=AliasChoices("DATABASE_URL", "GONGKAI_DATABASE_URL", "database_url")
    )
    store_url: str | None = None  # fsspec: a folder or s3://bucket/prefix; None: `store` in the data folder
    store_options: dict[str, str] = {}  # of the fsspec file system: endpoint_url, key, secret
    host: str = "127.0.0.1"
    port: Port = 8600
    secret_key: SecretStr | None = None  # signs sessions; None: kept in the data folder
    metrics_token: SecretStr | None = None  # opens /metrics to other machines; None: only to this one
    secure_cookies: bool = False  # True behind HTTPS
    trusted_proxies: list[str] = []  # whose X-Forwarded-For is believed
    slots: int = Field(2, ge=1, le=64)  # audits at once in one worker
    heartbeat: float = Field(10.0, gt=0)  # between two signs of life of a running audit
    lost_after: float = Field(60.0, gt=0)  # without a sign of life an audit is taken up by another worker
    tries: int = Field(3, ge=1, le=20)  # of one audit, before it counts as failed
    retry_after: float = Field(30.0, gt=0)  # before the second try; twice as long before each further one
    upload_limit: int = Field(20_000_000, ge=1000)
    cache_limit: int = Field(
        5_000_000_000, ge=1_000_000
    )  # of archived pages fetched from the store, on the machine of the console
    smtp_url: SecretStr | None = None  # smtp[s]://user:password@host:port; None: no mails
    mail_from: str = ""
    allow_private: bool = False  # sites on private or loopback addresses; for tests and intranets
    hosts_file: Path | None = None
    nameserver: str | None = None
    proxy: str | None = None

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The command line before the environment before the file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @property
    def store(self) -> str:
        """Where snapshots and reports go."""
        return self.store_url or (self.data_dir / "store").resolve().as_uri()

    @property
    def work_dir(self) -> Path:
        """Where audits under way lie on this machine."""
        return self.data_dir / "work"

    def make_private_folders(self) -> None:
        """Make the folders of the data folder that hold what units handed in and what was crawled, for their owner only: others may have to
        pass through the data folder, where the database runs under an account of its own. One that is there already stays as it is.

        Raises BadInputError.
        """
        own = [self.work_dir, self.data_dir / "cache", *([] if self.store_url else [self.data_dir / "store"])]
        try:
            self.data_dir.mkdir(mode=0o711, parents=True, exist_ok=True)
            for folder in own:
                folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as fault:
            raise BadInputError(
                f"数据文件夹 {self.data_dir} 不能写入（{fault.strerror}），请用 --data-dir 换一个"
            ) from fault

    def signing_key(self) -> str:
        """The key that signs sessions: the one given, else one made at the first start and kept, readable for its owner only."""
        if self.secret_key:
            return self.secret_key.get_secret_value()
        path = self.data_dir / KEY_FILE
        if not path.exists():
            self.data_dir.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(48), encoding="ascii")
        return path.read_text(encoding="ascii")


def read_settings(**given: object) -> Settings:
    """Settings with those given on the command line (None: not given); raises BadInputError with a line for each that cannot be used."""
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as fault:
        lines = [f"设置 {'.'.join(map(str, each['loc']))} 不对：{each['msg']}" for each in fault.errors()]
        raise BadInputError("\n".join(lines)) from fault


def forget_secrets() -> None:
    """Take out of the environment what only this process needs: the processes of sites and their browsers, which read strangers' pages, inherit the rest."""
    for name in SECRETS:
        os.environ.pop(name, None)
