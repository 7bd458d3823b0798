export const decisionTexts = {} as const;
