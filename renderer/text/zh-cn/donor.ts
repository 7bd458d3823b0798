export const donorTexts = {} as const;
