/** The variables of this process and some more, for a program that it starts. */
export const childVariables = (more: Readonly<Record<string, string>>): NodeJS.ProcessEnv => ({
  ...process.env,
  ...more,
});
