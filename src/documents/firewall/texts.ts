import type { Permission } from '../../base/domain.ts';
import type { Language } from '../../base/errors/refusal.ts';

export interface FirewallTexts {
  readonly title: string;
  readonly intro: string;
  readonly inbound: string;
  readonly outbound: string;
  readonly columns: readonly [address: string, port: string, group: string, why: string];
  readonly why: Readonly<Record<Permission, string>>;
  readonly commands: string;
  readonly windows: string;
  readonly iptables: string;
  readonly nft: string;
  readonly footer: string;
}

export const FIREWALL_TEXTS: Readonly<Record<Language, FirewallTexts>> = {
  ca: {
    title: 'Full de tallafoc',
    intro:
      'Adreces que han de poder arribar als ports del Tomcat del padró en línia, i cap a on ha de poder sortir aquest servidor. No cal obrir res més, ni a ningú més.',
    inbound: "Entrada: cap als ports d'aquest servidor",
    outbound: "Sortida: des d'aquest servidor",
    columns: ['Adreça', 'Port TCP', 'Grup', 'Per a què'],
    why: {
      query: 'Consultes del padró',
      health: 'Monitoratge',
      read: 'Seguiment del servei',
      write: "Suport i proves d'acceptació",
      psis: 'Validació de certificats (PSIS)',
    },
    commands: 'Ordres a punt',
    windows: "Windows, en una consola d'administrador:",
    iptables: 'Linux amb iptables, com a root:',
    nft: 'Linux amb nftables, com a root:',
    footer: 'Si les adreces canvien, rebreu un full nou: torneu a executar les ordres.',
  },
  es: {
    title: 'Hoja de cortafuegos',
    intro:
      'Direcciones que deben poder llegar a los puertos del Tomcat del padrón en línea, y hacia dónde debe poder salir este servidor. No hace falta abrir nada más, ni a nadie más.',
    inbound: 'Entrada: hacia los puertos de este servidor',
    outbound: 'Salida: desde este servidor',
    columns: ['Dirección', 'Puerto TCP', 'Grupo', 'Para qué'],
    why: {
      query: 'Consultas del padrón',
      health: 'Monitorización',
      read: 'Seguimiento del servicio',
      write: 'Soporte y pruebas de aceptación',
      psis: 'Validación de certificados (PSIS)',
    },
    commands: 'Órdenes listas',
    windows: 'Windows, en una consola de administrador:',
    iptables: 'Linux con iptables, como root:',
    nft: 'Linux con nftables, como root:',
    footer: 'Si las direcciones cambian, recibirá una hoja nueva: vuelva a ejecutar las órdenes.',
  },
  en: {
    title: 'Firewall sheet',
    intro:
      'Addresses that must reach the ports of the Tomcat of padró en línia, and where this server must be able to go. Nothing else needs to be open, and to nobody else.',
    inbound: 'Inbound: to the ports of this server',
    outbound: 'Outbound: from this server',
    columns: ['Address', 'TCP port', 'Group', 'What for'],
    why: {
      query: 'Padró queries',
      health: 'Monitoring',
      read: 'Service desk',
      write: 'Support and acceptance checks',
      psis: 'Certificate validation (PSIS)',
    },
    commands: 'Ready commands',
    windows: "Windows, in an administrator's console:",
    iptables: 'Linux with iptables, as root:',
    nft: 'Linux with nftables, as root:',
    footer: 'When the addresses change you get a new sheet: run the commands again.',
  },
};
