import { type Individual, type Person, type Place, settle } from './person.ts';

interface Household {
  readonly place: Place;
  readonly members: readonly Individual[];
}

const place = (municipi: string, puerta: string): Place => ({
  municipi,
  tipoVia: 'CL',
  nombreVia: 'de la Prova',
  numero: 1,
  planta: '1',
  puerta,
});

const born = { nacimiento: '19800101', alta: '20000101' } as const;

/**
 * The test people that the AOC publishes for its pre-production environment. Only their documents and the name
 * Friedrich are public: all the rest is made up here. Documents that end in O are nobody's (see `fictional.ts`).
 */
const HOUSEHOLDS: readonly Household[] = [
  {
    place: place('17023', '1'),
    members: [
      {
        tipo: 1,
        documentacion: '12344321Z',
        nombre: 'Prova',
        apellido1: 'Fictícia',
        apellido2: 'NIF',
        sexo: 'F',
        ...born,
      },
    ],
  },
  {
    place: place('17023', '2'),
    members: [
      {
        tipo: 2,
        documentacion: 'RA12345678',
        nombre: 'Prova',
        apellido1: 'Fictícia',
        apellido2: 'Passaport',
        sexo: 'M',
        ...born,
      },
    ],
  },
  {
    place: place('17023', '3'),
    members: [
      {
        tipo: 4,
        documentacion: 'Z2757735Z',
        nombre: 'Prova',
        apellido1: 'Fictícia',
        apellido2: 'NIE',
        sexo: 'F',
        ...born,
      },
    ],
  },
  {
    place: place('08001', '1'),
    members: [
      {
        tipo: 1,
        documentacion: '12345678Z',
        nombre: 'Friedrich',
        apellido1: 'Inventat',
        apellido2: 'Exemple',
        sexo: 'M',
        ...born,
      },
      ...['Mostra', 'Simulacre', 'Petita Prova'].map(
        (nombre, i): Individual => ({
          tipo: 1,
          documentacion: `0800100${i + 1}O`,
          nombre,
          apellido1: 'Inventat',
          apellido2: 'Fictícia',
          sexo: 'F',
          ...born,
        }),
      ),
    ],
  },
];

export function testPeople(municipi: string): Person[] {
  return HOUSEHOLDS.filter(({ place }) => place.municipi === municipi).flatMap(({ place, members }) =>
    settle(place, members),
  );
}
