/** The version in package.json; a test holds the two equal, because a bundled core has no package.json beside it. */
export const appVersion = '0.1.0';
