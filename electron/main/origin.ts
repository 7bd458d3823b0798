/** The page's own address. A scheme of its own, so that no file path and no other site can ever be it. */
export const pageScheme = 'app';
export const pageOrigin = 'app://bloodmobile';
export const pageAddress = `${pageOrigin}/index.html`;

export const isPageAddress = (address: string): boolean =>
  address === pageOrigin || address.startsWith(`${pageOrigin}/`);
