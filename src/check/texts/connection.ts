import { problem, warning } from './entry.ts';

/** Findings about reaching the server: name, ports, TLS, certificate, clock, WSDL. */
export const CONNECTION = {
  'name.unresolved': problem(
    [
      "El nom del servidor no existeix al DNS, o el DNS de l'ajuntament no respon des de fora.",
      'El nombre del servidor no existe en el DNS, o el DNS del ayuntamiento no responde desde fuera.',
      'The name of the server is not in the DNS, or the DNS of the municipality does not answer from outside.',
    ],
    [
      'Reviseu que el nom estigui ben escrit i publicat al DNS públic, o indiqueu la IP pública.',
      'Revise que el nombre esté bien escrito y publicado en el DNS público, o indique la IP pública.',
      'Check that the name is spelt right and in the public DNS, or give the public IP address.',
    ],
  ),
  'name.private': warning(
    [
      "L'adreça és privada o reservada: des del Consorci AOC no s'hi pot arribar, i el registre no l'accepta.",
      'La dirección es privada o reservada: desde el Consorci AOC no se puede llegar, y el registro no la acepta.',
      'The address is private or reserved: the Consorci AOC cannot reach it, and the registry does not accept it.',
    ],
    [
      'Indiqueu la IP pública per la qual el tallafoc dona pas al Tomcat. En proves locals es pot permetre amb forward.allowPrivate.',
      'Indique la IP pública por la que el cortafuegos da paso al Tomcat. En pruebas locales se puede permitir con forward.allowPrivate.',
      'Give the public IP address through which the firewall lets calls to the Tomcat. For local trials forward.allowPrivate allows it.',
    ],
  ),
  'port.closed': problem(
    [
      'La màquina respon, però ningú escolta en aquest port: el Tomcat està aturat o escolta en un altre port.',
      'La máquina responde, pero nadie escucha en ese puerto: el Tomcat está parado o escucha en otro puerto.',
      'The machine answers, but nobody listens on this port: the Tomcat is stopped or listens on another port.',
    ],
    [
      'Comproveu que el servei de Windows del Tomcat està engegat i quin port té el connector de server.xml.',
      'Compruebe que el servicio de Windows del Tomcat está arrancado y qué puerto tiene el conector de server.xml.',
      'See that the Windows service of the Tomcat runs, and which port the connector in server.xml has.',
    ],
  ),
  'port.silent': problem(
    [
      "No arriba cap resposta d'aquest port: gairebé sempre és el tallafoc, que descarta les trucades.",
      'No llega ninguna respuesta de ese puerto: casi siempre es el cortafuegos, que descarta las llamadas.',
      'No answer comes from this port: nearly always it is the firewall, which drops the calls.',
    ],
    [
      'Obriu el port al tallafoc per a totes les adreces del full de tallafoc del Consorci AOC.',
      'Abra el puerto en el cortafuegos para todas las direcciones de la hoja de cortafuegos del Consorci AOC.',
      'Open the port in the firewall for every address of the firewall sheet of the Consorci AOC.',
    ],
  ),
  'port.other': warning(
    [
      "L'altre port de l'aplicació no respon.",
      'El otro puerto de la aplicación no responde.',
      'The other port of the application does not answer.',
    ],
    [
      'Obriu també aquest port al tallafoc, o digueu que no es fa servir.',
      'Abra también ese puerto en el cortafuegos, o indique que no se utiliza.',
      'Open this port in the firewall too, or say that it is not used.',
    ],
  ),
  'tls.none': problem(
    [
      'En aquest port no es parla HTTPS, o la negociació TLS falla.',
      'En ese puerto no se habla HTTPS, o la negociación TLS falla.',
      'This port does not speak HTTPS, or the TLS handshake fails.',
    ],
    [
      'Reviseu que el connector HTTPS de server.xml té SSLEnabled="true" i un magatzem de claus que es pot llegir.',
      'Revise que el conector HTTPS de server.xml tiene SSLEnabled="true" y un almacén de claves legible.',
      'See that the HTTPS connector of server.xml has SSLEnabled="true" and a key store that can be read.',
    ],
  ),
  'tls.no-modern': problem(
    [
      'El servidor no ofereix TLS 1.2 ni cap versió posterior.',
      'El servidor no ofrece TLS 1.2 ni ninguna versión posterior.',
      'The server offers neither TLS 1.2 nor a later version.',
    ],
    [
      'Feu que el Tomcat arrenqui amb Java 8 actualitzat i poseu sslEnabledProtocols="TLSv1.2" (o TLSv1.2+TLSv1.3).',
      'Haga que el Tomcat arranque con Java 8 actualizado y ponga sslEnabledProtocols="TLSv1.2" (o TLSv1.2+TLSv1.3).',
      'Have the Tomcat start with an up-to-date Java 8 and set sslEnabledProtocols="TLSv1.2" (or TLSv1.2+TLSv1.3).',
    ],
  ),
  'tls.old': problem(
    [
      "El servidor encara accepta versions de TLS que l'Esquema Nacional de Seguretat no permet.",
      'El servidor todavía acepta versiones de TLS que el Esquema Nacional de Seguridad no permite.',
      'The server still accepts versions of TLS that the Esquema Nacional de Seguridad does not allow.',
    ],
    [
      'Traieu SSLv3, TLSv1 i TLSv1.1 de sslEnabledProtocols al connector i reinicieu el servei.',
      'Quite SSLv3, TLSv1 y TLSv1.1 de sslEnabledProtocols en el conector y reinicie el servicio.',
      'Take SSLv3, TLSv1 and TLSv1.1 out of sslEnabledProtocols in the connector, and restart the service.',
    ],
  ),
  'tls.plain': warning(
    [
      "L'adreça principal és HTTP: les dades viatgen sense xifrar. En proves es tolera; en producció no.",
      'La dirección principal es HTTP: los datos viajan sin cifrar. En pruebas se tolera; en producción no.',
      'The main address is HTTP: data travel in the clear. Tolerated in test, not in production.',
    ],
    [
      'Configureu el connector HTTPS i doneu aquella adreça.',
      'Configure el conector HTTPS y dé aquella dirección.',
      'Set up the HTTPS connector and give its address.',
    ],
  ),
  'tls.plain-production': problem(
    [
      'En producció el padró ha de respondre per HTTPS amb una clau coneguda, o signar les respostes.',
      'En producción el padrón debe responder por HTTPS con una clave conocida, o firmar las respuestas.',
      'In production the padró has to answer over HTTPS with a known key, or to sign its answers.',
    ],
    [
      'Configureu el connector HTTPS i doneu aquella adreça.',
      'Configure el conector HTTPS y dé aquella dirección.',
      'Set up the HTTPS connector and give its address.',
    ],
  ),
  'certificate.expired': problem(
    [
      'El certificat del servidor ha caducat.',
      'El certificado del servidor ha caducado.',
      "The server's certificate has expired.",
    ],
    [
      'Renoveu el certificat, poseu-lo al magatzem de claus del Tomcat i reinicieu el servei.',
      'Renueve el certificado, póngalo en el almacén de claves del Tomcat y reinicie el servicio.',
      'Renew the certificate, put it into the key store of the Tomcat, and restart the service.',
    ],
  ),
  'certificate.not-yet': problem(
    [
      'El certificat del servidor encara no és vigent.',
      'El certificado del servidor todavía no está vigente.',
      "The server's certificate is not valid yet.",
    ],
    [
      "Comproveu les dates del certificat i l'hora del servidor.",
      'Compruebe las fechas del certificado y la hora del servidor.',
      'Check the dates of the certificate and the clock of the server.',
    ],
  ),
  'certificate.soon': warning(
    [
      'El certificat del servidor caduca aviat.',
      'El certificado del servidor caduca pronto.',
      "The server's certificate expires soon.",
    ],
    [
      'Renoveu-lo abans de la data. Si canvia la clau, aviseu abans: cal registrar-ne el pin nou.',
      'Renuévelo antes de la fecha. Si cambia la clave, avise antes: hay que registrar su nuevo pin.',
      'Renew it before that date. If its key changes, tell us before: the new pin has to be registered.',
    ],
  ),
  'certificate.name': problem(
    [
      'El certificat és per a un altre nom de servidor.',
      'El certificado es para otro nombre de servidor.',
      'The certificate is for another server name.',
    ],
    [
      "Demaneu un certificat amb aquest nom (o aquesta IP) entre els noms alternatius, o doneu l'adreça amb el nom que té.",
      'Pida un certificado con ese nombre (o esa IP) entre los nombres alternativos, o dé la dirección con el nombre que tiene.',
      'Ask for a certificate with this name (or IP address) among its alternative names, or give the address with the name that it has.',
    ],
  ),
  'certificate.chain': problem(
    [
      "El certificat no arriba a cap autoritat de confiança: és autosignat, d'una autoritat pròpia, o falta l'intermedi.",
      'El certificado no llega a ninguna autoridad de confianza: es autofirmado, de una autoridad propia, o falta el intermedio.',
      'The certificate leads to no trusted authority: it is self-signed, of an authority of its own, or the intermediate is missing.',
    ],
    [
      "Afegiu el certificat intermedi al magatzem de claus; si és autosignat o propi, l'Oficina Tècnica en registra el PEM i el pin.",
      'Añada el certificado intermedio al almacén de claves; si es autofirmado o propio, la Oficina Tècnica registra su PEM y su pin.',
      'Add the intermediate certificate to the key store; if it is self-signed or of an own authority, the Oficina Tècnica registers its PEM and pin.',
    ],
  ),
  'certificate.pin': problem(
    [
      'La clau que mostra el servidor no és la registrada: han canviat el certificat, o respon una altra màquina.',
      'La clave que muestra el servidor no es la registrada: han cambiado el certificado, o responde otra máquina.',
      'The key that the server shows is not the registered one: the certificate was changed, or another machine answers.',
    ],
    [
      'Confirmeu per telèfon que el canvi és vostre; després es registra el pin que es veu aquí.',
      'Confirme por teléfono que el cambio es suyo; después se registra el pin que se ve aquí.',
      'Confirm by telephone that the change is yours; then the pin shown here is registered.',
    ],
  ),
  'certificate.unpinned': warning(
    [
      "La clau del servidor encara no està registrada: això és el pin SPKI que s'ha de registrar.",
      'La clave del servidor todavía no está registrada: este es el pin SPKI que hay que registrar.',
      'The key of the server is not registered yet: this is the SPKI pin to register.',
    ],
    [
      "Comproveu amb l'ajuntament que el pin és el del seu servidor i registreu-lo a l'endpoint.",
      'Compruebe con el ayuntamiento que el pin es el de su servidor y regístrelo en el endpoint.',
      "Check with the municipality that the pin is its server's, and register it in the endpoint.",
    ],
  ),
  'clock.drift': warning(
    [
      'El rellotge del servidor va desviat uns segons.',
      'El reloj del servidor va desviado unos segundos.',
      'The clock of the server is some seconds off.',
    ],
    [
      'Activeu la sincronització horària (NTP).',
      'Active la sincronización horaria (NTP).',
      'Turn time synchronisation (NTP) on.',
    ],
  ),
  'clock.off': problem(
    [
      'El rellotge del servidor va malament: els missatges signats semblarien caducats.',
      'El reloj del servidor va mal: los mensajes firmados parecerían caducados.',
      'The clock of the server is wrong: signed messages would look expired to it.',
    ],
    [
      "Poseu el servidor a l'hora i activeu la sincronització horària (NTP).",
      'Ponga el servidor en hora y active la sincronización horaria (NTP).',
      'Set the clock of the server, and turn time synchronisation (NTP) on.',
    ],
  ),
  'clock.unknown': warning(
    [
      'El servidor no diu quina hora té (capçalera Date).',
      'El servidor no dice qué hora tiene (cabecera Date).',
      'The server does not say what time it has (Date header).',
    ],
    [
      "Mireu l'hora del servidor a mà.",
      'Mire la hora del servidor a mano.',
      'Look at the clock of the server by hand.',
    ],
  ),
  'wsdl.missing': warning(
    [
      "L'adreça amb ?wsdl no dona el WSDL: pot ser que el camí no sigui el de l'aplicació.",
      'La dirección con ?wsdl no da el WSDL: puede que la ruta no sea la de la aplicación.',
      'The address with ?wsdl gives no WSDL: the path may not be that of the application.',
    ],
    [
      "Reviseu que l'aplicació siri-proxy està desplegada i que el camí és /siri-proxy/services/Sincron.",
      'Revise que la aplicación siri-proxy está desplegada y que la ruta es /siri-proxy/services/Sincron.',
      'See that the application siri-proxy is deployed and that the path is /siri-proxy/services/Sincron.',
    ],
  ),
  'wsdl.other': warning(
    [
      "El WSDL no és el del frontal síncron: no té l'operació procesa.",
      'El WSDL no es el del frontal síncrono: no tiene la operación procesa.',
      'The WSDL is not that of the synchronous frontal: it has no operation procesa.',
    ],
    [
      "Reviseu que la versió de l'aplicació instal·lada és la del padró.",
      'Revise que la versión de la aplicación instalada es la del padrón.',
      'See that the installed application is the one of the padró.',
    ],
  ),
} as const;
