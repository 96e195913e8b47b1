"""A volant by zeep: its types from the WSDL, its own WS-Security signature. Arguments: the WSDL, key, certificate, hash."""

import sys
import uuid

import xmlsec
from lxml import etree
from zeep import Client
from zeep.wsse.signature import BinarySignature

wsdl, key, certificate, hash = sys.argv[1:]
METHODS = {
    "sha1": (xmlsec.Transform.RSA_SHA1, xmlsec.Transform.SHA1),
    "sha256": (xmlsec.Transform.RSA_SHA256, xmlsec.Transform.SHA256),
    "sha512": (xmlsec.Transform.RSA_SHA512, xmlsec.Transform.SHA512),
}
PADRO = "http://www.aocat.net/padro"


class Signs(BinarySignature):
    def verify(self, envelope):
        """Seals are checked elsewhere: this one would take the consumer's own certificate for the gateway's."""
        return envelope


signature, digest = METHODS[hash]
client = Client(wsdl, wsse=Signs(key, certificate, signature_method=signature, digest_method=digest))

asked = etree.Element(f"{{{PADRO}}}peticionDatosTitular", nsmap={"padro": PADRO})
for name, text in (
    ("numExpediente", "AJT/2026/1"),
    ("tipoDocumentacion", "1"),
    ("documentacion", "12344321Z"),
    ("codigoMunicipio", "023"),
    ("codigoProvincia", "17"),
    ("idescat", "0"),
):
    etree.SubElement(asked, f"{{{PADRO}}}{name}").text = text

emisor = {"NifEmisor": "Q0801175A", "NombreEmisor": "Consorci AOC"}
solicitante = {"IdentificadorSolicitante": "9821920002", "NombreSolicitante": "Ens de l'Ametlla", "Finalidad": "PROVES"}
respuesta = client.service.procesa(
    Peticion={
        "Atributos": {
            "IdPeticion": f"ZEEP-{uuid.uuid4()}",
            "NumElementos": 1,
            "TimeStamp": "2026-11-28T09:00:00",
            "CodigoCertificado": "TITULAR",
            "CodigoProducto": "PADRO",
            "DatosAutorizacion": solicitante,
            "Emisor": emisor,
        },
        "Solicitudes": {
            "SolicitudTransmision": [
                {
                    "DatosGenericos": {
                        "Emisor": emisor,
                        "Solicitante": {**solicitante, "Consentimiento": "Si"},
                        "Transmision": {"CodigoCertificado": "TITULAR", "IdSolicitud": "1"},
                    },
                    "DatosEspecificos": {"_value_1": [asked]},
                }
            ]
        },
    }
)
[transmision] = respuesta.Transmisiones.TransmisionDatos
[answer] = transmision.DatosEspecificos._value_1
print(respuesta.Atributos.Estado.CodigoEstado, answer.findtext(f"{{{PADRO}}}codigoResultado"))
