import type { Letter } from './letter.ts';

/** The letters of the conveni and of the integration form (protocol section 7, steps a to f). */
export const CONVENI = {
  'signature-data': {
    ca: {
      subject: 'Conveni del padró en línia: dades de signatura',
      body: `Per preparar el conveni del padró en línia de {name} ens calen les dades de qui el signarà: nom i càrrec del representant legal i NIF de l'ens.

Empleneu-les aquí: {link}

L'enllaç serveix una sola vegada i caduca el {expires}.`,
    },
    es: {
      subject: 'Convenio del padrón en línea: datos de firma',
      body: `Para preparar el convenio del padrón en línea de {name} necesitamos los datos de quien lo firmará: nombre y cargo del representante legal y NIF del ente.

Rellénenlos aquí: {link}

El enlace sirve una sola vez y caduca el {expires}.`,
    },
    en: {
      subject: 'Conveni of the online padró: signature data',
      body: `To prepare the conveni of the online padró of {name} we need the data of who will sign it: name and position of the legal representative, and the NIF of the ens.

Fill them in here: {link}

The link works once and expires on {expires}.`,
    },
  },
  conveni: {
    ca: {
      subject: "Conveni del padró en línia, signat per l'AOC",
      body: `Us adjuntem el conveni del padró en línia de {name}, signat pel Consorci AOC. Signeu-lo i torneu-nos-el aquí, en PDF: {link}

L'enllaç serveix una sola vegada i caduca el {expires}.`,
    },
    es: {
      subject: 'Convenio del padrón en línea, firmado por el AOC',
      body: `Les adjuntamos el convenio del padrón en línea de {name}, firmado por el Consorci AOC. Fírmenlo y devuélvannoslo aquí, en PDF: {link}

El enlace sirve una sola vez y caduca el {expires}.`,
    },
    en: {
      subject: 'Conveni of the online padró, signed by the AOC',
      body: `Attached is the conveni of the online padró of {name}, signed by the Consorci AOC. Sign it and return it here, as a PDF: {link}

The link works once and expires on {expires}.`,
    },
  },
  form: {
    ca: {
      subject: "Padró en línia: formulari d'integració",
      body: `El conveni de {name} està signat i registrat. Per integrar el vostre padró ens cal el formulari d'integració: persona de contacte, empresa i programa del padró, servidor, ports i certificat.

Empleneu-lo aquí: {link}

L'enllaç serveix una sola vegada i caduca el {expires}.`,
    },
    es: {
      subject: 'Padrón en línea: formulario de integración',
      body: `El convenio de {name} está firmado y registrado. Para integrar su padrón necesitamos el formulario de integración: persona de contacto, empresa y programa del padrón, servidor, puertos y certificado.

Rellénenlo aquí: {link}

El enlace sirve una sola vez y caduca el {expires}.`,
    },
    en: {
      subject: 'Online padró: integration form',
      body: `The conveni of {name} is signed and registered. To integrate your padró we need the integration form: contact person, vendor and product of the padró, server, ports and certificate.

Fill it in here: {link}

The link works once and expires on {expires}.`,
    },
  },
} satisfies Readonly<Record<string, Letter>>;
