/**
 * How a USB device is known again after a replugging: by vendor, product and serial number. Where the maker gives no
 * serial number (most CH340 cables) or gives every device the same, the place it is plugged into tells it apart.
 */
export interface UsbIdentity {
  /** Four hexadecimal digits, lower case, as in `lsusb`. */
  readonly vendor: string;
  readonly product: string;
  readonly serial: string | null;
  /** The socket: `1-1.2` on Linux, the location of the port elsewhere. */
  readonly place: string | null;
}

export type UsbMatch<T> =
  | { readonly kind: 'one'; readonly found: T }
  | { readonly kind: 'none' }
  | { readonly kind: 'several' };

/**
 * Finds the device among what is plugged in. A serial number decides; the place only between devices that share one, or
 * have none. Two that cannot be told apart are `several`: a guess could take the scanner for the card reader.
 */
export const matchUsb = <T extends { readonly usb: UsbIdentity | null }>(
  wanted: UsbIdentity,
  plugged: readonly T[],
): UsbMatch<T> => {
  const alike = plugged.filter(
    ({ usb }) => usb !== null && usb.vendor === wanted.vendor && usb.product === wanted.product,
  );
  const named =
    wanted.serial === null ? alike : alike.filter(({ usb }) => usb?.serial === wanted.serial);
  const mustBePlaced = wanted.place !== null && (wanted.serial === null || named.length > 1);
  const left = mustBePlaced ? named.filter(({ usb }) => usb?.place === wanted.place) : named;
  const [first, second] = left;
  if (first === undefined) return { kind: 'none' };
  return second === undefined ? { kind: 'one', found: first } : { kind: 'several' };
};

/** What is remembered of a device: the place only where it has no serial number of its own among its like. */
export const identityToKeep = (
  usb: UsbIdentity,
  plugged: readonly { readonly usb: UsbIdentity | null }[],
): UsbIdentity => {
  const bySerial = { ...usb, place: null };
  const isEnough = usb.serial !== null && matchUsb(bySerial, plugged).kind !== 'several';
  return isEnough ? bySerial : usb;
};
