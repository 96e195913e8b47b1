import { type Edit, type Making, message } from './forge.ts';
import { consumer, rsaConsumer } from './keys.ts';

/** A message of the honest consumer, made when it is asked for. */
export const signed =
  (making: Partial<Making> = {}) =>
  (): string =>
    message({ by: consumer(), ...making });

export const signedRsa =
  (making: Partial<Making> = {}) =>
  (): string =>
    message({ by: rsaConsumer(), ...making });

/** An honest message that somebody changed on its way. */
export const tampered = (after: Edit) => signed({ after });

/** A message whose sender meant it to be like this: the signature holds over the change. */
export const meant = (before: Edit) => signed({ before });
