/** A phrase of a refusal in three languages; its English text is a type of its own. */
export const phrase = <E extends string>(ca: string, es: string, en: E) => ({ ca, es, en });
