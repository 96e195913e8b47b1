import type { Letter } from './letter.ts';

/** The letters of the beginning: the invitation, and what triage sends (protocol section 7). */
export const START = {
  invitation: {
    ca: {
      subject: 'Vols posar en línia el teu padró?',
      body: `El padró en línia posa a disposició de les altres administracions les dades de residència i de convivència del padró municipal de {name}, perquè la ciutadania no els hagi de portar papers.

Per oferir-lo, l'ajuntament demana subscriure el conveni de col·laboració amb el Consorci AOC per a l'emissió telemàtica de volants. Els passos són:

1. Empleneu la plantilla del conveni ({template}): totes les dades del representant legal i tots els camps marcats en groc. Aproveu-lo i signeu-lo.
2. Envieu-lo signat al Consorci AOC per tramesa genèrica, amb l'assumpte «Assessoria Jurídica-Conveni Padró».
3. Envieu el formulari d'integració. Comenceu aquí: {link}

Després, l'Oficina Tècnica integra l'ens i us ho fa saber amb una còpia del conveni signat per la direcció o gerència del Consorci.

Excepció: si teniu el padró delegat en un consell comarcal o una diputació no us cal cap conveni propi. Demaneu a aquest ens que comuniqui a l'AOC que us ha d'incloure.

L'enllaç serveix una sola vegada i caduca el {expires}.`,
    },
    es: {
      subject: '¿Quieres poner en línea tu padrón?',
      body: `El padrón en línea pone a disposición de las demás administraciones los datos de residencia y de convivencia del padrón municipal de {name}, para que la ciudadanía no tenga que llevarles papeles.

Para ofrecerlo, el ayuntamiento pide suscribir el convenio de colaboración con el Consorci AOC para la emisión telemática de volantes. Los pasos son:

1. Rellenen la plantilla del convenio ({template}): todos los datos del representante legal y todos los campos marcados en amarillo. Apruébenlo y fírmenlo.
2. Envíenlo firmado al Consorci AOC por «tramesa genèrica», con el asunto «Assessoria Jurídica-Conveni Padró».
3. Envíen el formulario de integración. Empiecen aquí: {link}

Después, la Oficina Técnica integra el ente y se lo comunica con una copia del convenio firmado por la dirección o gerencia del Consorci.

Excepción: si tienen el padrón delegado en un consejo comarcal o una diputación no necesitan convenio propio. Pidan a ese ente que comunique al AOC que debe incluirles.

El enlace sirve una sola vez y caduca el {expires}.`,
    },
    en: {
      subject: 'Would you like to put your padró online?',
      body: `The online padró makes residence and household data of the municipal padró of {name} available to other administrations, so that citizens need not bring papers.

To offer it, the municipality asks to subscribe the collaboration agreement (conveni) with the Consorci AOC for the telematic issue of volants. The steps are:

1. Fill in the template of the conveni ({template}): all the data of the legal representative and every field marked in yellow. Approve and sign it.
2. Send it signed to the Consorci AOC by "tramesa genèrica", with the subject "Assessoria Jurídica-Conveni Padró".
3. Send the integration form. Start here: {link}

The Oficina Tècnica then integrates the ens, and tells you so with a copy of the conveni signed by the director or director gerent of the Consorci.

Exception: a padró that is delegated to a consell comarcal or a diputació needs no conveni of its own. Ask that body to tell the AOC to include you.

The link works once and expires on {expires}.`,
    },
  },
  question: {
    ca: {
      subject: 'Padró en línia: voleu consultar-lo o oferir el vostre?',
      body: `Hem rebut la vostra petició sobre el padró en línia de {name} i ens cal saber què voleu fer:

- CONSUMIR el servei: consultar padrons amb una aplicació pròpia. És l'accés que ja us va donar un tiquet anterior, si n'hi va haver cap.
- OFERIR el vostre padró des dels vostres servidors, perquè els organismes públics de Catalunya el puguin consultar.

Responeu-nos aquí: {link}

L'enllaç serveix una sola vegada i caduca el {expires}.`,
    },
    es: {
      subject: 'Padrón en línea: ¿quieren consultarlo u ofrecer el suyo?',
      body: `Hemos recibido su petición sobre el padrón en línea de {name} y necesitamos saber qué quieren hacer:

- CONSUMIR el servicio: consultar padrones con una aplicación propia. Es el acceso que ya les dio un tique anterior, si lo hubo.
- OFRECER su padrón desde sus servidores, para que los organismos públicos de Cataluña puedan consultarlo.

Respóndannos aquí: {link}

El enlace sirve una sola vez y caduca el {expires}.`,
    },
    en: {
      subject: 'Online padró: do you want to query it or to offer yours?',
      body: `We have received your request about the online padró of {name} and need to know what you want to do:

- CONSUME the service: query it with an application of your own. That is the access that an earlier ticket gave you, if there was one.
- OFFER your own padró from your servers, so that the public bodies of Catalonia can query it.

Answer us here: {link}

The link works once and expires on {expires}.`,
    },
  },
  delegated: {
    ca: {
      subject: 'Padró en línia: no us cal conveni propi',
      body: `El padró de {name} està delegat en {bodyName}, que ja té el seu conveni: no us en cal cap de propi.

Demaneu a aquest ens que comuniqui a l'AOC que us ha d'incloure. Quan ho faci, l'Oficina Tècnica us integrarà a través del seu servidor i us ho farà saber.`,
    },
    es: {
      subject: 'Padrón en línea: no necesitan convenio propio',
      body: `El padrón de {name} está delegado en {bodyName}, que ya tiene su convenio: no necesitan uno propio.

Pidan a ese ente que comunique al AOC que debe incluirles. Cuando lo haga, la Oficina Técnica les integrará a través de su servidor y se lo comunicará.`,
    },
    en: {
      subject: 'Online padró: you need no conveni of your own',
      body: `The padró of {name} is delegated to {bodyName}, which has its conveni already: you need none of your own.

Ask that body to tell the AOC to include you. When it does, the Oficina Tècnica will integrate you through its server and tell you so.`,
    },
  },
} satisfies Readonly<Record<string, Letter>>;
