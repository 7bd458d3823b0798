import type { ThemeConfig } from 'antd';

/** A desk with a mouse: denser than the vehicle's page, in the same colours. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#1d5fa8',
    colorError: '#b4232f',
    colorWarning: '#9a6200',
    colorWarningBg: '#fdf4e0',
    colorWarningBorder: '#e3c88b',
    colorErrorBg: '#fbe6e7',
    colorErrorBorder: '#e2a3a8',
    colorInfoBg: '#eaf2fb',
    colorInfoBorder: '#a9c8e8',
    colorSuccess: '#0d7a4f',
    colorText: '#16212b',
    colorTextDescription: '#546373',
    colorTextPlaceholder: '#5b6b7a',
    borderRadius: 6,
    fontSize: 14,
    fontFamily: 'var(--font)',
    motion: false,
  },
  components: { Table: { cellPaddingBlockSM: 7, cellPaddingInlineSM: 8 } },
};
