import type { ThemeConfig } from 'antd';

/** antd in the page's own colours and sizes; every control is at least 44 px tall for gloved fingers. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#1d5fa8',
    colorError: '#b4232f',
    colorWarning: '#9a6200',
    colorSuccess: '#0d7a4f',
    colorText: '#16212b',
    colorTextPlaceholder: '#5b6b7a',
    borderRadius: 8,
    controlHeight: 46,
    fontSize: 16,
    fontFamily: 'var(--font)',
    motion: false,
  },
};
