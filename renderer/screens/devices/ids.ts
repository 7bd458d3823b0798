/** Lines of the list that are no device of their own. */
export const keyboardId = 'keyboard';
export const machinesId = 'machines';
export const newScannerId = 'new-scanner';
