import type { Language } from '../../base/errors/refusal.ts';

/** One text a step, in their order; what stands in braces are the server's own values. */
export interface GuideTexts {
  readonly title: string;
  readonly intro: string;
  readonly values: string;
  readonly labels: readonly [folder: string, http: string, https: string, path: string, service: string];
  readonly toDo: string;
  readonly steps: Readonly<Record<Step, string>>;
  readonly footer: string;
}

export type Step = 'firewall' | 'java' | 'tomcat' | 'setenv' | 'ports' | 'application' | 'try' | 'check' | 'service';

export const GUIDE_TEXTS: Readonly<Record<Language, GuideTexts>> = {
  ca: {
    title: 'Guia de posada en marxa del servidor',
    intro:
      "El padró en línia és una aplicació Java en un Tomcat propi. Res d'aquesta guia toca les variables d'entorn de Windows ni les altres aplicacions de la màquina.",
    values: 'Valors de la vostra instal·lació',
    labels: ['Carpeta', 'Port HTTP', 'Port HTTPS', 'Camí del servei', 'Servei de Windows'],
    toDo: 'Passos',
    steps: {
      firewall: 'Obriu els ports {ports} al tallafoc, només per a les adreces del full de tallafoc.',
      java: 'Descomprimiu Java 8 (JRE de 64 bits, en .zip, sense instal·lador) a {java}.',
      tomcat: 'Descomprimiu Tomcat 8 (.zip per a Windows de 64 bits) a {tomcat}.',
      setenv:
        'Digueu a aquest Tomcat, i només a aquest, quin Java ha de fer servir: creeu {tomcat}\\bin\\setenv.bat amb',
      ports: 'A {tomcat}\\conf\\server.xml poseu els ports, i la contrasenya i el magatzem del vostre certificat:',
      application:
        "Copieu l'aplicació a {tomcat}\\webapps. En una migració, copieu-la del servidor vell amb la seva configuració; el vell no s'atura fins que el nou estigui verificat.",
      try: 'Engegueu-lo a mà i obriu el WSDL: ha de respondre.',
      check: "Aviseu l'Oficina Tècnica: farà la prova d'acceptació de {endpoint} i us dirà què cal corregir, si cal.",
      service:
        "Quan estigui verificat, i no abans, tanqueu-ne la finestra i feu-lo servei de Windows, perquè s'engegui amb la màquina:",
    },
    footer: "Dubtes: responeu al missatge de l'Oficina Tècnica amb què heu rebut aquesta guia.",
  },
  es: {
    title: 'Guía de puesta en marcha del servidor',
    intro:
      'El padrón en línea es una aplicación Java en un Tomcat propio. Nada de esta guía toca las variables de entorno de Windows ni las demás aplicaciones de la máquina.',
    values: 'Valores de su instalación',
    labels: ['Carpeta', 'Puerto HTTP', 'Puerto HTTPS', 'Ruta del servicio', 'Servicio de Windows'],
    toDo: 'Pasos',
    steps: {
      firewall: 'Abra los puertos {ports} en el cortafuegos, solo para las direcciones de la hoja de cortafuegos.',
      java: 'Descomprima Java 8 (JRE de 64 bits, en .zip, sin instalador) en {java}.',
      tomcat: 'Descomprima Tomcat 8 (.zip para Windows de 64 bits) en {tomcat}.',
      setenv: 'Diga a este Tomcat, y solo a este, qué Java debe usar: cree {tomcat}\\bin\\setenv.bat con',
      ports: 'En {tomcat}\\conf\\server.xml ponga los puertos, y la contraseña y el almacén de su certificado:',
      application:
        'Copie la aplicación en {tomcat}\\webapps. En una migración, cópiela del servidor viejo con su configuración; el viejo no se para hasta que el nuevo esté verificado.',
      try: 'Arránquelo a mano y abra el WSDL: debe responder.',
      check:
        'Avise a la Oficina Técnica: hará la prueba de aceptación de {endpoint} y le dirá qué corregir, si hace falta.',
      service:
        'Cuando esté verificado, y no antes, cierre su ventana y hágalo servicio de Windows, para que arranque con la máquina:',
    },
    footer: 'Dudas: responda al mensaje de la Oficina Técnica con el que recibió esta guía.',
  },
  en: {
    title: "Guide to the server's set-up",
    intro:
      'Padró en línia is a Java application in a Tomcat of its own. Nothing here touches the environment variables of Windows, or other applications of the machine.',
    values: 'Values of your installation',
    labels: ['Folder', 'HTTP port', 'HTTPS port', 'Path of the service', 'Windows service'],
    toDo: 'Steps',
    steps: {
      firewall: 'Open the ports {ports} in the firewall, for the addresses of the firewall sheet alone.',
      java: 'Unpack Java 8 (64-bit JRE, .zip, no installer) to {java}.',
      tomcat: 'Unpack Tomcat 8 (.zip for 64-bit Windows) to {tomcat}.',
      setenv: 'Tell this Tomcat, and this one only, which Java to use: make {tomcat}\\bin\\setenv.bat with',
      ports: 'In {tomcat}\\conf\\server.xml write the ports, and the store and password of your certificate:',
      application:
        'Copy the application to {tomcat}\\webapps. In a migration, copy it from the old server with its configuration; the old one is not stopped until the new one is verified.',
      try: 'Start it by hand and open the WSDL: it must answer.',
      check: 'Tell the Oficina Tècnica: it runs the acceptance check of {endpoint}, and says what to mend if anything.',
      service:
        'Once it is verified, and not before, close its window and make it a Windows service, so that it starts with the machine:',
    },
    footer: 'Questions: answer the message of the Oficina Tècnica that brought you this guide.',
  },
};
