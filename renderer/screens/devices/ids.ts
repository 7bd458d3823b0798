/** Lines of the list that are no device of their own. */
export const keyboardId = 'keyboard';
export const newScannerId = 'new-scanner';
