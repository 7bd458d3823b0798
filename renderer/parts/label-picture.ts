/** A label's drawing as the source of a picture: an image runs no script and reaches nothing. */
export const labelPicture = (svg: string): string =>
  `data:image/svg+xml,${encodeURIComponent(svg)}`;
