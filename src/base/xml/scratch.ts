/** Where short byte strings stand as bytes: a buffer for each would cost as much as what is done with it. */
const scratch = Buffer.allocUnsafeSlow(1 << 16);

/** The bytes of a byte string, until this is called again. */
export const bytesForNow = (text: string): Buffer =>
  text.length > scratch.length ? Buffer.from(text, 'latin1') : scratch.subarray(0, scratch.write(text, 'latin1'));
