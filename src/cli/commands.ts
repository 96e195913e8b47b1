import { accountAdd } from './account-add.ts';
import { accountList } from './account-list.ts';
import { accountLock } from './account-lock.ts';
import { backup } from './backup.ts';
import { check } from './check.ts';
import type { Command } from './command.ts';
import { configCheck } from './config-check.ts';
import { configPrint } from './config-print.ts';
import { consumers } from './consumers.ts';
import { demo } from './demo.ts';
import { explain } from './explain.ts';
import { firewall } from './firewall.ts';
import { guide } from './guide.ts';
import { integrationAct } from './integration-act.ts';
import { integrationList } from './integration-list.ts';
import { integrationShow } from './integration-show.ts';
import { ipExplain } from './ip-explain.ts';
import { letterAgain } from './letter-again.ts';
import { letterList } from './letter-list.ts';
import { letterPreview } from './letter-preview.ts';
import { lots } from './lots.ts';
import { migration } from './migration.ts';
import { pkiInit } from './pki-init.ts';
import { registryExport } from './registry-export.ts';
import { registryImport } from './registry-import.ts';
import { request } from './request.ts';
import { restore } from './restore.ts';
import { sealNext } from './seal-next.ts';
import { serve } from './serve.ts';
import { simulate } from './simulate.ts';
import { simulatePsis } from './simulate-psis.ts';
import { start, stop } from './stop.ts';
import { tokenAdd } from './token-add.ts';
import { tokenList } from './token-list.ts';
import { tokenRevoke } from './token-revoke.ts';
import { verify } from './verify.ts';
import { would } from './would.ts';

/** All commands, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  demo,
  serve,
  request,
  verify,
  check,
  migration,
  simulate,
  simulatePsis,
  would,
  explain,
  consumers,
  lots,
  firewall,
  guide,
  integrationList,
  integrationShow,
  integrationAct,
  letterPreview,
  letterList,
  letterAgain,
  registryExport,
  registryImport,
  backup,
  restore,
  stop,
  start,
  ipExplain,
  configCheck,
  configPrint,
  sealNext,
  pkiInit,
  accountAdd,
  accountList,
  accountLock,
  tokenAdd,
  tokenList,
  tokenRevoke,
];
