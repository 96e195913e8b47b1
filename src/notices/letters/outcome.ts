import type { Letter } from './letter.ts';

/** Reminders, acceptance, refusal, withdrawal (protocol section 7). */
export const OUTCOME = {
  reminder: {
    ca: {
      subject: 'Padró en línia: us esperem',
      body: `La integració del padró de {name} és al pas «{step}» des del {since} i és el vostre torn. Si us cal ajuda, o si ja no voleu continuar, escriviu a {office}.`,
    },
    es: {
      subject: 'Padrón en línea: les esperamos',
      body: `La integración del padrón de {name} está en el paso «{step}» desde el {since} y es su turno. Si necesitan ayuda, o si ya no quieren continuar, escriban a {office}.`,
    },
    en: {
      subject: 'Online padró: we are waiting for you',
      body: `The integration of the padró of {name} has been at the step "{step}" since {since}, and it is your turn. If you need help, or no longer want to go on, write to {office}.`,
    },
  },
  'reminder-link': {
    ca: {
      subject: 'Padró en línia: us esperem',
      body: `La integració del padró de {name} és al pas «{step}» des del {since} i és el vostre torn. Continueu aquí: {link}

L'enllaç serveix una sola vegada i caduca el {expires}. Si us cal ajuda, o si ja no voleu continuar, escriviu a {office}.`,
    },
    es: {
      subject: 'Padrón en línea: les esperamos',
      body: `La integración del padrón de {name} está en el paso «{step}» desde el {since} y es su turno. Continúen aquí: {link}

El enlace sirve una sola vez y caduca el {expires}. Si necesitan ayuda, o si ya no quieren continuar, escriban a {office}.`,
    },
    en: {
      subject: 'Online padró: we are waiting for you',
      body: `The integration of the padró of {name} has been at the step "{step}" since {since}, and it is your turn. Go on here: {link}

The link works once and expires on {expires}. If you need help, or no longer want to go on, write to {office}.`,
    },
  },
  acceptance: {
    ca: {
      subject: 'El vostre padró ja és en línia',
      body: `El padró de {name} ja està integrat: les administracions autoritzades el poden consultar des d'avui. Si hi ha conveni propi, us n'adjuntem una còpia signada.`,
    },
    es: {
      subject: 'Su padrón ya está en línea',
      body: `El padrón de {name} ya está integrado: las administraciones autorizadas pueden consultarlo desde hoy. Si hay convenio propio, les adjuntamos una copia firmada.`,
    },
    en: {
      subject: 'Your padró is online',
      body: `The padró of {name} is integrated: the administrations that are authorised can query it from today. Where there is a conveni of your own, a signed copy is attached.`,
    },
  },
  refusal: {
    ca: {
      subject: 'Padró en línia: petició denegada',
      body: `No podem integrar el padró de {name}. Motiu:

{reason}

Podeu tornar-ho a demanar quan estigui resolt, o escriure a {office}.`,
    },
    es: {
      subject: 'Padrón en línea: petición denegada',
      body: `No podemos integrar el padrón de {name}. Motivo:

{reason}

Pueden volver a pedirlo cuando esté resuelto, o escribir a {office}.`,
    },
    en: {
      subject: 'Online padró: request refused',
      body: `We cannot integrate the padró of {name}. Reason:

{reason}

You can ask again when that is solved, or write to {office}.`,
    },
  },
  withdrawal: {
    ca: {
      subject: 'Padró en línia: baixa',
      body: `El padró de {name} deixa d'estar en línia i les altres administracions ja no el poden consultar. Motiu:

{reason}

Per a qualsevol cosa, escriviu a {office}.`,
    },
    es: {
      subject: 'Padrón en línea: baja',
      body: `El padrón de {name} deja de estar en línea y las demás administraciones ya no pueden consultarlo. Motivo:

{reason}

Para cualquier cosa, escriban a {office}.`,
    },
    en: {
      subject: 'Online padró: withdrawal',
      body: `The padró of {name} is no longer online and other administrations cannot query it any more. Reason:

{reason}

For anything else write to {office}.`,
    },
  },
  lapse: {
    ca: {
      subject: 'Padró en línia: el conveni ha vençut',
      body: `El conveni de {name} ha deixat de ser vigent i el padró queda en pausa: les altres administracions no el poden consultar. Per renovar-lo, escriviu a {office}.`,
    },
    es: {
      subject: 'Padrón en línea: el convenio ha vencido',
      body: `El convenio de {name} ha dejado de regir y el padrón queda en pausa: las demás administraciones no pueden consultarlo. Para renovarlo, escriban a {office}.`,
    },
    en: {
      subject: 'Online padró: the conveni has lapsed',
      body: `The conveni of {name} is no longer in force and the padró is paused: other administrations cannot query it. To renew it, write to {office}.`,
    },
  },
} satisfies Readonly<Record<string, Letter>>;
