import type { FastifyInstance } from 'fastify';
import { toPng } from './canvas.ts';
import type { CardFile } from './card.ts';
import type { SimulatedDonor } from './donors.ts';
import { LINE_FAULTS, type LineFault } from './faults.ts';
import type { PrinterFault } from './printer.ts';
import { PRINTER_FAULTS } from './printer-faults.ts';
import type { Suffix } from './scanner.ts';
import type { SimulatedDevice, Simulators } from './start.ts';

const DEVICES = ['idReader', 'scanner', 'printer', 'scale', 'bp'] as const;
const SUFFIXES: readonly Suffix[] = ['cr', 'lf', 'crlf', 'tab', 'none'];

const text = { type: 'string', minLength: 1, maxLength: 512 } as const;
const number = { type: 'number' } as const;
const object = (properties: Record<string, object>, required = Object.keys(properties)) => ({
  schema: { body: { type: 'object', properties, required, additionalProperties: false } },
});
const cardSchema = object({ card: { type: 'object' } });

/** A problem of the person at the panel, said as a sentence with status 409. */
class CannotNow extends Error {
  readonly statusCode = 409;
}

/** Tells which printed labels have been scanned since; a label is a printed thing, not its text. */
const createUnscanned = ({ printer }: Simulators) => {
  const scanned = new Set<number>();
  return {
    next: () => printer.labels().find((label) => !scanned.has(label.number) && label.barcodes[0]),
    mark: (barcode: string): void => {
      const label = printer
        .labels()
        .find((each) => !scanned.has(each.number) && each.barcodes.includes(barcode));
      if (label !== undefined) scanned.add(label.number);
    },
    isScanned: (labelNumber: number): boolean => scanned.has(labelNumber),
  };
};

/** The panel's JSON: `GET /api/state`, and a POST for everything a hand can do to a device. */
export const addControlRoutes = (
  app: FastifyInstance,
  simulators: Simulators,
  donors: readonly SimulatedDonor[],
): void => {
  const { idReader, scanner, printer, scale, bp } = simulators;
  const unscanned = createUnscanned(simulators);
  const pluggedOut = new Set<string>();

  app.get('/api/donors', () => donors);
  app.get('/api/state', () => ({
    urls: simulators.urls,
    notice: simulators.notice,
    card: idReader.card(),
    reads: idReader.reads(),
    scannerConnected: scanner.isConnected(),
    labels: printer.labels().map((label) => ({
      ...label,
      scanned: unscanned.isScanned(label.number),
    })),
    printerFaults: printer.faults(),
    cableFaults: Object.fromEntries(
      DEVICES.map((device) => [device, simulators.cables[device].faults()]),
    ),
    grams: scale.grams(),
    unplugged: [...pluggedOut],
  }));

  app.get<{ Params: { number: number } }>(
    '/api/printer/labels/:number',
    {
      schema: {
        params: { type: 'object', properties: { number: { type: 'integer', minimum: 1 } } },
      },
    },
    async ({ params }, reply) => {
      const paper = printer.picture(params.number);
      if (paper === undefined) return reply.code(404).send({ message: 'that label is long gone' });
      return reply.type('image/png').send(Buffer.from(toPng(paper)));
    },
  );

  const place = (card: CardFile) => {
    try {
      idReader.placeCard(card);
    } catch (error) {
      throw new CannotNow(`这张卡不成立 / not a card: ${String(error)}`);
    }
    return { placed: card.idNumber };
  };
  app.post<{ Body: { index: number } }>(
    '/api/id-reader/place-donor',
    object({ index: { type: 'integer', minimum: 0 } }),
    ({ body }) => {
      const donor = donors[body.index];
      if (donor === undefined) throw new CannotNow('没有这位献血者 / there is no such donor');
      return place(donor.card);
    },
  );
  app.post<{ Body: { card: CardFile } }>('/api/id-reader/place', cardSchema, ({ body }) =>
    place(body.card),
  );
  app.post('/api/id-reader/remove', () => {
    idReader.removeCard();
    return { removed: true };
  });
  app.post('/api/id-reader/lift-during-read', () => {
    idReader.liftDuringRead();
    return { lifts: true };
  });

  app.post<{
    Body: { device: SimulatedDevice; fault: LineFault; times?: number; probability?: number };
  }>(
    '/api/fault',
    object(
      {
        device: { enum: DEVICES },
        fault: { enum: LINE_FAULTS },
        times: { type: 'integer', minimum: 0, maximum: 1000 },
        probability: { type: 'number', minimum: 0, maximum: 1 },
      },
      ['device', 'fault'],
    ),
    ({ body: { device, fault, ...setting } }) => {
      simulators.cables[device].fault(fault, setting);
      return { faults: simulators.cables[device].faults() };
    },
  );

  const scan = (barcode: string, suffix: Suffix) => {
    if (!scanner.isConnected()) {
      throw new CannotNow('扫码枪未被打开 / nobody has opened the scanner');
    }
    scanner.scan(barcode, { suffix });
    unscanned.mark(barcode);
    return { scanned: barcode };
  };
  app.post<{ Body: { text: string; suffix?: Suffix } }>(
    '/api/scanner/scan',
    object({ text, suffix: { enum: SUFFIXES } }, ['text']),
    ({ body }) => scan(body.text, body.suffix ?? 'cr'),
  );
  app.post('/api/scanner/scan-next-label', () => {
    const barcode = unscanned.next()?.barcodes[0];
    if (barcode === undefined) throw new CannotNow('没有未扫的标签 / no label left to scan');
    return scan(barcode, 'cr');
  });
  app.post('/api/scanner/garbage', () => {
    scanner.garbage();
    return { sent: true };
  });

  app.post<{ Body: { fault: PrinterFault; on: boolean } }>(
    '/api/printer/fault',
    object({ fault: { enum: PRINTER_FAULTS }, on: { type: 'boolean' } }),
    ({ body }) => {
      printer.setFault(body.fault, body.on);
      return { faults: printer.faults() };
    },
  );

  app.post<{ Body: { grams: number } }>('/api/scale/set', object({ grams: number }), ({ body }) => {
    scale.set(body.grams);
    return { grams: body.grams };
  });
  app.post<{ Body: { grams: number; seconds: number } }>(
    '/api/scale/fill',
    object({ grams: number, seconds: { type: 'number', minimum: 0 } }),
    ({ body }) => {
      scale.fillTo(body.grams, body.seconds);
      return body;
    },
  );

  app.post<{ Body: { systolic: number; diastolic: number; pulse: number } }>(
    '/api/bp/measure',
    object({ systolic: number, diastolic: number, pulse: number }),
    ({ body }) => {
      bp.measure(body);
      return body;
    },
  );
  app.post('/api/bp/fail', () => {
    bp.fail();
    return { failed: true };
  });

  app.post<{ Body: { device: (typeof DEVICES)[number]; on: boolean } }>(
    '/api/plug',
    object({ device: { enum: DEVICES }, on: { type: 'boolean' } }),
    async ({ body: { device, on } }) => {
      await (on ? simulators[device].plug() : simulators[device].unplug());
      if (on) pluggedOut.delete(device);
      else pluggedOut.add(device);
      return { device, on };
    },
  );
};
