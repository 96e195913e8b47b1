import type { Letter } from './letter.ts';

/** The letters about the municipal server: its ports, and before a migration (protocol sections 2, 7 and 8). */
export const SERVER = {
  ports: {
    ca: {
      subject: 'Padró en línia: ports que cal obrir',
      body: `El servidor del padró en línia de {name} escolta al port {httpPort} (HTTP) i al port {httpsPort} (HTTPS). Obriu tots dos ports al tallafoc per a aquestes adreces, i la sortida cap a PSIS:

{addresses}

Quan estiguin oberts, l'Oficina Tècnica comprovarà el servei.`,
    },
    es: {
      subject: 'Padrón en línea: puertos que hay que abrir',
      body: `El servidor del padrón en línea de {name} escucha en el puerto {httpPort} (HTTP) y en el puerto {httpsPort} (HTTPS). Abran ambos puertos en el cortafuegos para estas direcciones, y la salida hacia PSIS:

{addresses}

Cuando estén abiertos, la Oficina Técnica comprobará el servicio.`,
    },
    en: {
      subject: 'Online padró: ports to open',
      body: `The server of the online padró of {name} listens on port {httpPort} (HTTP) and port {httpsPort} (HTTPS). Open both ports in the firewall to these addresses, and the way out to PSIS:

{addresses}

When they are open, the Oficina Tècnica will check the service.`,
    },
  },
  migration: {
    ca: {
      subject: 'Padró en línia: migració al servidor nou',
      body: `La setmana del {migrationWeek} començarem la migració del servidor del padró en línia de {name}.

Què s'hi instal·larà, al costat del que hi ha ara: un Tomcat 8 amb dos ports, HTTP i HTTPS; Java 8, si no hi és, només per a aquest Tomcat i sense tocar les variables d'entorn del Windows, per no afectar altres aplicacions; i, al final de tot, un servei del Windows, perquè arrenqui amb la màquina. El servidor antic es manté fins que el nou estigui comprovat.

Us direm els ports més endavant perquè els pugueu obrir; si en preferiu uns de concrets, digueu-nos-ho. Caldrà obrir-los per a aquestes adreces, i la sortida cap a PSIS:

{addresses}

Per a qualsevol cosa, escriviu a {office}.`,
    },
    es: {
      subject: 'Padrón en línea: migración al servidor nuevo',
      body: `La semana del {migrationWeek} empezaremos la migración del servidor del padrón en línea de {name}.

Qué se instalará, al lado del que hay ahora: un Tomcat 8 con dos puertos, HTTP y HTTPS; Java 8, si no está, solo para este Tomcat y sin tocar las variables de entorno de Windows, para no afectar a otras aplicaciones; y, al final de todo, un servicio de Windows, para que arranque con la máquina. El servidor antiguo se mantiene hasta que el nuevo esté comprobado.

Les diremos los puertos más adelante para que puedan abrirlos; si prefieren unos concretos, dígannoslo. Habrá que abrirlos para estas direcciones, y la salida hacia PSIS:

{addresses}

Para cualquier cosa, escriban a {office}.`,
    },
    en: {
      subject: 'Online padró: migration to the new server',
      body: `In the week of {migrationWeek} we start the migration of the server of the online padró of {name}.

What will be installed, beside what is there now: a Tomcat 8 with two ports, HTTP and HTTPS; Java 8, if it is missing, for this Tomcat only and without touching the Windows environment variables, so as not to disturb other applications; and, last, a Windows service, so that it starts with the machine. The old server stays until the new one is verified.

We will tell you the ports afterwards, so that you can open them; if you prefer certain ones, say which. They have to be opened to these addresses, and the way out to PSIS:

{addresses}

For anything else write to {office}.`,
    },
  },
} satisfies Readonly<Record<string, Letter>>;
