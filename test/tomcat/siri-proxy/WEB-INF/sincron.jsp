<%--
  The padró of one test municipality, 17023, with one person, the public test document 12344321Z. Answers TITULAR,
  CONVIVENTS and RESIDENT_MUNICIPI as a municipal application in Java would: its own prefixes, its own volant's signature.
--%><%@ page session="false" pageEncoding="UTF-8" contentType="text/xml; charset=UTF-8" trimDirectiveWhitespaces="true"
    import="java.io.*, java.security.*, java.time.*, java.time.temporal.ChronoUnit, java.util.*" %><%@ page
    import="javax.xml.crypto.dsig.*, javax.xml.crypto.dsig.dom.DOMSignContext, javax.xml.crypto.dsig.keyinfo.*" %><%@ page
    import="javax.xml.crypto.dsig.spec.*, javax.xml.parsers.*, javax.xml.transform.*, javax.xml.transform.dom.DOMSource" %><%@ page
    import="javax.xml.transform.stream.StreamResult, org.w3c.dom.*, org.xml.sax.InputSource" %><%!

  static final String PETICION = "http://gencat.net/scsp/esquemes/peticion";
  static final String PADRO = "http://www.aocat.net/padro";
  static final String VOLANTE = "http://www.red.es/padron";
  static final String ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/";

  /** One order that suits the children of every element that is echoed. */
  static final List<String> ORDER = List.of("IdPeticion", "NumElementos", "TimeStamp", "Estado", "CodigoCertificado",
      "CodigoProducto", "Emisor", "NifEmisor", "NombreEmisor", "Solicitante", "IdentificadorSolicitante",
      "NombreSolicitante", "Finalidad", "Procedimiento", "Consentimiento", "Funcionario", "NombreCompletoFuncionario",
      "NifFuncionario", "EMailFuncionario", "CodigoOrganismoFuncionario", "Titular", "TipoDocumentacion",
      "Documentacion", "NombreCompleto", "Nombre", "Apellido1", "Apellido2", "Transmision", "IdSolicitud",
      "IdTransmision", "FechaGeneracion");

  static final KeyPair KEY = newKey();

  static KeyPair newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static Document read(InputSource source) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder().parse(source);
  }

  static Element first(Element parent, String ns, String name) {
    return (Element) parent.getElementsByTagNameNS(ns, name).item(0);
  }

  static String text(Element parent, String name) {
    Element found = first(parent, PADRO, name);
    return found == null ? "" : found.getTextContent();
  }

  static String tag(String name, String content) {
    return "<" + name + ">" + content + "</" + name + ">";
  }

  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;");
  }

  /** An element of the petition in the answer's namespace; `made` replaces children or adds those that are missing. */
  static String echo(Element element, Map<String, String> made) {
    TreeMap<Integer, String> children = new TreeMap<>();
    made.forEach((name, xml) -> children.put(ORDER.indexOf(name), xml));
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (!(child instanceof Element) || !ORDER.contains(child.getLocalName())) continue;
      Map<String, String> inside = child.getLocalName().equals("Transmision") ? transmision((Element) child) : Map.of();
      children.putIfAbsent(ORDER.indexOf(child.getLocalName()), echo((Element) child, inside));
    }
    String content = children.isEmpty() ? escape(element.getTextContent().trim()) : String.join("", children.values());
    return tag("resp:" + element.getLocalName(), content);
  }

  static Map<String, String> transmision(Element sent) {
    Map<String, String> made = new HashMap<>();
    if (first(sent, PETICION, "IdTransmision") == null) made.put("IdTransmision", tag("resp:IdTransmision", ""));
    Element date = first(sent, PETICION, "FechaGeneracion");
    if (date == null || date.getTextContent().isBlank()) {
      made.put("FechaGeneracion", tag("resp:FechaGeneracion", LocalDate.now().toString()));
    }
    return made;
  }

  /** The answer element of a modalitat: its name, and what it holds between `codigoResultado` and `fuente`. */
  static String answer(String modalitat, Element request) throws Exception {
    boolean consta = text(request, "tipoDocumentacion").trim().equals("1")
        && text(request, "documentacion").trim().equalsIgnoreCase("12344321Z")
        && Integer.parseInt(text(request, "codigoProvincia").trim()) == 17
        && Integer.parseInt(text(request, "codigoMunicipio").trim()) == 23;
    String name;
    String volant = "";
    switch (modalitat) {
      case "TITULAR": name = "respuestaDatosTitular"; if (consta) volant = volant("02.00", ""); break;
      case "CONVIVENTS": name = "respuestaDatosConvivientes"; if (consta) volant = volant("01.00", tag("NumeroAcompanantes", "0")); break;
      case "RESIDENT_MUNICIPI": name = "respuestaResidenteMunicipio"; break;
      default: throw new UnsupportedOperationException("modalitat");
    }
    StringBuilder fields = new StringBuilder();
    for (String field : List.of("numExpediente", "tipoDocumentacion", "documentacion", "codigoMunicipio", "codigoProvincia")) {
      fields.append(tag(field, escape(text(request, field))));
    }
    fields.append(tag("codigoResultado", consta ? "1" : "2")).append(volant).append(tag("fuente", "PADRON"));
    return "<" + name + " xmlns=\"" + PADRO + "\">" + fields + "</" + name + ">";
  }

  static String volant(String version, String others) throws Exception {
    String day = LocalDate.now().toString().replace("-", "");
    String xml = "<VolanteEmpadronamiento xmlns='" + VOLANTE + "'><VolanteEmpadronamientoDatosFirmados Id='V1' Version='" + version + "'>"
        + tag("FechaExpedicion", day)
        + "<DatosPersonales><Nombre>Prova</Nombre><PrimerApellido>Fictícia</PrimerApellido><ParticulaPrimerApellido/>"
        + "<SegundoApellido>NIF</SegundoApellido><ParticulaSegundoApellido/><FechaNacimiento>19800101</FechaNacimiento>"
        + "<CodigoMunicipioNacimiento>023</CodigoMunicipioNacimiento><CodigoProvinciaNacimiento>17</CodigoProvinciaNacimiento>"
        + "<Sexo>F</Sexo><CodigoNacionalidad>108</CodigoNacionalidad><TipoDocumentacion>1</TipoDocumentacion>"
        + "<Documentacion>12344321Z</Documentacion><FechaAltaPadron>20000101</FechaAltaPadron></DatosPersonales>" + others
        + "<DireccionEmpadronamiento><Localidad><CodigoProvincia>17</CodigoProvincia><CodigoMunicipio>023</CodigoMunicipio>"
        + "<CodigoUnidadPoblacional>0000001</CodigoUnidadPoblacional></Localidad><CodigoPostal>17000</CodigoPostal>"
        + "<Via><TipoVia>CL</TipoVia><NombreVia>de la Prova</NombreVia><Pseudovia/></Via><Numeracion><Numero>1</Numero>"
        + "<CalificadorNumero/><NumeroSuperior>0</NumeroSuperior><CalificadorNumeroSuperior/><Kilometro>0</Kilometro>"
        + "<Hectometro>0</Hectometro><Bloque/><Portal/><Escalera/><Planta>1</Planta><Puerta>1</Puerta><TipoLocal/></Numeracion>"
        + "</DireccionEmpadronamiento></VolanteEmpadronamientoDatosFirmados></VolanteEmpadronamiento>";
    Document document = read(new InputSource(new StringReader(xml)));
    sign(document.getDocumentElement());
    Transformer transformer = TransformerFactory.newInstance().newTransformer();
    transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
    StringWriter written = new StringWriter();
    transformer.transform(new DOMSource(document), new StreamResult(written));
    return written.toString();
  }

  static void sign(Element volant) throws Exception {
    Element data = (Element) volant.getFirstChild();
    data.setIdAttribute("Id", true);
    XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
    Transform c14n = factory.newTransform(CanonicalizationMethod.EXCLUSIVE, (TransformParameterSpec) null);
    Reference reference = factory.newReference("#V1", factory.newDigestMethod(DigestMethod.SHA256, null), List.of(c14n), null, null);
    SignedInfo info = factory.newSignedInfo(
        factory.newCanonicalizationMethod(CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
        factory.newSignatureMethod("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", null), List.of(reference));
    KeyInfoFactory keys = factory.getKeyInfoFactory();
    KeyInfo keyInfo = keys.newKeyInfo(List.of(keys.newKeyValue(KEY.getPublic())));
    factory.newXMLSignature(info, keyInfo).sign(new DOMSignContext(KEY.getPrivate(), volant));
  }

  static String respuesta(Document envelope) throws Exception {
    Element peticion = first(envelope.getDocumentElement(), PETICION, "Peticion");
    Element atributos = first(peticion, PETICION, "Atributos");
    String modalitat = first(atributos, PETICION, "CodigoCertificado").getTextContent().trim();
    String now = OffsetDateTime.now(ZoneId.of("Europe/Madrid")).truncatedTo(ChronoUnit.SECONDS).toString();
    String estado = tag("resp:Estado", tag("resp:CodigoEstado", "0003") + tag("resp:LiteralError", "OK"));
    StringBuilder datos = new StringBuilder();
    NodeList solicitudes = peticion.getElementsByTagNameNS(PETICION, "SolicitudTransmision");
    for (int i = 0; i < solicitudes.getLength(); i++) {
      Element solicitud = (Element) solicitudes.item(i);
      Element genericos = first(solicitud, PETICION, "DatosGenericos");
      String emisor = tag("resp:Emisor", tag("resp:NifEmisor", "") + tag("resp:NombreEmisor", "Ajuntament de prova"));
      Map<String, String> made = first(genericos, PETICION, "Emisor") == null ? Map.of("Emisor", emisor) : Map.of();
      String answer = answer(modalitat, first(solicitud, PETICION, "DatosEspecificos"));
      datos.append(tag("resp:TransmisionDatos", echo(genericos, made) + tag("resp:DatosEspecificos", answer)));
    }
    String content = echo(atributos, Map.of("TimeStamp", tag("resp:TimeStamp", now), "Estado", estado))
        + tag("resp:Transmisiones", datos.toString());
    return "<procesaResponse xmlns=\"http://www.openuri.org/\"><resp:Respuesta xmlns:resp=\"http://gencat.net/scsp/esquemes/respuesta\">"
        + content + "</resp:Respuesta></procesaResponse>";
  }
%><%
  if (!request.getMethod().equals("POST")) {
    response.sendError(405);
    return;
  }
  String body;
  try {
    body = respuesta(read(new InputSource(request.getInputStream())));
  } catch (Exception e) {
    response.setStatus(500);
    body = tag("soapenv:Fault", tag("faultcode", "soapenv:Server") + tag("faultstring", escape(e.toString())));
  }
  out.print("<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope xmlns:soapenv=\"" + ENVELOPE + "\">"
      + tag("soapenv:Body", body) + "</soapenv:Envelope>");
%>
