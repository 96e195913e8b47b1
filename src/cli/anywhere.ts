/** An operator who types an address may reach whatever the machine reaches. */
export const ANYWHERE: readonly string[] = ['0.0.0.0/1', '128.0.0.0/1', '::/1', '8000::/1'];
