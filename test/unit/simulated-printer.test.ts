import { expect, it } from 'vitest';
import { readFormat } from '../../simulators/zpl-read.ts';

it('the simulated printer reads barcodes of both modes, hex and copies', () => {
  expect(
    readFormat(
      '^XA^BY2^FO1,1^BCN,80,N,N,N,A^FD=A99992600000100^FS^FO1,9^BCN,80^FD>:=>0260315><>=A^FS' +
        '^FO1,1^A0N,20,20^FH_^FDa_5Eb^FS^FD_5E^FS^PQ3',
    ),
  ).toMatchObject({
    barcodes: ['=A99992600000100', '=>260315^~A'],
    texts: ['a^b', '_5E'],
    copies: 3,
  });
});
