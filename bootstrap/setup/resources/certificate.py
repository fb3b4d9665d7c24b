"""A server's certificate and the authority that signed it, both made here, for other machines to trust.

The authority's key stays among the secrets; other machines are given `ca.crt`. A server certificate that ends within a
month, or begins in the future because the clock was ahead when it was made, is replaced by the next setup or repair;
the authority stays, so that the other machines notice nothing. If the authority itself has such dates, it is renewed
with its own key.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from bootstrap.converge.progress import Note
from bootstrap.converge.resource import Difference, InOrder
from bootstrap.files import write_atomic
from core.scrub import register

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

    from bootstrap.converge.resource import Finding
    from bootstrap.setup.context import Context

_CA_DAYS: Final = 3650
_SERVER_DAYS: Final = 397  # longer ones are refused by some clients
_RENEW_DAYS: Final = 30
_BACKDATED: Final = dt.timedelta(days=1)  # other machines' clocks may be behind
_ANEW: Final = (
    "the certificate authority is a new one: run 'machines add' again for each other machine, and 'setup --join' there"
)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True)
class Certificate:
    """`ca.crt`, `server.crt` and `server.key` in a folder.

    Args:
        folder: where; it exists.
        secret: name of the authority's key among the secrets.
        hosts: names and addresses the server is reached by.
        now: the time, UTC.
    """

    folder: Path
    secret: str
    hosts: tuple[str, ...]
    now: Callable[[], dt.datetime] = field(default=_now)

    @property
    def name(self) -> str:
        """For whom."""
        return f"certificate for {', '.join(self.hosts)}"

    def inspect(self, context: Context) -> Finding:
        """Missing, not matching, for other hosts, not valid yet, about to end, or fine."""
        wrong = self._authority_wrong(context) or self._server_wrong()
        return Difference(wrong) if wrong else InOrder("valid")

    def apply(self, context: Context) -> None:
        """Make what is wrong: the authority only if it is lost, because other machines trust it."""
        if self._authority_wrong(context):
            self._make_authority(context)
        key = _load_key(context.secrets.get(self.secret) or "")
        self._make_server(_load(self.folder / "ca.crt"), key)

    def _authority_wrong(self, context: Context) -> str | None:
        text = context.secrets.get(self.secret)
        if text is None or not (self.folder / "ca.crt").is_file():
            return "no certificate authority yet"
        try:
            authority, key = _load(self.folder / "ca.crt"), _load_key(text)
        except (ValueError, TypeError):
            return "the certificate authority is damaged"
        if authority.public_key() != key.public_key():
            return "the certificate authority and its key do not match"
        wrong = self._dates_wrong(authority)
        return f"the certificate authority {wrong}" if wrong else None

    def _server_wrong(self) -> str | None:
        try:
            server, authority = _load(self.folder / "server.crt"), _load(self.folder / "ca.crt")
            key = _load_key((self.folder / "server.key").read_text("ascii"))
            server.verify_directly_issued_by(authority)
        except FileNotFoundError:
            return "no certificate yet"
        except (ValueError, TypeError, _invalid_signature()):
            return "the certificate is damaged or from another authority"
        if server.public_key() != key.public_key():
            return "certificate and key do not match"
        if set(_hosts(server)) != set(self.hosts):
            return f"issued for {', '.join(sorted(_hosts(server)))}"
        return self._dates_wrong(server)

    def _dates_wrong(self, certificate: x509.Certificate) -> str | None:
        begin, end, now = certificate.not_valid_before_utc, certificate.not_valid_after_utc, self.now()
        if begin > now:
            return f"is not valid before {begin:%Y-%m-%d}: the clock was ahead when it was made"
        if end < now:
            return f"has expired on {end:%Y-%m-%d}"
        return "expires soon" if end < now + dt.timedelta(days=_RENEW_DAYS) else None

    def _make_authority(self, context: Context) -> None:
        key = self._authority_key(context) or _new_key()
        if (self.folder / "ca.crt").is_file():
            context.tell(Note(_ANEW))
        made = _build("Smart Intersection CA", key, None, self.now(), _CA_DAYS, ())
        context.secrets.put(self.secret, register(_pem(key)))
        write_atomic(self.folder / "ca.crt", _public(made), 0o644)

    def _authority_key(self, context: Context) -> EllipticCurvePrivateKey | None:
        """The one it has, if nothing but its dates is wrong: who trusts it already has less to change."""
        try:
            authority, key = _load(self.folder / "ca.crt"), _load_key(context.secrets.get(self.secret) or "")
        except (OSError, ValueError, TypeError):
            return None
        return key if authority.public_key() == key.public_key() else None

    def _make_server(self, authority: x509.Certificate, authority_key: EllipticCurvePrivateKey) -> None:
        key = _new_key()
        made = _build(self.hosts[0], key, (authority, authority_key), self.now(), _SERVER_DAYS, self.hosts)
        write_atomic(self.folder / "server.key", _pem(key), 0o600)
        write_atomic(self.folder / "server.crt", _public(made), 0o644)


def _build(  # noqa: PLR0913, PLR0917 - as many parts as a certificate has
    name: str,
    key: EllipticCurvePrivateKey,
    issuer: tuple[x509.Certificate, EllipticCurvePrivateKey] | None,
    now: dt.datetime,
    days: int,
    hosts: tuple[str, ...],
) -> x509.Certificate:
    """A certificate after RFC 5280; without an issuer an authority that signs itself."""
    from cryptography import x509  # noqa: PLC0415 - 100 ms that only TLS needs
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415 - as above
    from cryptography.x509.oid import ExtendedKeyUsageOID  # noqa: PLC0415 - as above

    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name[:64])])
    signer = issuer[1] if issuer else key
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer[0].subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _BACKDATED)
        .not_valid_after(now + dt.timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None if issuer else 0), critical=True)
        .add_extension(_usage(authority=issuer is None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
    )
    if hosts:
        builder = builder.add_extension(x509.SubjectAlternativeName([_general(host) for host in hosts]), critical=False)
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
        builder = builder.add_extension(usage, critical=False)
    return builder.sign(signer, hashes.SHA256())


def _usage(*, authority: bool) -> x509.KeyUsage:
    from cryptography import x509  # noqa: PLC0415 - as above

    return x509.KeyUsage(
        digital_signature=not authority,
        key_cert_sign=authority,
        crl_sign=authority,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _general(host: str) -> x509.GeneralName:
    from cryptography import x509  # noqa: PLC0415 - as above

    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def names_in(path: Path) -> tuple[str, ...]:
    """Names and addresses that the certificate in a file is for, in its order.

    Raises:
        OSError, ValueError: it cannot be read, or is none.
    """
    return _hosts(_load(path))


def _hosts(certificate: x509.Certificate) -> tuple[str, ...]:
    from cryptography import x509  # noqa: PLC0415 - as above

    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return ()
    return tuple(str(name.value) for name in names)


def _new_key() -> EllipticCurvePrivateKey:
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415 - as above

    return ec.generate_private_key(ec.SECP256R1())


def _load(path: Path) -> x509.Certificate:
    from cryptography import x509  # noqa: PLC0415 - as above

    return x509.load_pem_x509_certificate(path.read_bytes())


def _load_key(text: str) -> EllipticCurvePrivateKey:
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415 - as above
    from cryptography.hazmat.primitives.serialization import load_pem_private_key  # noqa: PLC0415 - as above

    key = load_pem_private_key(text.encode(), None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError("unsupported key type")
    return key


def _pem(key: EllipticCurvePrivateKey) -> str:
    from cryptography.hazmat.primitives import serialization as form  # noqa: PLC0415 - as above

    return key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption()).decode("ascii").strip()


def _public(certificate: x509.Certificate) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding  # noqa: PLC0415 - as above

    return certificate.public_bytes(Encoding.PEM)


def _invalid_signature() -> type[Exception]:
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - as above

    return InvalidSignature
