/** 4–12 digits, as the core takes them. */
export const pinDigitsMin = 4;
export const pinDigitsMax = 12;

export const isPin = (typed: string): boolean => /^\d{4,12}$/.test(typed);

/** Only digits, and no more than a PIN may have. */
export const digitsOf = (typed: string): string => typed.replace(/\D/g, '').slice(0, pinDigitsMax);
